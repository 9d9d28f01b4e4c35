import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sealing } from './audit/sealing.js';
import { TokenVerifier } from './auth/token-verifier.js';
import { ClockWatch } from './clock/clock-watch.js';
import { Cipher } from './crypto/cipher.js';
import { type Entities, serviceDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import { type Migration, migrate } from './database/migrate.js';
import { Env, readEnv } from './env.js';
import { HealthController } from './health/health.controller.js';
import { Health } from './health/health.js';
import { Policies } from './rules/policies.js';
import { Timer } from './timer/timer.js';
import { Housekeeping } from './write/housekeeping.js';
import { Writes } from './write/writes.js';

export interface ServiceParts {
  entities: Entities;
  /** Run at start, one process at a time. */
  migrations?: Migration[];
}

/** What every service boots with, injectable everywhere in it. */
@Global()
@Module({})
export class ServiceModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  static forService(service: string, { entities, migrations = [] }: ServiceParts): DynamicModule {
    const openDataSource = async (env: Env): Promise<DataSource> => {
      await migrate(env.DATABASE_URL, service, migrations);
      return serviceDataSource({
        url: env.DATABASE_URL,
        service,
        entities,
        poolSize: env.DATABASE_POOL_SIZE,
      }).initialize();
    };
    const shared = [Database, Writes, Cipher, Policies, Timer, Health];
    return {
      module: ServiceModule,
      controllers: [HealthController],
      providers: [
        { provide: Env, useFactory: () => readEnv() },
        { provide: DataSource, useFactory: openDataSource, inject: [Env] },
        TokenVerifier,
        Housekeeping,
        Sealing,
        {
          provide: ClockWatch,
          useFactory: (env: Env, timer: Timer) => new ClockWatch(env, timer, service),
          inject: [Env, Timer],
        },
        ...shared,
      ],
      exports: [Env, DataSource, ...shared],
    };
  }

  /** After the entrances are closed and drained, nothing needs the database any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

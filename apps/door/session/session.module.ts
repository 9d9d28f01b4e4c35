import { type DynamicModule, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TokenVerifier } from '#service/auth/token-verifier.js';
import { Cipher } from '#service/crypto/cipher.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import { migrate } from '#service/database/migrate.js';
import { Env } from '#service/env.js';
import { Timer } from '#service/timer/timer.js';
import { DoorEnv } from '../env.js';
import { migrations } from '../migrations/index.js';
import { Admission } from './admission.js';
import { Attempts } from './attempts.js';
import { Entry } from './entry.js';
import { WhoIsHere } from './here.js';
import { NoSignInController } from './no-sign-in.controller.js';
import { Provider } from './provider.js';
import { SecondFactor } from './second-factor.js';
import { SessionController } from './session.controller.js';
import { SessionStore } from './session.store.js';
import { Sessions } from './sessions.js';

const PURGE_SECONDS = 300;

async function openDataSource({ DATABASE_URL, DATABASE_POOL_SIZE }: DoorEnv): Promise<DataSource> {
  await migrate(DATABASE_URL, 'door', migrations);
  const options = { url: DATABASE_URL, service: 'door', entities: [], poolSize: DATABASE_POOL_SIZE };
  return serviceDataSource(options).initialize();
}

/** Sign-in by an OpenID provider and the sessions that follow from it. */
@Module({})
export class SessionModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly timer: Timer,
    private readonly sessions: Sessions,
  ) {}

  static forDoor(env: DoorEnv): DynamicModule {
    // A door without a client id needs no database.
    if (env.OIDC_CLIENT_ID === undefined) return { module: NoSignInModule };
    return {
      module: SessionModule,
      controllers: [SessionController],
      providers: [
        { provide: DoorEnv, useValue: env },
        { provide: Env, useExisting: DoorEnv },
        { provide: DataSource, useFactory: openDataSource, inject: [DoorEnv] },
        Database,
        Cipher,
        TokenVerifier,
        Timer,
        SessionStore,
        Provider,
        SecondFactor,
        Sessions,
        Attempts,
        Entry,
        WhoIsHere,
        Admission,
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.timer.every('session-purge', PURGE_SECONDS, () => this.sessions.purge());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

@Module({ controllers: [NoSignInController] })
class NoSignInModule {}

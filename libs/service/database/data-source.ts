import { DataSource } from 'typeorm';
import { SnakeNaming } from './snake-naming.js';

type EntityClass = new () => object;
export type Entities = EntityClass[];

export interface DataSourceOptions {
  url: string;
  /** Name of the service: its schema, and its role `fenji_<service>`. */
  service: string;
  entities: Entities;
  poolSize: number;
}

/** Server-side limits: no statement may hold the others up (engineering §4.3). */
const LIMITS = ['statement_timeout=5000', 'lock_timeout=2000', 'idle_in_transaction_session_timeout=15000'];

/**
 * A new connection costs 30 ms of processor time before it has planned what a referral needs, so it outlives a quiet
 * hour of the clinic; the driver's own 10 s would make the first patient after each pause wait.
 */
const IDLE_MILLISECONDS = 3_600_000;

/**
 * The TypeORM data source of one service: own schema, own role without the rights of an owner, so that row-level
 * security and the missing grants on append-only tables bind it. Set at connect: no round trip later.
 */
export function serviceDataSource(options: DataSourceOptions): DataSource {
  const settings = [`role=${roleOf(options.service)}`, `search_path=${options.service}`, 'TimeZone=UTC', ...LIMITS];
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.service,
    entities: options.entities,
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    poolSize: options.poolSize,
    applicationName: `fenji-${options.service}`,
    extra: {
      options: settings.map((setting) => `-c ${setting}`).join(' '),
      // As long as the API lets a caller wait: the last of a rush of hundreds waits its turn instead of being refused.
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: IDLE_MILLISECONDS,
      keepAlive: true,
    },
  });
}

/** The database role a service works as. */
export function roleOf(service: string): string {
  if (!/^[a-z]{1,40}$/.test(service)) throw new Error(`Not a service name: ${service}`);
  return `fenji_${service}`;
}

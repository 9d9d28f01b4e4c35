import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ServiceName } from '#contracts/codes.js';
import { databaseAt, withClient } from '../../scripts/launch/database.js';
import { testRun } from './run.js';

const run = promisify(execFile);
/** Serialises the making of a template among the workers of one run. */
const TEMPLATE_LOCK = 77_001;

/** A key for tests only: 32 bytes of 0x01. */
export const TEST_ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

/** Shown by one service of a test to another. */
export const TEST_INTERNAL_TOKEN = 'a token of the services of a test';

export interface FreshDatabase {
  /** For the superuser of the server. */
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** An empty database with the migrations of one service; without a service, with nothing. For one spec file. */
export async function freshDatabase(service?: ServiceName): Promise<FreshDatabase> {
  if (!service) return cloneDatabase(testRun().databaseUrl, 'template0');
  const template = await ensureTemplate(testRun().databaseUrl, `template_${service}`, (url) => migrate(service, url));
  return cloneDatabase(testRun().databaseUrl, template);
}

/** Makes a template once per server, whoever comes first; the others wait for it. */
export async function ensureTemplate(
  serverUrl: string,
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<string> {
  await withClient(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await fill(databaseAt(serverUrl, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  return name;
}

/** A copy of a template under a name of its own. */
export async function cloneDatabase(serverUrl: string, template: string): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = databaseAt(serverUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // A fault test kills the server under the pool: the next query connects anew.
  pool.on('error', () => undefined);
  const drop = async () => {
    await pool.end();
    await withClient(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url, pool, drop };
}

/** Runs the migrations of a service as its own process does. */
export async function migrate(service: ServiceName, url: string): Promise<void> {
  const env = { ...process.env, ...PLACEHOLDERS, DATABASE_URL: url };
  await run(process.execPath, [join('dist', 'apps', service, 'migrate.js')], { env });
}

/** What a service's environment demands beside the database, unused by migrations. */
const PLACEHOLDERS = {
  RABBITMQ_URL: 'amqp://127.0.0.1',
  HTTP_PORT: '0',
  METRICS_PORT: '0',
  OIDC_ISSUER: 'http://127.0.0.1',
  OIDC_AUDIENCE: 'fenji',
  ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
  FENJI_DEMO: '1',
};

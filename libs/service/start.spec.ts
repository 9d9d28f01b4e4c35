import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../scripts/launch/ports.js';
import { type FreshDatabase, freshDatabase, TEST_ENCRYPTION_KEYS } from '../../test/system/database.js';

const MAIN = join(__dirname, '../../dist/test/service/small-service.js');

interface Started {
  process: ChildProcess;
  /** All it has written so far. */
  log: () => string;
}

function start(env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { process: child, log: () => text };
}

const exitOf = async (child: ChildProcess): Promise<unknown> => child.exitCode ?? (await once(child, 'exit'))[0];

/** Resolves when the service has written that it is ready. */
async function ready(started: Started): Promise<void> {
  while (!started.log().includes('"msg":"ready"')) {
    const gone = await Promise.race([once(started.process.stdout ?? started.process, 'data'), exitOf(started.process)]);
    if (typeof gone === 'number') throw new Error(`ended with ${gone}: ${started.log()}`);
  }
}

describe('a service process', () => {
  let database: FreshDatabase;
  let env: Record<string, string>;
  let base: string;
  let started: Started | undefined;

  beforeAll(async () => {
    database = await freshDatabase();
    const [http, metrics] = [await freePort(), await freePort()];
    base = `http://127.0.0.1:${http}`;
    env = {
      DATABASE_URL: database.url,
      RABBITMQ_URL: 'amqp://127.0.0.1',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(http),
      METRICS_PORT: String(metrics),
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_AUDIENCE: 'fenji',
      ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
      SHUTDOWN_GRACE_SECONDS: '10',
    };
  });

  afterEach(() => started?.process.kill('SIGKILL'));
  afterAll(() => database.drop());

  it('does not start without what it needs, and says what', async () => {
    const { OIDC_ISSUER: _, ...rest } = env;
    started = start({ ...rest, METRICS_PORT: 'secret' });
    await expect(exitOf(started.process)).resolves.toBe(1);
    expect(started.log()).toContain('Missing or wrong environment variables: METRICS_PORT, OIDC_ISSUER');
    expect(started.log()).not.toContain('secret');
  });

  it('does not start without its database', async () => {
    started = start({ ...env, DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' });
    await expect(exitOf(started.process)).resolves.toBe(1);
    expect(started.log()).not.toContain('secret');
  });

  it('migrates itself, then answers probes, its document and its metrics', async () => {
    started = start(env);
    await ready(started);
    expect(await (await fetch(`${base}/health/live`)).json()).toEqual({ live: true });
    expect((await fetch(`${base}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${base}/openapi.json`)).json()).toMatchObject({
      openapi: '3.1.0',
      paths: { '/v1/slow': {} },
    });
    const metrics = await (await fetch(`http://127.0.0.1:${env.METRICS_PORT}/metrics`)).text();
    expect(metrics).toContain('fenji_http_request_seconds_count{method="GET",route="/health/ready",status="200"} 1');
    expect(metrics).toContain('fenji_database_connections{state="waiting"} 0');
    expect(metrics).toContain('fenji_outbox_unpublished 0');
  });

  it('finishes what runs on SIGTERM, takes nothing new, and ends in order', async () => {
    started = start(env);
    await ready(started);
    const agent = new Agent({ keepAlive: true });
    const running = new Promise<number | undefined>((resolve, reject) => {
      get(`${base}/v1/slow`, { agent }, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    // The request has reached its transaction when the database sees it.
    while (
      (await database.pool.query(`SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(0.5)'`)).rowCount === 0
    );
    started.process.kill('SIGTERM');
    await expect(running).resolves.toBe(200);
    await expect(exitOf(started.process)).resolves.toBe(0);
    await expect(fetch(`${base}/health/live`)).rejects.toThrow('fetch failed');
    agent.destroy();
  });
});

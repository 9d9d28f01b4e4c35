import pg from 'pg';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import { askAll, perSecond } from './ask.js';
import { copyOf, Ground } from './ground.js';
import { givenIn } from './reserve.store.js';
import { familyWish, morning } from './wishes.js';

const GROUPS = 100;
const SESSIONS_OF_A_GROUP = 5;
const AT_ONCE = 1_000;

/** Holds per second over many sessions: through the door, and the same statements by a bare client. */
export interface Spread {
  door: number;
  bare: number;
}

type Call = Parameters<pg.PoolClient['query']>;

/**
 * What the door sends to PostgreSQL is kept while it is measured and sent again, in the same order with the same values,
 * by a bare `pg` client on a copy of the database made before: the same set-based SQL without anything of ours.
 * @throws Error when a hold was not given, in either run
 */
export async function spread(model: string, holds: number): Promise<Spread> {
  const ready = await publishEverywhere(model, holds);
  const twin = await copyOf(ready, 'bench_reserve_twin');
  const ground = await Ground.open(await copyOf(ready, 'bench_reserve'), 8);
  try {
    const calls = record(ground.pool);
    const wishes = Array.from({ length: holds }, (_, at) => familyWish({ ...morning(1), group: groupOf(at) }));
    const milliseconds = await askAll(ground.door(), wishes, AT_ONCE);
    const sent = calls.splice(0);
    await mustHave(ground.pool, holds);
    return { door: perSecond(holds, milliseconds), bare: perSecond(holds, await replay(twin, sent, holds)) };
  } finally {
    await ground.close();
  }
}

const groupOf = (at: number) => `dept-${at % GROUPS}`;

async function publishEverywhere(model: string, holds: number): Promise<string> {
  const url = await copyOf(model, 'bench_reserve_ready');
  const ground = await Ground.open(url, 2);
  const seats = Math.ceil((holds * 5) / (GROUPS * SESSIONS_OF_A_GROUP)) + 5;
  await ground.publish(
    Array.from({ length: GROUPS * SESSIONS_OF_A_GROUP }, (_, at) => morning(seats, { group: groupOf(at) })),
  );
  await ground.close();
  return url;
}

/** Keeps every call of every connection, in the order of sending. */
function record(pool: pg.Pool): Call[] {
  const calls: Call[] = [];
  const heard = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...call: Call) => Promise<unknown>;
    client.query = ((...call: Call) => {
      calls.push(call);
      return query(...call);
    }) as typeof client.query;
  });
  return calls;
}

async function replay(url: string, calls: readonly Call[], holds: number): Promise<number> {
  const source = await serviceDataSource({ url, service: 'reservation', entities: [], poolSize: 1 }).initialize();
  const { pool } = new Database(source);
  const client = await pool.connect();
  try {
    const start = performance.now();
    for (const [text, values] of calls) await client.query(text as string, values as unknown[]);
    const milliseconds = performance.now() - start;
    await mustHave(client, holds);
    return milliseconds;
  } finally {
    client.release();
    await source.destroy();
  }
}

async function mustHave(pool: Pick<pg.Pool, 'query'>, holds: number): Promise<void> {
  const { family } = await givenIn(pool as pg.Pool);
  if (family !== holds) throw new Error(`${family} of ${holds} holds were given.`);
}

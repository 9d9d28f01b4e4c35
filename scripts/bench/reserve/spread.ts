import type pg from 'pg';
import type { Door } from '../../../apps/reservation/unit/door.js';
import { askAll, perSecond } from './ask.js';
import { copyOf, Ground } from './ground.js';
import { givenIn } from './reserve.store.js';
import { familyWish, morning } from './wishes.js';

const GROUPS = 100;
const SESSIONS_OF_A_GROUP = 5;
const AT_ONCE = 1_000;
const CONNECTIONS = 8;

/** Holds per second over many sessions: through the door, and the same statements by a bare client. */
export interface Spread {
  door: number;
  /** On one connection. */
  bare: number;
  /** On as many connections as the door used at a time. */
  bareAtOnce: number;
}

type Call = Parameters<pg.PoolClient['query']>;
/** All calls from BEGIN to COMMIT. */
type Transaction = Call[];

/**
 * What the door sends to PostgreSQL is kept once and sent again with the same values by a bare `pg` client: the same
 * set-based SQL without anything of ours. Each measurement has a copy of one database. Keeping a thousand holds alive a
 * batch costs the door a part of its time, so it is measured in a run of its own.
 * @throws Error when a hold was not given, in any run
 */
export async function spread(model: string, holds: number): Promise<Spread> {
  const ready = await publishEverywhere(model, holds);
  const transactions: Transaction[] = [];
  const connections = await onCopy(ready, CONNECTIONS, async ({ pool }, door) => {
    const heard = record(pool, transactions);
    await hold(door, pool, holds);
    return heard.size;
  });
  const door = await onCopy(ready, CONNECTIONS, ({ pool }, door) => hold(door, pool, holds));
  const bare = await onCopy(ready, 1, ({ pool }) => replay(pool, 1, transactions, holds));
  const bareAtOnce = await onCopy(ready, connections, ({ pool }) => replay(pool, connections, transactions, holds));
  return { door: perSecond(holds, door), bare: perSecond(holds, bare), bareAtOnce: perSecond(holds, bareAtOnce) };
}

async function onCopy<T>(
  model: string,
  connections: number,
  measure: (ground: Ground, door: Door) => Promise<T>,
): Promise<T> {
  const ground = await Ground.open(await copyOf(model, 'bench_reserve'), connections);
  try {
    return await measure(ground, ground.door());
  } finally {
    await ground.close();
  }
}

/** @returns milliseconds for all holds */
async function hold(door: Door, pool: pg.Pool, holds: number): Promise<number> {
  const wishes = Array.from({ length: holds }, (_, at) => familyWish({ ...morning(1), group: groupOf(at) }));
  const milliseconds = await askAll(door, wishes, AT_ONCE);
  await mustHave(pool, holds);
  return milliseconds;
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

/**
 * Keeps every call of every connection, in the order in which transactions begin.
 * @returns the connections that were used, filled as they are
 */
function record(pool: pg.Pool, transactions: Transaction[]): ReadonlySet<pg.PoolClient> {
  const heard = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...call: Call) => Promise<unknown>;
    let transaction: Transaction = [];
    client.query = ((...call: Call) => {
      if (typeof call[0] === 'string' && call[0].startsWith('BEGIN')) {
        transaction = [];
        transactions.push(transaction);
      }
      transaction.push(call);
      return query(...call);
    }) as typeof client.query;
  });
  return heard;
}

/** The next transaction goes to whichever connection is free. @returns milliseconds for all */
async function replay(
  pool: pg.Pool,
  connections: number,
  transactions: readonly Transaction[],
  holds: number,
): Promise<number> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const waiting = [...transactions];
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        for (const [text, values] of next) await client.query(text as string, values as unknown[]);
    }),
  );
  const milliseconds = performance.now() - start;
  for (const client of clients) client.release();
  await mustHave(pool, holds);
  return milliseconds;
}

async function mustHave(pool: pg.Pool, holds: number): Promise<void> {
  const { family } = await givenIn(pool);
  if (family !== holds) throw new Error(`${family} of ${holds} holds were given.`);
}

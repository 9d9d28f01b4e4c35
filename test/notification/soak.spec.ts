import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { SYSTEM } from '#service/database/database.js';
import { Gateway } from '../../apps/notification/channel/gateway.js';
import { enqueue } from '../../apps/notification/delivery/enqueue.store.js';
import { writeNotices } from '../../apps/notification/notice/notice.store.js';
import { answering, cutting, FakeGateway } from './fake-gateway.js';
import { aDelivery, aNotice, PostRoom } from './post-room.js';

const NOTICES = process.env.FENJI_NIGHTLY === undefined ? 5_000 : 100_000;
const AT_ONCE = 500;
const SECRET = 'a secret of this soak only';

describe(`${NOTICES} notices with kill -9 in the middle`, () => {
  let gateway: FakeGateway;
  let room: PostRoom;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    room = await PostRoom.open([new Gateway('sms', { url: gateway.url, secret: SECRET })], 5_000);
  });
  afterAll(async () => {
    await Promise.all(workers.map(kill));
    await room.close();
    await gateway.stop();
  });

  function start(): ChildProcess {
    const program = resolve('dist', 'test', 'notification', 'courier-process.js');
    const worker = spawn(process.execPath, [program, room.fresh.url, gateway.url, SECRET], { stdio: 'inherit' });
    workers.push(worker);
    return worker;
  }

  async function kill(worker: ChildProcess): Promise<void> {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }

  it(
    'are each delivered at least once, and none is recorded twice',
    async () => {
      for (let told = 0; told < NOTICES; told += AT_ONCE) {
        const notices = Array.from({ length: AT_ONCE }, aNotice);
        await room.database.transaction(SYSTEM, async (tx, now) => {
          await writeNotices(tx, notices);
          await enqueue(
            tx,
            notices.map(({ id }) => aDelivery(id, now)),
          );
          // The same message once more.
          await enqueue(
            tx,
            notices.slice(0, 10).map(({ id }) => aDelivery(id, now)),
          );
        });
      }
      // One in fifty is refused for the moment, one in a hundred is taken without a word.
      gateway.conduct = (response, received) => {
        const nth = gateway.received.length;
        const conduct = nth % 50 === 0 ? answering(503) : nth % 99 === 0 ? cutting : answering(202);
        conduct(response, received);
      };
      const first = [start(), start()];
      await gateway.got(NOTICES / 5);
      await Promise.all(first.map(kill));
      const [second, third] = [start(), start()];
      await gateway.got(NOTICES / 2);
      await kill(second);
      await once(third, 'exit');
      gateway.conduct = answering(202);
      while ((await open()) > 0) {
        // Nobody else is alive: what is left in hand belongs to the dead.
        await room.fresh.pool.query(
          "UPDATE notification.delivery SET lease_until = now() - interval '1 second' WHERE state = 'sending'",
        );
        while ((await room.sweeper.runOnce()) > 0);
        await room.letTimePass();
        while ((await room.courier.runOnce('sms')) > 0);
      }
      const { rows } = await room.fresh.pool.query<{
        id: string;
        state: string;
        attempts: number;
        recorded: number;
        unclear: number;
      }>(
        `SELECT d.id, d.state, d.attempts, count(a.attempt)::int AS recorded,
                count(*) FILTER (WHERE a.result IN ('unknown', 'failed'))::int AS unclear
           FROM notification.delivery d JOIN notification.delivery_attempt a ON a.delivery_id = d.id
          GROUP BY d.county, d.id`,
      );
      const received = new Map<string, number>();
      for (const id of gateway.ids) received.set(id, (received.get(id) ?? 0) + 1);
      expect(rows).toHaveLength(NOTICES);
      expect(received.size).toBe(NOTICES);
      // The dead left some behind, or nothing was killed in the middle.
      expect(rows.some(({ unclear }) => unclear > 0)).toBe(true);
      const wrong = rows.filter(
        ({ id, state, attempts, recorded, unclear }) =>
          state !== 'sent' || attempts !== recorded || recorded - unclear !== 1 || (received.get(id) ?? 0) > attempts,
      );
      expect(wrong).toEqual([]);
    },
    NOTICES * 20 + 60_000,
  );

  async function open(): Promise<number> {
    const { rows } = await room.fresh.pool.query<{ count: number }>(
      "SELECT count(*)::int FROM notification.delivery WHERE state IN ('waiting', 'sending')",
    );
    return rows[0]!.count;
  }
});

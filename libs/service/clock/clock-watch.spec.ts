import pg from 'pg';
import { openRoom, type Room } from '../../../test/service/room.js';
import type { Env } from '../env.js';
import { Timer } from '../timer/timer.js';
import { CLOCK_FOLLOWED, CLOCK_MOVED, followed } from './business-clock.js';
import { ClockWatch } from './clock-watch.js';

describe('a moved business clock', () => {
  let room: Room;
  let client: pg.Client;
  let watch: ClockWatch;
  let ticks: number;
  const timer = new Timer();

  beforeAll(async () => {
    room = await openRoom();
    client = new pg.Client({ connectionString: room.fresh.url });
    await client.connect();
    await client.query(`LISTEN ${CLOCK_FOLLOWED}`);
    timer.every('test', 3_600, () => {
      ticks += 1;
      return Promise.resolve(0);
    });
  });
  beforeEach(() => {
    ticks = 0;
  });
  afterEach(() => watch.onModuleDestroy());
  afterAll(async () => {
    await timer.onModuleDestroy();
    await client.end();
    await room.close();
  });

  const watchIn = (demo: boolean) => {
    watch = new ClockWatch({ FENJI_DEMO: demo, DATABASE_URL: room.fresh.url } as Env, timer, 'room');
    watch.onApplicationBootstrap();
  };
  const listeners = async () => {
    const { rows } = await client.query(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'room-clock' AND state = 'idle'`,
    );
    return rows.map(({ pid }) => pid as number);
  };
  /** Moves are told until the watch, which comes up by itself, has followed one. */
  const followedAfterMoves = () =>
    new Promise<string>((resolve) => {
      const again = setInterval(() => void client.query('SELECT pg_notify($1, $2)', [CLOCK_MOVED, 'move']), 50);
      client.once('notification', ({ payload = '' }) => {
        clearInterval(again);
        resolve(payload);
      });
    });

  it('lets every timer tick at once, and is answered when they have', async () => {
    watchIn(true);
    await expect(followedAfterMoves()).resolves.toBe(followed('move', 'room'));
    expect(ticks).toBeGreaterThanOrEqual(1);
  });

  it('is followed again after the connection was lost', async () => {
    watchIn(true);
    await followedAfterMoves();
    for (const pid of await listeners()) await client.query('SELECT pg_terminate_backend($1)', [pid]);
    await expect(followedAfterMoves()).resolves.toBe(followed('move', 'room'));
  });

  it('is not listened for where no demo county may move it', async () => {
    watchIn(false);
    await expect(listeners()).resolves.toEqual([]);
  });
});

import { openRoom, type Room } from '../../../test/service/room.js';
import { Health } from './health.js';

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);

describe('Health', () => {
  let room: Room;
  let health: Health;

  beforeAll(async () => {
    room = await openRoom();
  });

  beforeEach(() => {
    health = new Health(room.database);
  });

  afterAll(() => room.close());

  it('is ready with its database alone where it has no messages', async () => {
    const parts = { database: 'up', broker: 'unused', shuttingDown: false };
    await expect(health.readiness()).resolves.toEqual({ ready: true, parts });
  });

  it.each([
    [{ consumingSince: new Date(), blocked: false }, true],
    [{ silentSince: secondsAgo(5), blocked: false }, true],
    [{ silentSince: secondsAgo(31), blocked: false }, false],
    [{ consumingSince: new Date(), blocked: true }, false],
  ])('with a broker of state %j it is ready: %s', async (state, ready) => {
    health.watchBroker(() => state);
    await expect(health.readiness()).resolves.toMatchObject({ ready });
  });

  it('is not ready any more once it shuts down', async () => {
    health.startShutdown();
    await expect(health.readiness()).resolves.toMatchObject({ ready: false, parts: { shuttingDown: true } });
  });

  it('is not ready while the database does not answer, and says so in time', async () => {
    const holder = await Promise.all(Array.from({ length: 4 }, () => room.database.pool.connect()));
    await expect(health.readiness()).resolves.toMatchObject({ ready: false, parts: { database: 'down' } });
    for (const client of holder) client.release();
    await expect(health.readiness()).resolves.toMatchObject({ ready: true });
  });
});

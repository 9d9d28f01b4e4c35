import pg from 'pg';
import { openRoom, type Room } from '../../../test/service/room.js';
import { SYSTEM } from '../database/database.js';
import { setBusinessClock } from './business-clock.js';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

describe('business time', () => {
  let room: Room;
  let client: pg.Client;

  beforeAll(async () => {
    room = await openRoom();
    // The room has one service; the other two schemas take part in the clock all the same.
    for (const schema of ['reservation', 'notification']) {
      await room.fresh.pool.query(`CREATE SCHEMA ${schema}`);
      await room.fresh.pool.query(
        `CREATE TABLE ${schema}.business_clock (demo boolean PRIMARY KEY DEFAULT true, ahead interval)`,
      );
    }
    client = new pg.Client({ connectionString: room.fresh.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await room.close();
  });

  const now = () => room.database.transaction(SYSTEM, (_, instant) => Promise.resolve(instant));
  const daysAhead = async () => Math.floor(((await now()).getTime() - Date.now()) / DAY + 0.5);

  it('is the server’s time in a database without the demo county, and cannot be moved', async () => {
    await expect(setBusinessClock(client, inDays(3))).rejects.toThrow(/demo_marker|foreign key/);
    await expect(daysAhead()).resolves.toBe(0);
  });

  it('goes forward where the demo county was loaded', async () => {
    await client.query(`INSERT INTO referral.demo_marker (county) VALUES ('990101')`);
    await setBusinessClock(client, inDays(3));
    await expect(daysAhead()).resolves.toBe(3);
  });

  it('never goes back, in none of the schemas', async () => {
    await expect(setBusinessClock(client, inDays(1))).rejects.toThrow('business time only goes forward');
    await expect(client.query('DELETE FROM referral.business_clock')).rejects.toThrow(
      'business time only goes forward',
    );
    await expect(daysAhead()).resolves.toBe(3);
    const { rows } = await client.query(`SELECT extract(day FROM ahead)::int AS days FROM notification.business_clock`);
    expect(rows).toEqual([{ days: 2 }]);
  });
});

import { randomUUID } from 'node:crypto';
import { SYSTEM } from '#service/database/database.js';
import { Health } from '#service/health/health.js';
import { Timer } from '#service/timer/timer.js';
import { Writes } from '#service/write/writes.js';
import { openStoreRoom, type StoreRoom } from '../../../test/referral/store-room.js';
import { Networks } from '../network/networks.js';
import { CalendarWatch } from './calendar-watch.js';
import { Calendars } from './calendars.js';

const COUNTY = '990101';
const AUTHORITY = {
  account: 'county-health-authority',
  practitioner: randomUUID(),
  institution: '*',
  county: COUNTY,
  roles: ['county-health-authority' as const],
  departments: [],
  expiresAt: new Date('2100-01-01'),
};

describe('the holiday tables of a county', () => {
  let room: StoreRoom;
  let year: number;

  beforeAll(async () => {
    room = await openStoreRoom(6);
    year = new Date().getUTCFullYear();
    const text = `INSERT INTO institution (county, code, name, name_en, type, tier, level, ownership, division_code, valid_from)
       VALUES ('${COUNTY}', 'H01', 'H', 'H', 'county-hospital', 3, 2, 'public', '${COUNTY}', '2025-01-01')`;
    await room.database.transaction(SYSTEM, (tx) => tx.query(text));
  });

  afterAll(async () => {
    await timer.onModuleDestroy();
    await room.close();
  });

  const health = () => new Health(room.database);
  const timer = new Timer();
  const watch = (seenBy = health()) => new CalendarWatch(room.database, new Networks(room.database), timer, seenBy);
  const calendars = () => new Calendars(room.database, new Writes(room.database), new Networks(room.database));
  const write = () => {
    const path = '/v1/calendar-imports';
    return { principal: AUTHORITY, key: randomUUID(), requestHash: randomUUID(), method: 'POST', path, waitMs: 0 };
  };
  const csv = (days: number): string =>
    ['day,kind,name,nameEn']
      .concat(Array.from({ length: days }, (_, i) => `${year}-03-${String(i + 1).padStart(2, '0')},holiday,节,Holiday`))
      .join('\n');
  const messages = async (name: string) => {
    const text =
      'SELECT payload AS data, aggregate_version AS version FROM referral.outbox WHERE name = $1 ORDER BY id';
    return (await room.fresh.pool.query<{ data: { year: number }; version: number }>(text, [name])).rows;
  };

  it('tells the authority once that this year has none, however many replicas look', async () => {
    const told = await Promise.all([1, 2, 3].map(() => watch().runOnce()));
    expect(told.reduce((sum, one) => sum + one, 0)).toBe((await messages('calendar.missing.v1')).length);
    expect((await messages('calendar.missing.v1')).filter(({ data }) => data.year === year)).toHaveLength(1);
    expect(await watch().runOnce()).toBe(0);
  });

  it('tells it again after a week', async () => {
    await room.fresh.pool.query('UPDATE referral.calendar_gap SET remind_at = now() WHERE year = $1', [year]);
    expect(await watch().runOnce()).toBe(1);
    expect((await messages('calendar.missing.v1')).at(-1)).toMatchObject({ version: 2, data: { year, repeat: 1 } });
  });

  it('shows it in the health of the process', async () => {
    const seen = health();
    const one = watch(seen);
    one.onApplicationBootstrap();
    await one.runOnce();
    const { notes } = await seen.readiness();
    expect(notes?.['calendar']).toContain(`${COUNTY}:${year}`);
  });

  it('of two files published at once takes each whole, one after the other, or tells the loser', async () => {
    const query = { basis: 'whole-year' as const };
    const done = await Promise.allSettled([12, 13].map((days) => calendars().publish(write(), csv(days), query)));
    const versions = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body.version] : []));
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409 });
    expect(new Set(versions).size).toBe(versions.length);
    const { items } = await calendars().list(AUTHORITY, year);
    expect(items[0]?.tables[0]?.version).toBe(Math.max(...versions));
    expect((await messages('calendar.published.v1')).map(({ version }) => version)).toEqual(versions.sort());
  });

  it('has nothing more to tell once the table is there', async () => {
    expect((await calendars().list(AUTHORITY, year)).items[0]).toMatchObject({ year, known: true });
    await watch().runOnce();
    const { rows } = await room.fresh.pool.query('SELECT 1 FROM referral.calendar_gap WHERE year = $1', [year]);
    expect(rows).toEqual([]);
  });

  it('never changes what was published', async () => {
    await expect(room.fresh.pool.query('DELETE FROM referral.calendar_day')).rejects.toThrow('never changed');
  });
});

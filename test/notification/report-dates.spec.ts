import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { Telling } from '../../apps/notification/notice/telling.js';
import { Reaching } from '../../apps/notification/reach/reaching.js';
import { ReportDates } from '../../apps/notification/report-date/report-dates.service.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { CIRCLE, Replica } from './house.js';

describe('the date of a report', () => {
  let database: FreshDatabase;
  let replica: Replica;
  let other: Replica;

  beforeEach(async () => {
    database = await freshDatabase('notification');
    [replica, other] = await Promise.all([Replica.start(database.url), Replica.start(database.url)]);
    await database.pool.query(`INSERT INTO notification.demo_marker (county) VALUES ('990101')`);
    // Specs name fixed dates: they must also hold once these are past.
    await database.pool.query('ALTER TABLE notification.business_clock DROP CONSTRAINT business_clock_ahead_check');
    await database.pool.query(CIRCLE);
  });
  afterEach(async () => {
    await Promise.all([replica.stop(), other.stop()]);
    await database.drop();
  });

  const at = (instant: string) =>
    database.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ($1::timestamptz - now())
           ON CONFLICT (demo) DO UPDATE SET ahead = excluded.ahead`,
      [instant],
    );
  const dates = ({ database: of, feeds }: Replica) => {
    const policies = new Policies(of);
    return new ReportDates(of, policies, new Timer(), new Telling(new Reaching(policies)), feeds);
  };
  const told = async () =>
    (
      await database.pool.query<{ line: string }>(
        `SELECT audience || ' ' || template || ' ' || urgency || ' ' || (facts ->> 'day') AS line FROM notification.notice
          WHERE event LIKE 'report.%' ORDER BY id`,
      )
    ).rows.map(({ line }) => line);

  it('is told once to hospitals, offices and the authority, however many replicas look, and again in the next quarter', async () => {
    await at('2026-04-04T12:00:00Z');
    await dates(replica).runOnce();
    expect(await told()).toEqual([]);
    await at('2026-04-04T16:30:00Z');
    await Promise.all([dates(replica).runOnce(), dates(other).runOnce()]);
    await dates(other).runOnce();
    expect(await told()).toEqual([
      'desk:990101:990101H01 report-quarter-near info 2026-04-10',
      'consortium-offices:990101 report-quarter-near info 2026-04-10',
      'authority:990101 report-quarter-near task 2026-04-10',
    ]);
    await at('2026-07-06T01:00:00Z');
    await dates(replica).runOnce();
    expect((await told()).slice(3).map((line) => line.split(' ').at(-1))).toEqual(Array(3).fill('2026-07-10'));
  });
});

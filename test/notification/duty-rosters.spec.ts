import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { DutyRosters } from '../../apps/notification/duty/duty-rosters.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { DESK, Replica } from './house.js';
import { referralMessage } from './messages.js';

const WANG = '0195f000-0000-7000-8000-000000000041';
const LI = '0195f000-0000-7000-8000-000000000042';
const HEADER = 'post,department,practitioner,kind,date,until,from,to';
const OTHER: Principal = { ...DESK, institution: '990101H02' };

describe('the duty roster of a desk', () => {
  let database: FreshDatabase;
  let replica: Replica;
  let rosters: DutyRosters;

  beforeEach(async () => {
    database = await freshDatabase('notification');
    await database.pool.query(`INSERT INTO notification.demo_marker (county) VALUES ('990101')`);
    // Specs name fixed dates: they must also hold once these are past.
    await database.pool.query('ALTER TABLE notification.business_clock DROP CONSTRAINT business_clock_ahead_check');
    await database.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ('2026-03-06T04:00:00Z'::timestamptz - now())`,
    );
    replica = await Replica.start(database.url);
    rosters = new DutyRosters(replica.database, new Writes(replica.database));
  });

  afterEach(async () => {
    await replica.stop();
    await database.drop();
  });

  const send = (lines: string[], principal = DESK) => {
    const key = randomUUID();
    const write: Write = { principal, key, requestHash: key, method: 'POST', path: '/v1/duty-rosters', waitMs: 0 };
    return rosters.import(write, [HEADER, ...lines].join('\n'));
  };
  const week = (principal = DESK) => rosters.read(principal, { from: '2026-03-06', to: '2026-03-08' });

  it('is taken from a file; a corrected file takes its place for these days only', async () => {
    const first = [`referral-desk,,${WANG},duty,2026-03-06,2026-03-08,08:00,20:00`];
    expect((await send(first)).body).toEqual({ dryRun: false, created: 3, unchanged: 0, removed: 0 });
    expect((await send(first)).body).toMatchObject({ created: 0, unchanged: 3, removed: 0 });
    const corrected = [`referral-desk,,${LI},duty,2026-03-07,,08:00,18:00`];
    expect((await rosters.preview(DESK, [HEADER, ...corrected].join('\n'))).body).toEqual({
      ...{ dryRun: true, created: 1, unchanged: 0, removed: 1 },
    });
    expect((await week()).shifts.map(({ practitioner }) => practitioner)).toEqual([WANG, WANG, WANG]);
    expect((await send(corrected)).body).toMatchObject({ created: 1, removed: 1 });
    const view = await week();
    expect(view.shifts.map(({ practitioner }) => practitioner)).toEqual([WANG, LI, WANG]);
    expect(view.now).toEqual([{ post: 'referral-desk', practitioners: [WANG], gap: false }]);
    expect(view.gaps.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)).toEqual([
      '2026-03-05T16:00:00.000Z 2026-03-06T00:00:00.000Z',
      '2026-03-06T12:00:00.000Z 2026-03-07T00:00:00.000Z',
      '2026-03-07T10:00:00.000Z 2026-03-08T00:00:00.000Z',
      '2026-03-08T12:00:00.000Z 2026-03-08T16:00:00.000Z',
    ]);
  });

  it('is of its own house: another house neither sees nor removes it', async () => {
    await send([`referral-desk,,${WANG},duty,2026-03-06,,,`]);
    await send([`referral-desk,,${LI},duty,2026-03-06,,,`], OTHER);
    expect((await week(OTHER)).shifts.map(({ practitioner }) => practitioner)).toEqual([LI]);
    expect((await week()).shifts.map(({ practitioner }) => practitioner)).toEqual([WANG]);
    expect((await week({ ...DESK, county: '990102' })).shifts).toEqual([]);
  });

  it('refuses the whole file for one fault, and whoever works elsewhere by the care network', async () => {
    await database.pool.query(`INSERT INTO notification.staff_member VALUES ('990101', $1, '990101H02', NULL, 1)`, [
      LI,
    ]);
    const lines = [`referral-desk,,${WANG},duty,2026-03-06,,,`, `referral-desk,,${LI},duty,2026-03-07,,,`];
    await expect(send(lines)).rejects.toMatchObject({
      status: 422,
      code: 'DUTY_ROSTER_INVALID',
      errors: [{ field: 'csv.3.practitioner', code: 'not-of-the-house' }],
    });
    expect((await week()).shifts).toEqual([]);
  });

  it('two files at once leave one of them whole', async () => {
    const roster = (who: string) => [`referral-desk,,${who},duty,2026-03-06,2026-03-08,,`];
    await Promise.all([send(roster(WANG)), send(roster(LI)), send(roster(WANG)), send(roster(LI))]);
    const people = (await week()).shifts.map(({ practitioner }) => practitioner);
    expect([...new Set(people)]).toHaveLength(1);
    expect(people).toHaveLength(3);
  });

  it('says who is called for an urgent referral', async () => {
    await send([`referral-desk,,${WANG},duty,2026-03-06,,08:00,18:00`]);
    await replica.notices.record(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
    const { rows } = await database.pool.query('SELECT DISTINCT recipient FROM notification.delivery');
    expect(rows).toEqual([{ recipient: `practitioner:${WANG}` }]);
  });

  it('refuses days in the wrong order and too many of them', async () => {
    for (const to of ['2026-03-05', '2026-06-06'])
      await expect(rosters.read(DESK, { from: '2026-03-06', to })).rejects.toMatchObject({ status: 400 });
  });
});

import { Writes } from '#service/write/writes.js';
import { changeTo } from '../../../test/reservation/changing.js';
import { writeOf } from '../../../test/reservation/desk.js';
import { at, CARDIOLOGY, COUNTY, DAY, HOSPITAL, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { BedCount } from './basis.js';
import type { ReportKind } from './ward-day.js';
import { WardDays } from './ward-days.service.js';

const count = (
  bedClass: string,
  vacant: number,
  expectedDischarges = 0,
  staffed = 40,
  expectedAdmissions = 6,
): BedCount => ({
  bedClass,
  staffed,
  vacant,
  expectedDischarges,
  expectedAdmissions,
});
/** TV27: 6 vacant, of which one VIP and one isolation, and 5 expected discharges. */
const TV27 = [count('general', 4, 5), count('vip', 1), count('isolation', 1)];

describe('ward-days', () => {
  let room: Room;
  let wardDays: WardDays;

  beforeEach(async () => {
    room = await Room.open();
    wardDays = new WardDays(room.database, new Writes(room.database), new SupplyPolicies());
    await room.moveTo(at(10, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const report = (counts: readonly BedCount[], kind: ReportKind = 'forecast', date = DAY, place = 'Ward 5') =>
    wardDays.report(writeOf(), { wardDays: [{ group: CARDIOLOGY, date, kind, place, counts: [...counts] }] });
  const sessions = () =>
    room.rows<{ id: string }>(
      `SELECT id, group_code AS "group", capacity, reserve, released, family_taken AS family FROM session ORDER BY group_code`,
    );
  const rule = (key: string, value: unknown) =>
    room.rows(
      `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
       VALUES ($1, 'institution', $2, $3, 1, $4::text::jsonb, '2020-01-01', 'test', 'test')`,
      [COUNTY, HOSPITAL, key, JSON.stringify(value)],
    );
  const bedReferral = () => referral({}, { pool: 'inpatient-bed', latest: at(-1, '00:00').toISOString() });

  it('says the same again without doing anything', async () => {
    const first = await report(TV27);
    const again = await report(TV27);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await sessions()).toHaveLength(1);
  });

  it.each([
    ['allocatable', { capacity: 9, reserve: 2 }],
    ['total-staffed', { capacity: 9, reserve: 8 }],
    ['expected-admissions', { capacity: 6, reserve: 2 }],
  ])('reserve on the basis that is in force for the hospital: %s', async (basis, offered) => {
    await rule('reserve.basis.bed', basis);
    const { body } = await report(TV27);
    expect(await sessions()).toMatchObject([offered]);
    const reserves = body.items[0]!.bases.map((one) => [one.basis, one.beds, one.reserve, one.inForce]);
    expect(reserves).toEqual([
      ['allocatable', 9, 2, basis === 'allocatable'],
      ['total-staffed', 40, 8, basis === 'total-staffed'],
      ['expected-admissions', 6, 2, basis === 'expected-admissions'],
    ]);
  });

  it.each([
    [
      'the hospital’s policy excludes another class',
      ['observation', 'vip'],
      [count('observation', 9), count('isolation', 3)],
      [3],
    ],
    ['nobody may ask for it', ['icu'], [count('icu', 9)], []],
  ])('offer no bed of an excluded class: %s', async (_, excluded, counts, capacities) => {
    await rule('reserve.exclude.bedClass', excluded);
    await report(counts);
    expect((await sessions()).map((session) => (session as unknown as { capacity: number }).capacity)).toEqual(
      capacities,
    );
  });

  it('no hospital may exclude the beds that everybody needs', async () => {
    await expect(rule('reserve.exclude.bedClass', ['general'])).rejects.toThrow('forbidden-member');
  });

  it('a ward-day that was stopped is reported, and offers nothing any more', async () => {
    await report(TV27);
    const [{ id }] = (await sessions()) as [{ id: string }];
    await changeTo(room, await room.session(id), 'stop');
    await room.moveTo(at(0, '10:05'));
    await expect(report([count('general', 6, 5)], 'actual')).resolves.toMatchObject({ status: 201 });
    expect(await sessions()).toMatchObject([{ id, capacity: 0, reserve: 0 }]);
  });

  it('offer a class outside the base apart, without a reserve', async () => {
    await report([count('general', 10), count('rehab', 3), count('nursing', 0, 2)]);
    expect(await sessions()).toMatchObject([
      { group: '03.04', capacity: 10, reserve: 2 },
      { group: '03.04.nursing', capacity: 2, reserve: 0 },
      { group: '03.04.rehab', capacity: 3, reserve: 0 },
    ]);
  });

  it('take the actual figures on the day from 10:00 on in place of the forecast', async () => {
    await report([count('general', 4, 5), count('rehab', 2)]);
    await room.moveTo(at(0, '09:59'));
    await expect(report(TV27, 'actual')).rejects.toMatchObject({ errors: [{ code: 'not-yet' }] });
    await room.moveTo(at(0, '10:00'));
    await expect(report(TV27, 'forecast')).rejects.toMatchObject({ errors: [{ code: 'has-begun' }] });
    await report([count('general', 14, 6)], 'actual');
    expect(await sessions()).toMatchObject([
      { group: '03.04', capacity: 20, reserve: 4 },
      { group: '03.04.rehab', capacity: 0, reserve: 0 },
    ]);
    await report([count('general', 3)], 'actual');
    expect((await sessions())[0]).toMatchObject({ capacity: 3, reserve: 1 });
  });

  it('a forecast that falls displaces who has no bed any more, and nobody silently', async () => {
    await report([count('general', 10)]);
    await room.submit(bedReferral(), bedReferral());
    await report([count('general', 1)]);
    expect((await sessions())[0]).toMatchObject({ capacity: 1, reserve: 1, family: 1 });
    const names = (await room.sent()).map(({ name }) => name);
    expect(names.filter((name) => name === 'reservation.held.v1')).toHaveLength(2);
    expect(await room.rows(`SELECT 1 FROM reservation WHERE state = 'displaced'`)).toHaveLength(1);
  });

  it('tell the next patient where the ward is now', async () => {
    await report([count('general', 10)]);
    await report([count('general', 10)], 'forecast', DAY, 'Ward 9');
    await room.submit(bedReferral());
    expect((await room.sent()).at(-1)).toMatchObject({ payload: { unit: { place: 'Ward 9' } } });
  });

  it('another basis changes the reserve even where the beds stay the same', async () => {
    await rule('reserve.basis.bed', 'total-staffed');
    await report([count('general', 10, 0, 20)]);
    await report([count('general', 10, 0, 40)]);
    expect(await sessions()).toMatchObject([{ capacity: 10, reserve: 8 }]);
    await report([count('general', 10, 0, 10)]);
    expect(await sessions()).toMatchObject([{ capacity: 10, reserve: 2 }]);
  });

  it.each([
    ['fifteen days ahead', { date: '2027-03-18' }, 'too-far-ahead'],
    ['a day that is over', { date: '2027-02-28' }, 'in-the-past'],
    ['more vacant beds than there are', { counts: [count('general', 41)] }, 'more-than-staffed'],
    ['a class twice', { counts: [count('general', 1), count('general', 2)] }, 'twice'],
  ])('are not of %s', async (_, { date, counts }: { date?: string; counts?: BedCount[] }, code) => {
    await expect(report(counts ?? TV27, 'forecast', date)).rejects.toMatchObject({ status: 422, errors: [{ code }] });
  });

  it('one wrong day refuses all', async () => {
    const day = { group: CARDIOLOGY, kind: 'forecast' as const, place: 'Ward 5', counts: TV27 };
    const body = {
      wardDays: [
        { ...day, date: DAY },
        { ...day, date: '2027-02-28' },
      ],
    };
    await expect(wardDays.report(writeOf(), body)).rejects.toMatchObject({ code: 'WARD_DAY_IMPOSSIBLE' });
    expect(await sessions()).toEqual([]);
  });

  it('twenty reports of one day at once leave what the last one says', async () => {
    const vacant = Array.from({ length: 20 }, (_, at) => 5 + at);
    await Promise.all(vacant.map((beds) => report([count('general', beds)])));
    const [saved] = await room.rows<{ counts: BedCount[]; version: number }>('SELECT counts, version FROM ward_day');
    const [session] = await room.rows<{ capacity: number }>('SELECT capacity FROM session');
    expect(saved!.version).toBe(20);
    expect(session!.capacity).toBe(saved!.counts[0]!.vacant);
  });
});

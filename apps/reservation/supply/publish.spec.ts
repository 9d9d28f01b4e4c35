import { at, draftOf, Room } from '../../../test/reservation/room.js';

describe('publication of supply', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(20, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const reserves = async () =>
    (
      await room.rows<{ capacity: number; reserve: number }>(
        'SELECT capacity, reserve FROM session ORDER BY capacity DESC, id',
      )
    ).map(({ capacity, reserve }) => [capacity, reserve]);

  it('TV04: spreads the reserve of a day over its sessions', async () => {
    await room.publish([draftOf(12), draftOf(8), draftOf(5)]);
    expect(await reserves()).toEqual([
      [12, 2],
      [8, 2],
      [5, 1],
    ]);
    expect(await room.rows('SELECT capacity, reserve, ratio_bps FROM account')).toEqual([
      { capacity: 25, reserve: 5, ratio_bps: 2000 },
    ]);
  });

  it('a later session of the day tops the reserve up and leaves the others alone', async () => {
    await room.publish([draftOf(12)]);
    await room.publish([draftOf(8), draftOf(5)]);
    expect(await reserves()).toEqual([
      [12, 3],
      [8, 1],
      [5, 1],
    ]);
  });

  it('ten publications of one day at once add up to one ceil', async () => {
    await Promise.all(Array.from({ length: 10 }, () => room.publish([draftOf(7)])));
    expect(await room.rows('SELECT capacity, reserve FROM account')).toEqual([{ capacity: 70, reserve: 14 }]);
  });

  it('publishing a session again changes nothing, saying something else is refused', async () => {
    const draft = draftOf(10);
    const [first] = await room.publish([draft]);
    const [again] = await room.publish([draft]);
    expect(again).toMatchObject({ known: true, session: { id: first!.session.id } });
    await expect(room.publish([{ ...draft, capacity: 11 }])).rejects.toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      status: 409,
    });
  });

  it('two sessions under one name at once: the later one is refused, be they of different days', async () => {
    for (let round = 0; round < 10; round += 1) {
      const draft = draftOf(5);
      const moved = { ...draft, startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') };
      const outcomes = await Promise.allSettled([room.publish([draft]), room.publish([moved])]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { reason } = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      expect(reason).toMatchObject({ status: 409, code: 'EXTERNAL_ID_TAKEN' });
    }
  });

  it('beds of excluded classes are neither base nor reserve', async () => {
    const bed = { pool: 'inpatient-bed' as const, group: '03', startsAt: at(0, '00:00'), endsAt: at(0, '24:00') };
    await room.publish([draftOf(9, { ...bed, bedClass: 'general' }), draftOf(1, { ...bed, bedClass: 'vip' })]);
    expect(await reserves()).toEqual([
      [9, 2],
      [1, 0],
    ]);
    expect(await room.rows('SELECT capacity FROM account')).toEqual([{ capacity: 9 }]);
  });

  it('a rule of the county raises the share, none may lower it below the floor', async () => {
    const rule = (bps: number) =>
      room.rows(
        `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
         VALUES ('990101', 'county', '990101', 'reserve.ratioBps.expert-slot', 1, $1::text::jsonb, '2020-01-01', 'test', 'test')`,
        [String(bps)],
      );
    await expect(rule(1999)).rejects.toThrow(/ratio_in_range/);
    await rule(2800);
    await room.morning(25);
    expect(await reserves()).toEqual([[25, 7]]);
  });

  const rule = (version: number, bps: number, from: string, to: string | null = null) =>
    room.rows(
      `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, valid_to, approved_by, source)
       VALUES ('990101', 'county', '990101', 'reserve.ratioBps.expert-slot', $1, $2::text::jsonb, $3, $4, 'test', 'county order 7')`,
      [version, String(bps), from, to],
    );
  const accounts = () =>
    room.rows(`SELECT reserve, ratio_bps AS bps, ratio_scope AS scope, ratio_version AS version, ratio_source AS source
                 FROM account ORDER BY date`);
  const on = (days: number) => draftOf(20, { startsAt: at(days, '08:00'), endsAt: at(days, '12:00') });

  it('a new ratio holds for dates of service from its first day on, and the account names its row', async () => {
    await rule(1, 3000, '2027-03-11', '2027-03-12');
    await rule(2, 2500, '2027-03-12');
    await room.publish([on(2), on(1), on(0)]);
    const national = { bps: 2000, scope: 'nation', version: 1, source: '[policy] YN24: 20 % or more' };
    expect(await accounts()).toEqual([
      { reserve: 4, ...national },
      { reserve: 6, bps: 3000, scope: 'county 990101', version: 1, source: 'county order 7' },
      { reserve: 5, bps: 2500, scope: 'county 990101', version: 2, source: 'county order 7' },
    ]);
  });

  it('a ratio decided later leaves the days that are published as they were', async () => {
    await room.publish([on(0)]);
    await rule(1, 5000, '2027-03-01');
    await room.publish([on(0)]);
    expect(await accounts()).toMatchObject([{ reserve: 8, bps: 2000, scope: 'nation' }]);
  });
});

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
});

import { SYSTEM } from '#service/database/database.js';
import { at, CARDIOLOGY, COUNTY, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { GROUPINGS } from '../report/report.dto.js';
import { readLines } from '../report/report.store.js';
import type { Session } from '../supply/session.entity.js';
import { findFreeUnits } from '../supply/units.store.js';
import { confirm } from './asked.js';
import { accept, release, tryAgain } from './steps.js';

interface Held {
  unit: { reservationId: string; sessionId: string };
  holdUntil: string;
}

/** Nothing here runs the clock, but where it says so. */
describe('a hold past its time, while the clock job is down (domain §7.5, I10)', () => {
  let room: Room;
  let session: Session;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
    session = await room.morning(5);
    await room.moveTo(at(5, '10:00'));
  });
  afterEach(async () => {
    await room.clock.runOnce('hold-end');
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const latest = async (event: ReturnType<typeof referral>) => (await room.sent(event.data.referralId)).at(-1);
  const heldBy = async (event = referral({}, { decideBy: at(5, '10:00').toISOString() })) => {
    await room.submit(event);
    return { event, held: (await latest(event))?.payload as unknown as Held };
  };
  const states = async (event: ReturnType<typeof referral>) =>
    (
      await room.rows<{ state: string }>('SELECT state FROM reservation WHERE referral_id = $1 ORDER BY id', [
        event.data.referralId,
      ])
    ).map(({ state }) => state);
  /** All five units are held by family doctors' U3 referrals until 14:00. */
  const allHeld = () => Promise.all(Array.from({ length: 5 }, () => heldBy()));
  const search = (seeker: 'family' | 'public') =>
    room.database.transaction(SYSTEM, (tx, now) =>
      findFreeUnits(tx, now, {
        ...{ county: COUNTY, pool: 'expert-slot', group: CARDIOLOGY, from: now, to: at(-1, '00:00'), seeker },
        ...{ upcoming: false, after: [], limit: 9 },
      }),
    );

  it('is free for the search, as protected as before it was held', async () => {
    await allHeld();
    expect(await search('family')).toEqual([]);
    await room.moveTo(at(5, '14:01'));
    expect(await search('family')).toMatchObject([{ sessionId: session.id, free: 5, protected: 1 }]);
    expect(await search('public')).toMatchObject([{ sessionId: session.id, free: 4 }]);
  });

  it('is free for the reserve report', async () => {
    const wholeDay = { county: COUNTY, from: '2027-03-12', to: '2027-03-12', by: GROUPINGS, usableHours: 72 };
    const lines = () =>
      room.database.transaction(SYSTEM, (tx, now) => readLines(tx, now, { ...wholeDay, limit: 9 }, []));
    await allHeld();
    expect(await lines()).toMatchObject([{ familyTaken: 5, familyFromReserve: 1, protected: 0, free: 0 }]);
    await room.moveTo(at(5, '14:01'));
    expect(await lines()).toMatchObject([{ familyTaken: 0, familyFromReserve: 0, protected: 1, free: 5 }]);
  });

  it('is free for who books, and for another referral', async () => {
    const holders = await allHeld();
    expect((await room.book(session)).status).toBe(409);
    await room.moveTo(at(5, '14:01'));
    expect((await room.book(session)).status).toBe(201);
    const next = await heldBy();
    expect(next.held.unit.sessionId).toBe(session.id);
    for (const { event } of holders) expect(await latest(event)).toMatchObject({ name: 'reservation.expired.v1' });
  });

  it('goes to who waits, before anybody who asks', async () => {
    await allHeld();
    const waiting = referral({}, { urgencyClass: 'U2' });
    await room.submit(waiting);
    expect(await latest(waiting)).toMatchObject({ name: 'reservation.unavailable.v1' });
    await room.moveTo(at(5, '14:01'));
    const bookings = await Promise.all(Array.from({ length: 4 }, () => room.book(session)));
    expect(await latest(waiting)).toMatchObject({ name: 'reservation.held.v1', payload: { purpose: 'wait-list' } });
    expect(bookings.filter(({ status }) => status === 201)).toHaveLength(4);
  });

  it('is kept by nobody who leaves the list in that very moment', async () => {
    const [first] = await allHeld();
    const leaving = referral({}, { urgencyClass: 'U2' });
    await room.submit(leaving);
    await room.moves.apply(later(first!.event), release, true);
    await room.moveTo(at(5, '10:31'));
    await room.clock.runOnce('hold-end');
    // Its offer has lapsed, another one has the unit, and now that hold is past its time, too.
    await heldBy();
    await room.moveTo(at(5, '14:32'));
    await room.moves.apply(later(leaving), release, true);
    expect(await states(leaving)).not.toContain('held');
    expect(await room.breaches()).toEqual([]);
  });

  it('keeps its patient from no other unit (V08)', async () => {
    const { event } = await heldBy();
    await room.moveTo(at(5, '14:01'));
    expect((await room.book(session, { patientId: event.data.patientId })).status).toBe(201);
  });

  it('is confirmed no more: refused, with the next three options', async () => {
    const { event, held } = await heldBy();
    for (let day = 1; day <= 3; day += 1)
      await room.morning(5, { startsAt: at(-day, '08:00'), endsAt: at(-day, '12:00') });
    await room.moveTo(at(4, '15:00'));
    await room.moves.apply(later(event, { reservationId: held.unit.reservationId }), confirm);
    const refusal = (await room.sent(event.data.referralId)).find(({ name }) => name === 'reservation.refused.v1');
    expect(refusal?.payload).toMatchObject({ request: 'confirmation', reason: 'hold-ended' });
    expect(refusal?.payload['options']).toHaveLength(3);
    expect(await states(event)).toEqual(['expired']);
  });

  it('is neither extended nor given back once more', async () => {
    const [first, second, third] = [await heldBy(), await heldBy(), await heldBy()];
    await room.moveTo(at(5, '14:01'));
    await room.moves.apply(later(first.event), release, true);
    expect(await states(first.event)).toEqual(['expired']);
    await room.moves.apply(later(second.event), accept);
    expect(await states(second.event)).toEqual(['expired', 'held']);
    await room.moves.apply(later(third.event), tryAgain);
    expect(await states(third.event)).toEqual(['expired', 'held']);
    expect((await room.session(session.id)).familyTaken).toBe(2);
  });
});

describe('what ends or lengthens a hold', () => {
  let room: Room;
  let session: Session;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    session = await room.morning(10);
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const submitted = async (urgencyClass: 'U2' | 'U3' | 'U4') => {
    const event = referral({ urgencyClass }, { urgencyClass, decideBy: at(13, '09:00').toISOString() });
    await room.submit(event);
    const [row] = await rows(event);
    return { event, row: row! };
  };
  const rows = (event: ReturnType<typeof referral>) =>
    room.rows<{ id: string; state: string; hold_until: Date; version: number }>(
      'SELECT id, state, hold_until, version FROM reservation WHERE referral_id = $1',
      [event.data.referralId],
    );
  const namesOf = async (event: ReturnType<typeof referral>) =>
    (await room.sent(event.data.referralId)).map(({ name }) => name);

  it.each([
    ['U2', 30],
    ['U3', 240],
    ['U4', 1440],
  ] as const)('%s: it lasts %i minutes and ends by itself', async (urgencyClass, minutes) => {
    const { event, row } = await submitted(urgencyClass);
    const lasts = row.hold_until.getTime() - at(13, '09:00').getTime();
    expect(Math.floor(lasts / 60_000)).toBe(minutes);
    await room.moveTo(new Date(row.hold_until.getTime() - 60_000));
    expect(await room.clock.runOnce('hold-end')).toBe(0);
    await room.moveTo(row.hold_until);
    await room.clock.runOnce('hold-end');
    expect(await rows(event)).toMatchObject([{ state: 'expired' }]);
    expect((await room.session(session.id)).familyTaken).toBe(0);
  });

  it('an acceptance that arrives twice lengthens once, a second acceptance not at all', async () => {
    const { event } = await submitted('U3');
    await room.moveTo(at(13, '10:00'));
    const accepted = later(event);
    await Promise.all([room.moves.apply(accepted, accept), room.moves.apply(accepted, accept)]);
    const [first] = await rows(event);
    expect(first!.version).toBe(2);
    await room.moveTo(at(13, '11:00'));
    await room.moves.apply(later(accepted), accept);
    expect(await rows(event)).toEqual([first]);
  });

  it('a release that arrives twice, or after the end, gives back once', async () => {
    const { event } = await submitted('U3');
    const cancelled = later(event);
    await Promise.all([room.moves.apply(cancelled, release, true), room.moves.apply(cancelled, release, true)]);
    await room.moves.apply(later(cancelled), release, true);
    expect(await room.session(session.id)).toMatchObject({ familyTaken: 0, freedSeats: [1] });
    const entries = await room.rows<{ kind: string }>(
      `SELECT kind FROM ledger WHERE kind IN ('cancel', 'hold-expire')`,
    );
    expect(entries).toHaveLength(1);
  });

  it('a confirmation against its end: one of the two, a hundred times', async () => {
    const outcomes = { confirmed: 0, expired: 0 };
    const other = room.replica();
    for (let round = 0; round < 100; round += 1) {
      const { event, row } = await submitted('U2');
      const request = later(event, { reservationId: row.id });
      // Around the end; each ninth round surely before it and each ninth after it, however slow the machine is.
      const early = round % 9 === 0 ? 60_000 : 14 - (round % 9) * 2;
      await room.moveTo(new Date(row.hold_until.getTime() - early));
      await Promise.all([
        room.moves.apply(request, confirm),
        room.clock.runOnce('hold-end'),
        other.clock.runOnce('hold-end'),
      ]);
      await room.moveTo(new Date(row.hold_until.getTime() + 1_000));
      await room.clock.runOnce('hold-end');
      const [after] = await rows(event);
      const names = await namesOf(event);
      const won = after!.state as 'confirmed' | 'expired';
      expect(names.includes('reservation.confirmed.v1')).toBe(won === 'confirmed');
      expect(names.includes('reservation.expired.v1')).toBe(won === 'expired');
      expect(names.includes('reservation.refused.v1')).toBe(won === 'expired');
      outcomes[won] += 1;
      await room.moves.apply(later(request), release, true);
    }
    expect(outcomes.confirmed + outcomes.expired).toBe(100);
    expect(Math.min(outcomes.confirmed, outcomes.expired)).toBeGreaterThan(0);
    expect((await room.session(session.id)).familyTaken).toBe(0);
  }, 120_000);

  it('an ended hold is free for the search at one hospital as well', async () => {
    await submitted('U2');
    await room.moveTo(at(12, '09:00'));
    const [found] = await room.database.transaction(SYSTEM, (tx, now) =>
      findFreeUnits(tx, now, {
        ...{
          county: COUNTY,
          institution: HOSPITAL,
          pool: 'expert-slot',
          group: CARDIOLOGY,
          from: now,
          to: at(-1, '00:00'),
        },
        ...{ seeker: 'family', upcoming: false, after: [], limit: 9 },
      }),
    );
    expect(found).toMatchObject({ free: 2, protected: 2 });
    await room.clock.runOnce('hold-end');
  });
});

import { v7 } from 'uuid';
import { at, later, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from '../supply/session.entity.js';
import { confirm, refuseOvertaken, reschedule } from './asked.js';
import type { Reservation } from './reservation.entity.js';
import { accept, release } from './steps.js';

const NEXT_DAY = { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') };

describe('the booking of a referral moves (T14)', () => {
  let room: Room;
  let first: Session;
  let second: Session;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    first = await room.morning(5);
    second = await room.morning(5, NEXT_DAY);
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  /** A referral with a booking in the first session; the next event of it asks to move. */
  async function booked() {
    const event = referral();
    await room.submit(event);
    const [{ id }] = (await room.rows<Reservation>(`SELECT id FROM reservation WHERE referral_id = $1`, [
      event.data.referralId,
    ])) as [Reservation];
    const confirmation = later(event, { reservationId: id });
    await room.moves.apply(confirmation, confirm);
    const wish = (sessionId: string, after: ReturnType<typeof referral> = confirmation) =>
      later(after, { reservationId: id, sessionId });
    return { event, id, wish };
  }
  const states = async (event: ReturnType<typeof referral>) =>
    room.rows<{ session_id: string; state: string }>(
      'SELECT session_id, state FROM reservation WHERE referral_id = $1 ORDER BY id',
      [event.data.referralId],
    );
  const latest = async (event: ReturnType<typeof referral>) => (await room.sent(event.data.referralId)).at(-1);
  const counted = async ({ id }: Session) => (await room.session(id)).familyTaken;

  it('the new unit is booked and the old one given back, in one turn, whatever the first window was', async () => {
    const { event, id, wish } = await booked();
    await room.moves.apply(wish(second.id), reschedule);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.rescheduled.v1',
      payload: { previousId: id, unit: { sessionId: second.id, fromReserve: true } },
    });
    expect(await states(event)).toEqual([
      { session_id: first.id, state: 'cancelled' },
      { session_id: second.id, state: 'confirmed' },
    ]);
    expect([await counted(first), await counted(second)]).toEqual([0, 1]);
    const told = await room.rows(
      'SELECT kind, reason, family_taken FROM ledger WHERE reservation_id = $1 ORDER BY id',
      [id],
    );
    expect(told.at(-1)).toMatchObject({ kind: 'cancel', reason: 'rescheduled', family_taken: -1 });
  });

  it('the freed unit goes to who waits for it', async () => {
    const { wish } = await booked();
    const waiting = referral({}, { earliest: first.startsAt.toISOString(), latest: first.startsAt.toISOString() });
    await room.submit(waiting);
    expect(await latest(waiting)).toMatchObject({ name: 'reservation.unavailable.v1' });
    await room.moves.apply(wish(second.id), reschedule);
    expect(await latest(waiting)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { purpose: 'wait-list', unit: { sessionId: first.id } },
    });
  });

  it('a session that is not to be had leaves the booking as it is and names the next ones', async () => {
    const { event, id, wish } = await booked();
    await room.submit(referral({}, { earliest: second.startsAt.toISOString(), latest: at(-2, '00:00').toISOString() }));
    const third = await room.morning(5, { startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00') });
    await room.moves.apply(wish(second.id), reschedule);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.refused.v1',
      payload: { request: 'reschedule', reason: 'not-open', options: [] },
    });
    await room.moveTo(at(6, '09:00'));
    await room.clock.runOnce('hold-end');
    await room.moves.apply(wish(v7(), wish(second.id)), reschedule);
    expect(await latest(event)).toMatchObject({
      payload: {
        reason: 'no-session',
        options: [{ sessionId: first.id }, { sessionId: second.id }, { sessionId: third.id }],
      },
    });
    expect(await states(event)).toEqual([{ session_id: first.id, state: 'confirmed' }]);
    expect(await room.rows('SELECT state FROM reservation WHERE id = $1', [id])).toEqual([{ state: 'confirmed' }]);
  });

  it('one message twice moves once, and one that a later event has overtaken is refused', async () => {
    const { event, wish } = await booked();
    const request = wish(second.id);
    await Promise.all([room.moves.apply(request, reschedule), room.moves.apply(request, reschedule)]);
    expect((await room.sent(event.data.referralId)).filter(({ name }) => name.includes('rescheduled'))).toHaveLength(1);
    const cancelled = later(later(request));
    await room.moves.apply(cancelled, release, true);
    await room.moves.apply(wish(first.id, request), reschedule, false, refuseOvertaken('reschedule'));
    expect(await latest(event)).toMatchObject({ payload: { request: 'reschedule', reason: 'overtaken' } });
    expect([await counted(first), await counted(second)]).toEqual([0, 0]);
  });

  it('of two who want the last unit elsewhere one moves, the other keeps the booking', async () => {
    const others = await Promise.all(
      [0, 1].map((n) => room.morning(5, { startsAt: at(n, '14:00'), endsAt: at(n, '17:00') })),
    );
    const bookings = [await booked(), await booked()];
    expect(others).toHaveLength(2);
    await Promise.all(bookings.map(({ wish }) => room.moves.apply(wish(second.id), reschedule)));
    const names = await Promise.all(bookings.map(async ({ event }) => (await latest(event))?.name));
    expect(names.sort()).toEqual(['reservation.refused.v1', 'reservation.rescheduled.v1']);
    const live = await room.rows(`SELECT 1 FROM reservation WHERE state = 'confirmed'`);
    expect(live).toHaveLength(2);
  });

  it('a booking whose patient has not come in time is missed, not moved', async () => {
    const { event, wish } = await booked();
    await room.moveTo(at(0, '08:31'));
    await room.moves.apply(wish(second.id), reschedule);
    expect(await latest(event)).toMatchObject({ name: 'reservation.refused.v1' });
    expect(await counted(first)).toBe(1);
  });

  it('a hold that was never confirmed is not moved', async () => {
    const event = referral();
    await room.submit(event);
    const accepted = later(event);
    await room.moves.apply(accepted, accept);
    const [row] = await room.rows<Reservation>('SELECT id FROM reservation');
    await room.moves.apply(later(accepted, { reservationId: row!.id, sessionId: second.id }), reschedule);
    expect(await latest(event)).toMatchObject({ name: 'reservation.refused.v1', payload: { request: 'reschedule' } });
    expect(await states(event)).toEqual([{ session_id: first.id, state: 'held' }]);
  });
});

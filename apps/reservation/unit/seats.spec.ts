import { v7 } from 'uuid';
import type { Unit } from '#contracts/parts.js';
import { at, draftOf, Room, referral } from '../../../test/reservation/room.js';
import type { Segment } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import { confirm } from './asked.js';
import { release } from './steps.js';

/** 08:00 two seats, 09:00 two, 11:00 one. */
const SEGMENTS: Segment[] = [
  { from: 0, to: 60, seats: 2 },
  { from: 60, to: 120, seats: 2 },
  { from: 180, to: 240, seats: 1 },
];

describe('seats and their times', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const morning = async (change = {}): Promise<Session> => {
    const session = await room.morning(5, { segments: SEGMENTS, ...change });
    await room.moveTo(at(5, '10:00'));
    return session;
  };
  const between = (from: string, to: string) => ({ earliest: at(0, from), latest: at(0, to) });
  const wanted = (from: string, to: string) => ({
    earliest: at(0, from).toISOString(),
    latest: at(0, to).toISOString(),
  });
  const unitOf = async (event: ReturnType<typeof referral>) => {
    const answer = (await room.sent(event.data.referralId)).at(-1);
    return {
      name: answer?.name,
      ...(answer?.payload.unit as Unit | undefined),
    };
  };

  it('a referral gets the earliest seat of its window, with the time of that seat', async () => {
    const session = await morning();
    const event = referral({}, wanted('08:30', '12:00'));
    await room.submit(event);
    expect(await unitOf(event)).toMatchObject({
      name: 'reservation.held.v1',
      seat: 3,
      startsAt: at(0, '09:00').toISOString(),
      endsAt: at(0, '10:00').toISOString(),
    });
    expect(await room.session(session.id)).toMatchObject({ topSeat: 3, freedSeats: [1, 2] });
  });

  it('each seat may be held until half an hour before its own start, also when the session has begun', async () => {
    await morning();
    await room.moveTo(at(0, '07:40'));
    const second = referral({}, { urgencyClass: 'U4', decideBy: at(0, '20:00').toISOString() });
    await room.submit(second);
    expect(await unitOf(second)).toMatchObject({ startsAt: at(0, '09:00').toISOString() });
    const [{ ends }] = (await room.rows('SELECT hold_until AS ends FROM reservation')) as [{ ends: Date }];
    expect(ends).toEqual(at(0, '08:30'));
    await room.moveTo(at(0, '10:00'));
    const third = referral({}, { urgencyClass: 'U2' });
    await room.submit(third);
    expect(await unitOf(third)).toMatchObject({ startsAt: at(0, '11:00').toISOString() });
    const fourth = referral({}, { urgencyClass: 'U2' });
    await room.submit(fourth);
    expect((await room.sent(fourth.data.referralId))[0]?.payload).toMatchObject({ reasons: [{ reason: 'full' }] });
    await room.moveTo(at(0, '10:31'));
    const late = referral({}, { urgencyClass: 'U2' });
    await room.submit(late);
    expect(await unitOf(late)).toMatchObject({ name: 'reservation.unavailable.v1' });
  });

  it('of two sessions the one with the earlier seat is chosen, not the one that begins earlier', async () => {
    const early = await morning();
    await room.book(early, between('08:00', '09:00'));
    for (let n = 0; n < 3; n += 1) await room.book(early, between('08:00', '09:00'));
    const later = await room.morning(5, { startsAt: at(0, '08:30'), segments: [{ from: 0, to: 60, seats: 5 }] });
    const event = referral({}, wanted('08:00', '12:00'));
    await room.submit(event);
    expect(await unitOf(event)).toMatchObject({ sessionId: later.id, startsAt: at(0, '08:30').toISOString() });
  });

  it('a patient is elsewhere for the time of the seat, not for the half day', async () => {
    const patientId = v7();
    const early = await morning();
    const other = await room.morning(5, { segments: SEGMENTS, group: '03.05' });
    await room.moveTo(at(4, '12:00'));
    const first = await room.book(early, { patientId, ...between('08:00', '11:00') });
    const second = await room.book(other, { patientId, ...between('08:00', '11:00') });
    // 08:00–09:00 with half an hour around it: 09:00 is too near, 11:00 is not.
    expect([first, second].map((answer) => 'body' in answer && [answer.body.seat, answer.body.startsAt])).toEqual([
      [1, at(0, '08:00').toISOString()],
      [5, at(0, '11:00').toISOString()],
    ]);
    expect(await room.book(other, { patientId, ...between('08:00', '10:00') })).toMatchObject({
      status: 409,
      more: { reason: 'overlap' },
    });
  });

  it('a window whose seats are taken is full, however many are free at other times', async () => {
    const session = await morning();
    const late = between('11:00', '11:00');
    expect(await room.book(session, late)).toMatchObject({ status: 201, body: { seat: 5 } });
    const refused = await room.book(session, late);
    expect(refused).toMatchObject({ status: 409, more: { reason: 'full' } });
    expect(refused).toMatchObject({ more: { options: [{ startsAt: at(0, '08:00').toISOString() }] } });
  });

  it('thirty who come at once get each seat once, and the protected unit goes to nobody of them', async () => {
    const session = await morning();
    const whole = between('08:00', '11:00');
    const answers = await Promise.all(Array.from({ length: 30 }, () => room.book(session, whole)));
    const seats = answers.flatMap((answer) => ('body' in answer ? [answer.body.seat] : []));
    expect(seats.sort()).toEqual([1, 2, 3, 4]);
    expect(await room.session(session.id)).toMatchObject({ reserve: 1, publicTaken: 4, protected: 1 });
  });

  it('a cancelled seat is offered to whose window it lies in, not to who waits for another hour', async () => {
    const session = await morning();
    const held = referral({}, wanted('08:00', '08:00'));
    await room.submit(held);
    for (let n = 0; n < 4; n += 1) await room.book(session, between('08:00', '11:00'));
    const late = referral({}, wanted('11:00', '11:00'));
    const early = referral({}, wanted('08:00', '09:00'));
    await room.submit(late);
    await room.submit(early);
    expect((await unitOf(late)).name).toBe('reservation.unavailable.v1');
    await room.moves.apply({ ...held, envelope: { ...held.envelope, id: v7(), aggregateVersion: 2 } }, release);
    expect((await unitOf(late)).name).toBe('reservation.unavailable.v1');
    expect(await unitOf(early)).toMatchObject({
      name: 'reservation.held.v1',
      seat: 1,
      startsAt: at(0, '08:00').toISOString(),
    });
  });

  it('who does not come is missed half an hour after the seat’s time, not after the session’s', async () => {
    const session = await morning();
    const event = referral({}, wanted('11:00', '11:00'));
    await room.submit(event);
    const { reservationId = '' } = await unitOf(event);
    const asked = {
      envelope: { ...event.envelope, id: v7(), aggregateVersion: 2 },
      data: { ...event.data, reservationId },
    };
    await room.moves.apply(asked, confirm);
    const [row] = await room.rows<{ at: Date }>('SELECT no_show_at AS at FROM reservation WHERE session_id = $1', [
      session.id,
    ]);
    expect(row?.at).toEqual(at(0, '11:30'));
  });

  it('an emergency takes a seat that is still to come; with all taken, one more in the last part', async () => {
    const session = await morning();
    const emergency = () => referral({}, { ...wanted('09:30', '12:00'), entitlement: 'emergency', urgencyClass: 'U1' });
    const [first, ...others] = Array.from({ length: 6 }, emergency);
    await room.submit(first!);
    expect(await unitOf(first!)).toMatchObject({ seat: 3 });
    for (const other of others) await room.submit(other);
    const last = await unitOf(others.at(-1)!);
    expect(last).toMatchObject({ seat: 6, startsAt: at(0, '11:00').toISOString() });
    expect(await room.session(session.id)).toMatchObject({ extra: 1, emergencyTaken: 6 });
  });

  it('many sessions at an hour at which the patient is elsewhere end in a plain refusal', async () => {
    const patientId = v7();
    await room.publish(Array.from({ length: 9 }, (_, n) => draftOf(5, { doctorId: `dr-${n}` })));
    const elsewhere = await room.morning(5, { group: '03.05' });
    await room.moveTo(at(5, '10:00'));
    await room.book(elsewhere, { patientId });
    const refused = await room.book(elsewhere, { patientId, group: '03.04', sessionId: undefined });
    expect(refused).toMatchObject({ status: 409, more: { reason: 'overlap' } });
  });
});

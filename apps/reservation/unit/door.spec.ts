import { v7 } from 'uuid';
import { at, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { release } from './steps.js';

const other = { entitlement: 'open' as const };

describe('the door to units', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  it('320 mixed requests on 100 units through two replicas sell every unit once and no protected one to the public', async () => {
    const session = await room.morning(100);
    await room.moveTo(at(6, '09:00'));
    const doors = [room.door, room.replica().door];
    await Promise.all(
      Array.from({ length: 320 }, (_, n) => {
        const door = doors[n % 2]!;
        if (n % 4 === 0) return door.ask({ kind: 'referral', arrived: referral() });
        if (n % 4 === 1) return door.ask({ kind: 'referral', arrived: referral({}, other) });
        return room.book(session, {}, v7(), door);
      }),
    );
    const after = await room.session(session.id);
    expect(after.familyTaken + after.openTaken).toBe(100);
    expect(after.openTaken).toBeLessThanOrEqual(80);
    const seats = await room.rows<{ seat: number }>('SELECT seat FROM reservation WHERE occupies ORDER BY seat');
    expect(seats.map(({ seat }) => seat)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });

  it('holds the earliest unit of the first candidate that has one, a protected one first', async () => {
    const second = await room.morning(10, {}, '990101H02');
    const candidates = [HOSPITAL, '990101H02'].map((institution) => ({ county: '990101', institution }));
    const event = referral({}, { candidates });
    await room.submit(event);
    const [held] = await room.sent(event.data.referralId);
    expect(held).toMatchObject({
      name: 'reservation.held.v1',
      payload: {
        hop: 0,
        purpose: 'review',
        unit: { sessionId: second.id, institution: '990101H02', seat: 1, fromReserve: true },
      },
    });
  });

  it('tells every candidate’s reason and the place in the list where nothing is free', async () => {
    await room.morning(5);
    const candidates = [HOSPITAL, '990101H02'].map((institution) => ({ county: '990101', institution }));
    const first = referral({}, { candidates, entitlement: 'open' });
    const second = referral({}, { candidates, entitlement: 'open' });
    await room.submit(first);
    await room.submit(second);
    const [answer] = await room.sent(second.data.referralId);
    expect(answer).toMatchObject({
      name: 'reservation.unavailable.v1',
      payload: {
        reasons: [
          { institution: HOSPITAL, reason: 'not-open' },
          { institution: '990101H02', reason: 'no-session' },
        ],
        waitPlace: { position: 2 },
      },
    });
  });

  it('tells a family doctor that a unit beyond the reserve is not open yet, and offers it at the public opening', async () => {
    await room.morning(1);
    // The day's reserve of two units is the one that the first session has.
    const second = await room.morning(1, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
    expect(second.reserve).toBe(0);
    const event = referral({}, { earliest: second.startsAt.toISOString() });
    const seen = async () => (await room.sent(event.data.referralId)).map(({ payload }) => payload);
    await room.submit(event);
    expect(await seen()).toMatchObject([{ reasons: [{ institution: HOSPITAL, reason: 'not-open' }] }]);
    await room.moveTo(at(7, '08:00'));
    await room.clock.runOnce('offer');
    expect((await seen())[1]).toMatchObject({
      purpose: 'wait-list',
      unit: { sessionId: second.id, fromReserve: false },
    });
  });

  it('gives more urgent requests of a batch their unit first, however they came in', async () => {
    await room.morning(5);
    const routine = referral({}, { urgencyClass: 'U4' });
    const urgent = referral({}, { urgencyClass: 'U2' });
    await room.submit(routine, urgent);
    expect((await room.sent(urgent.data.referralId))[0]?.name).toBe('reservation.held.v1');
    expect((await room.sent(routine.data.referralId))[0]?.name).toBe('reservation.unavailable.v1');
  });

  it('passes over a session in which the patient is elsewhere (V08)', async () => {
    const patientId = v7();
    await room.morning(10);
    await room.morning(10, { startsAt: at(0, '12:20'), endsAt: at(0, '16:00') });
    const afternoon = await room.morning(10, { startsAt: at(0, '12:30'), endsAt: at(0, '16:00') });
    const [first, second] = [referral({ patientId }), referral({ patientId })];
    await room.submit(first);
    await room.submit(second);
    expect((await room.sent(second.data.referralId))[0]).toMatchObject({
      payload: { unit: { sessionId: afternoon.id } },
    });
  });

  it('looks further when the sessions it saw are full by the time they are locked', async () => {
    for (let n = 0; n < 12; n += 1)
      await room.morning(5, { group: '03.01', startsAt: at(0, '08:00'), endsAt: at(0, '09:00') });
    await room.submit(...Array.from({ length: 12 }, () => referral({}, { group: '03.01' })));
    const sent = await room.sent();
    expect(sent.filter(({ name }) => name === 'reservation.held.v1').length).toBe(12);
  });

  it('handles a message once, however often it is delivered', async () => {
    const session = await room.morning(10);
    const event = referral();
    await room.submit(event);
    await room.submit(event, event);
    expect((await room.session(session.id)).familyTaken).toBe(1);
    expect(await room.sent(event.data.referralId)).toHaveLength(1);
  });

  it('leaves nothing held when the cancel came before the submit', async () => {
    const session = await room.morning(10);
    const submit = referral();
    await room.moves.apply(later(submit, { reason: 'declined' }), release, true);
    await room.submit(submit);
    expect((await room.session(session.id)).familyTaken).toBe(0);
    expect(await room.sent(submit.data.referralId)).toEqual([]);
  });

  it('answers a repeated booking with its first answer and gives a refused one its key back', async () => {
    const session = await room.morning(5);
    const key = v7();
    const patientId = v7();
    expect(await room.book(session, { patientId }, key)).toMatchObject({ status: 409 });
    await room.moveTo(at(6, '09:00'));
    const booked = await room.book(session, { patientId }, key);
    const again = await room.book(session, { patientId }, key);
    expect(booked).toMatchObject({ status: 201 });
    expect(again).toMatchObject({ status: 201, replayed: true, body: { id: 'body' in booked ? booked.body.id : '' } });
    expect((await room.session(session.id)).publicTaken).toBe(1);
  });

  it('names the next free options in a refusal', async () => {
    const full = await room.morning(1);
    const next = await room.morning(10, { startsAt: at(0, '14:00'), endsAt: at(0, '18:00') });
    await room.moveTo(at(6, '09:00'));
    const refused = await room.book(full);
    expect(refused).toMatchObject({
      status: 409,
      more: { reason: 'protected', options: [{ sessionId: next.id, free: 8 }] },
    });
  });

  it('goes on with one department while the sessions of another are locked', async () => {
    const cardiology = await room.morning(5);
    const neurology = await room.morning(5, { group: '03.05' });
    await room.moveTo(at(6, '09:00'));
    const blocker = await room.database.pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM session WHERE id = $1 FOR UPDATE', [cardiology.id]);
    const waiting = room.book(cardiology);
    expect((await room.book(neurology)).status).toBe(201);
    await blocker.query('COMMIT');
    blocker.release();
    expect((await waiting).status).toBe(201);
  });
});

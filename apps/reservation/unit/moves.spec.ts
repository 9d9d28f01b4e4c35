import { at, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from '../supply/session.entity.js';
import { choose, confirm, refuseOvertaken } from './asked.js';
import { accept, arrive, extend, fulfil, lose, redirect, release, reopen, tryAgain } from './steps.js';

interface Held {
  unit: { reservationId: string; sessionId: string; institution: string };
  holdUntil: string;
  purpose?: string;
}

describe('what a referral’s events do to its unit (domain §5.2)', () => {
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

  const latest = async (event: ReturnType<typeof referral>) => (await room.sent(event.data.referralId)).at(-1);
  const submitted = async (event = referral()) => {
    await room.submit(event);
    return { event, held: (await latest(event))?.payload as unknown as Held };
  };
  const state = async (id: string) =>
    (await room.rows<{ state: string }>('SELECT state FROM reservation WHERE id = $1', [id]))[0]?.state;

  it('acceptance restarts the hold’s time once, confirmation makes it a booking, arrival uses it', async () => {
    const { event, held } = await submitted();
    const accepted = later(event);
    await room.moveTo(at(13, '10:00'));
    await room.moves.apply(accepted, accept);
    const extended = (await latest(event))!;
    expect(extended.name).toBe('reservation.extended.v1');
    expect(Date.parse((extended.payload as unknown as Held).holdUntil)).toBeGreaterThanOrEqual(
      at(13, '14:00').getTime(),
    );

    const request = later(accepted, { reservationId: held.unit.reservationId });
    await room.moves.apply(request, confirm);
    expect(await latest(event)).toMatchObject({ name: 'reservation.confirmed.v1', payload: { unit: held.unit } });
    await room.moves.apply(later(request, { reservationId: held.unit.reservationId }), confirm);
    expect(
      (await room.sent(event.data.referralId)).filter(({ name }) => name === 'reservation.confirmed.v1'),
    ).toHaveLength(2);

    await room.moves.apply(later(later(request), { transition: 'T16' }), arrive);
    expect(await state(held.unit.reservationId)).toBe('arrived');
    await room.moves.apply(later(later(later(request))), fulfil);
    expect(await state(held.unit.reservationId)).toBe('fulfilled');
    expect((await room.session(session.id)).familyTaken).toBe(1);
  });

  it('a cancel gives the unit back to where it came from', async () => {
    const { event, held } = await submitted();
    await room.moves.apply(later(event, { reason: 'recovered' }), release, true);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
    expect(await room.session(session.id)).toMatchObject({ familyTaken: 0, protected: 2, released: 0 });
  });

  it('a redirect gives the old unit back and looks at the new target', async () => {
    const next = await room.morning(5, {}, '990101H02');
    const { event, held } = await submitted();
    const wanted = { ...event.data.wanted!, candidates: [{ county: '990101', institution: '990101H02' }] };
    await room.moves.apply(later(event, { hop: 1, wanted, toInstitution: '990101H02' }), redirect);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
    expect(await latest(event)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { hop: 1, unit: { sessionId: next.id } },
    });
  });

  it('acceptance without a hold looks once more, then puts the referral on the list', async () => {
    const { event, held } = await submitted(referral({}, { decideBy: at(13, '09:30').toISOString() }));
    await room.moveTo(at(13, '14:00'));
    await room.clock.runOnce('hold-end');
    expect(await latest(event)).toMatchObject({
      name: 'reservation.expired.v1',
      payload: { reservationId: held.unit.reservationId, options: [{ sessionId: session.id, free: 10 }] },
    });
    await room.moves.apply(later(event), accept);
    expect(await latest(event)).toMatchObject({ name: 'reservation.held.v1', payload: { purpose: 'placement' } });
  });

  it('a confirmation that comes after the hold’s end is refused with the next options', async () => {
    const { event, held } = await submitted(referral({}, { urgencyClass: 'U2' }));
    await room.moveTo(at(13, '10:00'));
    await room.moves.apply(later(event, { reservationId: held.unit.reservationId }), confirm);
    const sent = await room.sent(event.data.referralId);
    expect(sent.map(({ name }) => name).slice(1)).toEqual(['reservation.refused.v1', 'reservation.expired.v1']);
    expect(sent[1]).toMatchObject({
      payload: { request: 'confirmation', reason: 'hold-ended', options: [{ sessionId: session.id }] },
    });
    expect((await room.session(session.id)).familyTaken).toBe(0);
  });

  it('a chosen session is taken before the unit held so far is given back', async () => {
    const afternoon = await room.morning(10, { startsAt: at(0, '12:10'), endsAt: at(0, '17:00') });
    const { event, held } = await submitted();
    await room.moves.apply(later(event, { sessionId: afternoon.id }), choose);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { unit: { sessionId: afternoon.id } },
    });
    expect(await state(held.unit.reservationId)).toBe('cancelled');
  });

  it('a session after the window can be chosen as long as the referral is valid, and what is offered can be had', async () => {
    const { event } = await submitted(referral({}, { validUntil: at(-5, '00:00').toISOString() }));
    const full = await room.morning(1, { startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00') });
    const valid = await room.morning(10, { startsAt: at(-3, '08:00'), endsAt: at(-3, '12:00') });
    const after = await room.morning(10, { startsAt: at(-6, '08:00'), endsAt: at(-6, '12:00') });
    await room.moveTo(at(-1, '13:00'));
    await room.moves.apply(later(event, { sessionId: full.id }), choose);
    const other = referral({}, { latest: at(-5, '00:00').toISOString() });
    await room.submit(other);
    const tooLate = later(later(event), { sessionId: after.id });
    await room.moves.apply(tooLate, choose);
    const refused = (await latest(event))!;
    expect(refused).toMatchObject({
      name: 'reservation.refused.v1',
      payload: { request: 'unit', reason: 'no-session' },
    });
    const options = (refused.payload as unknown as { options: { sessionId: string }[] }).options;
    expect(options.map(({ sessionId }) => sessionId)).toEqual([valid.id]);
    await room.moves.apply(later(tooLate, { sessionId: valid.id }), choose);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { unit: { sessionId: valid.id } },
    });
  });

  it('a chosen session without room is refused and the unit stays', async () => {
    const small = await room.morning(1, { startsAt: at(0, '13:00'), endsAt: at(0, '17:00') });
    await submitted(referral({}, { earliest: at(0, '12:30').toISOString() }));
    const { event, held } = await submitted();
    await room.moves.apply(later(event, { sessionId: small.id }), choose);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.refused.v1',
      payload: { request: 'unit', reason: 'full' },
    });
    expect(await state(held.unit.reservationId)).toBe('held');
  });

  it('an answered question prolongs a live hold to the new decision time and tries a lapsed one again', async () => {
    const { event } = await submitted(referral({}, { urgencyClass: 'U2' }));
    const wanted = { ...event.data.wanted!, decideBy: at(13, '11:00').toISOString() };
    const answered = later(event, { wanted });
    await room.moves.apply(answered, tryAgain);
    expect(await latest(event)).toMatchObject({
      payload: { purpose: 'review', holdUntil: at(13, '11:00').toISOString() },
    });
    await room.moveTo(at(13, '12:00'));
    await room.moves.apply(later(answered), tryAgain);
    expect((await room.sent(event.data.referralId)).map(({ name }) => name).slice(2)).toEqual([
      'reservation.held.v1',
      'reservation.expired.v1',
    ]);
  });

  it('an emergency finds a unit where all are taken, and it leaves with the patient', async () => {
    await submitted(referral({}, { pool: 'exam', group: 'ct' }));
    const ct = await room.morning(1, { pool: 'exam', group: 'ct' });
    await submitted(referral({}, { pool: 'exam', group: 'ct' }));
    const { event } = await submitted(
      referral({}, { pool: 'exam', group: 'ct', entitlement: 'emergency', urgencyClass: 'U1' }),
    );
    expect(await room.session(ct.id)).toMatchObject({ capacity: 1, extra: 1, familyTaken: 1, emergencyTaken: 1 });
    await room.moves.apply(later(event), release, true);
    expect(await room.session(ct.id)).toMatchObject({ capacity: 1, extra: 0, emergencyTaken: 0 });
  });

  it('a patient who came without a unit gives back what was held', async () => {
    const { event, held } = await submitted();
    await room.moves.apply(later(event, { transition: 'T17' }), arrive, true);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
  });

  it('a missed unit is lost, a late arrival the same day still counts, a reopened referral looks anew', async () => {
    const { event, held } = await submitted();
    const request = later(event, { reservationId: held.unit.reservationId });
    await room.moves.apply(request, confirm);
    await room.moveTo(at(0, '08:31'));
    await room.clock.runOnce('no-show');
    expect(await latest(event)).toMatchObject({
      name: 'reservation.no-show.v1',
      payload: { reservationId: held.unit.reservationId },
    });
    expect((await room.session(session.id)).familyTaken).toBe(1);
    await room.moves.apply(later(request, { transition: 'T20' }), arrive, true);
    expect(await state(held.unit.reservationId)).toBe('arrived');
    await room.moves.apply(later(later(request)), reopen);
    expect(await latest(event)).toMatchObject({
      name: 'reservation.unavailable.v1',
      payload: { reasons: [{ institution: HOSPITAL, reason: 'no-session' }] },
    });
  });

  it('a no-show that a person records frees the bed at once, also if its opening again comes first', async () => {
    const bed = { pool: 'inpatient-bed' as const, group: '21' };
    const ward = await room.morning(1, { ...bed, bedClass: 'general' });
    const { event, held } = await submitted(referral({}, bed));
    const booked = later(event, { reservationId: held.unit.reservationId });
    await room.moves.apply(booked, confirm);
    const missed = later(booked, { transition: 'T18' });
    await room.moves.apply(missed, lose);
    expect(await state(held.unit.reservationId)).toBe('no-show');
    expect(await room.session(ward.id)).toMatchObject({ familyTaken: 0, protected: 1 });
    await room.moves.apply(later(missed, { transition: 'T19' }), reopen);
    const again = (await latest(event))?.payload as unknown as Held;
    expect(again).toMatchObject({ unit: { sessionId: ward.id }, purpose: 'placement' });
    const once = later(later(missed), { reservationId: again.unit.reservationId });
    await room.moves.apply(once, confirm);
    await room.moves.apply(later(later(once), { transition: 'T19' }), reopen);
    expect(await state(again.unit.reservationId)).toBe('no-show');
    expect(await latest(event)).toMatchObject({ name: 'reservation.held.v1', payload: { purpose: 'placement' } });
  });

  it('an event older than one already seen does nothing', async () => {
    const { event, held } = await submitted();
    const cancelled = later(later(event));
    await room.moves.apply(cancelled, release, true);
    await room.moves.apply(later(event), accept);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
    expect((await room.session(session.id)).familyTaken).toBe(0);
  });

  it('a request that a later event has overtaken is refused, not passed over in silence', async () => {
    const { event, held } = await submitted();
    const request = later(event, { reservationId: held.unit.reservationId });
    await room.moves.apply(later(request), extend);
    await room.moves.apply(request, confirm, false, refuseOvertaken('confirmation'));
    expect(await latest(event)).toMatchObject({
      name: 'reservation.refused.v1',
      payload: { request: 'confirmation', reason: 'overtaken', options: [] },
    });
    expect(await state(held.unit.reservationId)).toBe('held');
  });

  it('an acceptance that comes before its redirect does not take over the old target’s unit', async () => {
    const next = await room.morning(5, {}, '990101H02');
    const { event, held } = await submitted();
    const wanted = { ...event.data.wanted!, candidates: [{ county: '990101', institution: '990101H02' }] };
    const redirected = later(event, { hop: 1, wanted, toInstitution: '990101H02' });
    await room.moves.apply(later(redirected), accept);
    await room.moves.apply(redirected, redirect);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
    expect(await latest(event)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { hop: 1, purpose: 'placement', unit: { sessionId: next.id } },
    });
  });

  it('an acceptance gives back the unit of another house and waits for those of its own', async () => {
    await room.morning(5, {}, '990101H02');
    const both = ['990101H03', '990101H02'].map((institution) => ({ county: '990101', institution }));
    const { event, held } = await submitted(referral({ toInstitution: '990101H03' }, { candidates: both }));
    expect(held.unit.institution).toBe('990101H02');
    const accepted = later(event, { wanted: { ...event.data.wanted!, candidates: both.slice(0, 1) } });
    await room.moves.apply(accepted, accept);
    expect(await state(held.unit.reservationId)).toBe('cancelled');
    expect(await latest(event)).toMatchObject({ name: 'reservation.unavailable.v1' });
    const places = 'SELECT state, institution, institutions FROM wait_entry';
    const waiting = { state: 'waiting', institution: '990101H03', institutions: ['990101H03'] };
    expect(await room.rows(places)).toEqual([waiting]);
  });

  it('who is accepted while waiting keeps the place, for the units of that house alone', async () => {
    const both = ['990101H02', '990101H03'].map((institution) => ({ county: '990101', institution }));
    const event = referral({ toInstitution: '990101H03' }, { candidates: both });
    await room.submit(event);
    await room.moves.apply(later(event, { wanted: { ...event.data.wanted!, candidates: both.slice(1) } }), accept);
    await room.morning(5, {}, '990101H02');
    await room.clock.runOnce('offer');
    const waiting = { state: 'waiting', institution: '990101H03', institutions: ['990101H03'] };
    expect(await room.rows('SELECT state, institution, institutions FROM wait_entry')).toEqual([waiting]);
  });

  it('a longer validity keeps the place in the list', async () => {
    const { event } = await submitted(referral({}, { group: '09' }));
    const wanted = { ...event.data.wanted!, validUntil: at(-60, '00:00').toISOString() };
    await room.moves.apply(later(event, { wanted }), extend);
    const [entry] = await room.rows<{ state: string; valid_until: Date }>('SELECT state, valid_until FROM wait_entry');
    expect(entry).toEqual({ state: 'waiting', valid_until: at(-60, '00:00') });
  });
});

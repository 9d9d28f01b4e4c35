import { MINUTE_MS } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, actions, eventsOf, now, on, refused, wayOf } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
} from './people.js';

describe('the unit of a referral', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let his: Api;
  let patients: Patient[];
  let evenings = 0;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    his = await as(system, 'his-adapter');
    patients = await contractedPatients(doctor, 20);
  });

  afterAll(() => system?.stop());

  /** A cardiology evening five days ahead; each story has minutes of its own. */
  async function evening(capacity: number): Promise<Session> {
    evenings += 1;
    const time = `19:${String(evenings).padStart(2, '0')}`;
    return publishEvening(his, await businessNow(system.database), { days: 5, capacity, time });
  }

  /** A referral whose window begins with the session and ends just after the start of `last`. */
  async function referred(session: Session, change: object = {}, last = session): Promise<ReferralView> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const latest = new Date(Date.parse(last.startsAt) + MINUTE_MS - 1).toISOString();
    const window = { earliest: session.startsAt, latest };
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    return (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, ...change }, wait: 10 })).body;
  }

  const reach = (id: string, state: string) => until(state, 20, async () => (await now(doctor, id)).state === state);

  async function reserved(session: Session, last = session): Promise<ReferralView> {
    const { id } = await referred(session, {}, last);
    await act(desk, id, 'decisions', { decision: 'accept' });
    await reach(id, 'reserved');
    return now(doctor, id);
  }

  it('that nobody confirms is lost, and the doctor chooses one of the next', async () => {
    const [first, second] = [await evening(5), await evening(5)];
    const { id, unit } = await reserved(first, second);
    await moveClock(system.databaseUrl, new Date(Date.parse(unit?.holdUntil ?? '') + MINUTE_MS));
    await reach(id, 'accepted');
    const lapsed = await now(doctor, id);
    expect(lapsed.unit).toBeUndefined();
    expect(lapsed.options?.length).toBeGreaterThan(0);
    expect(await actions(doctor, id)).toContain('T08 request-unit');
    const chosen = await act(doctor, id, 'unit-requests', { sessionId: second.id }, { wait: 10 });
    expect(chosen).toMatchObject({ state: 'reserved', unit: { sessionId: second.id } });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08', 'T12', 'T08']);
    expect((await eventsOf(doctor, id)).at(-1)?.actor.role).toBe('family-doctor');
  }, 120_000);

  it('that is asked for in vain is answered with the next free ones', async () => {
    const [full, other] = [await evening(1), await evening(5)];
    await referred(full);
    const { id, unit } = await reserved(other);
    await moveClock(system.databaseUrl, new Date(Date.parse(unit?.holdUntil ?? '') + MINUTE_MS));
    await reach(id, 'accepted');
    const taken = await evening(1);
    await referred(taken);
    const { version } = await now(doctor, id);
    const answer = await refused(doctor, on(id, 'unit-requests'), {
      body: { sessionId: taken.id },
      ifMatch: version,
      wait: 10,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'UNIT_GONE', options: expect.any(Array) } });
    expect(await now(doctor, id)).toMatchObject({ state: 'accepted' });
  }, 120_000);

  it('that is booked moves to another day, and stays where the other day is full', async () => {
    const [first, second, full] = [await evening(5), await evening(5), await evening(1)];
    await referred(full);
    const { id } = await reserved(first);
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    expect(await actions(doctor, id)).toContain('T14 reschedule');
    const { version } = await now(doctor, id);
    const vain = { body: { sessionId: full.id }, ifMatch: version, wait: 10 };
    const answer = await refused(doctor, on(id, 'reschedules'), vain);
    expect(answer).toMatchObject({ status: 409, body: { code: 'UNIT_GONE', options: expect.any(Array) } });
    expect(await now(doctor, id)).toMatchObject({ state: 'confirmed', unit: { sessionId: first.id } });
    const moved = await act(doctor, id, 'reschedules', { sessionId: second.id }, { wait: 10 });
    expect(moved).toMatchObject({ state: 'confirmed', unit: { sessionId: second.id } });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08', 'T10', 'T14']);
    const again = await refused(doctor, on(id, 'reschedules'), {
      body: { sessionId: second.id },
      ifMatch: moved.version,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'SAME_SESSION' } });
  }, 120_000);

  it('comes from the wait list when another referral gives its unit back', async () => {
    const session = await evening(5);
    const takers = [];
    for (let taken = 0; taken < session.reserve; taken += 1) takers.push(await referred(session));
    const { id, wait } = await referred(session);
    // Five days ahead the public part is not open yet: only the protected units may be taken.
    expect(wait).toMatchObject({ reasons: [{ reason: 'not-open' }] });
    await act(desk, id, 'decisions', { decision: 'accept' });
    await reach(id, 'waitlisted');
    await act(doctor, takers[0]!.id, 'cancellations', { reason: 'recovered' });
    await reach(id, 'reserved');
    expect(await now(doctor, id)).toMatchObject({ unit: { sessionId: session.id } });
    expect((await now(doctor, id)).wait).toBeUndefined();
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T09', 'T08']);
  });

  it('is lost when a confirmed patient does not come, and the doctor says what the patient said', async () => {
    const { id, unit } = await reserved(await evening(5));
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    await moveClock(system.databaseUrl, new Date(Date.parse(unit?.startsAt ?? '') + 60 * MINUTE_MS));
    await reach(id, 'no-show');
    expect(await now(doctor, id)).toMatchObject({ dueKind: 'call-patient' });
    const followUp = { at: (await businessNow(system.database)).toISOString(), text: 'Forgot the day.' };
    expect(await act(doctor, id, 'acknowledgements', { followUp })).toMatchObject({ state: 'closed' });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08', 'T10', 'T18', 'T21']);
  }, 120_000);

  it('is kept for a late patient, who is then taken on the same day (T20)', async () => {
    const { id, unit } = await reserved(await evening(5));
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    const startsAt = Date.parse(unit?.startsAt ?? '');
    await moveClock(system.databaseUrl, new Date(startsAt + 10 * MINUTE_MS));
    const arrivals = await as(system, 'arrival-desk');
    const { version, unit: booked } = await now(arrivals, id);
    expect(Date.parse(booked?.keptUntil ?? '')).toBe(startsAt + 30 * MINUTE_MS);
    expect(await actions(arrivals, id)).not.toContain('T18 record-no-show');
    expect(await refused(arrivals, on(id, 'no-shows'), { body: {}, ifMatch: version })).toMatchObject({
      status: 409,
      body: { code: 'NOT_MISSED_YET' },
    });
    await moveClock(system.databaseUrl, new Date(startsAt + 40 * MINUTE_MS));
    await reach(id, 'no-show');
    expect(await act(arrivals, id, 'arrivals')).toMatchObject({
      state: 'arrived',
      unit: { sessionId: unit?.sessionId },
    });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08', 'T10', 'T18', 'T20']);
    const booking = `SELECT state FROM reservation.reservation WHERE id = $1`;
    const used = async () => (await system.database.query<{ state: string }>(booking, [unit?.reservationId])).rows[0];
    await until('used', 20, async () => (await used())?.state === 'arrived');
  }, 120_000);

  it('that has lapsed is looked for again by the desk: which finds none, and the patient waits (T09)', async () => {
    const own = await evening(1);
    const { id, unit } = await reserved(own);
    await moveClock(system.databaseUrl, new Date(Date.parse(unit?.holdUntil ?? '') + MINUTE_MS));
    await reach(id, 'accepted');
    const other = await referred(own);
    await until('taken', 20, async () => (await now(doctor, other.id)).offered);
    expect(await actions(doctor, id)).not.toContain('T09 request-wait');
    const waits = await act(desk, id, 'wait-requests', {}, { wait: 10 });
    expect(waits).toMatchObject({ state: 'waitlisted', wait: { position: expect.any(Number) } });
    const last = (await eventsOf(doctor, id)).at(-1);
    expect(last).toMatchObject({ transition: 'T09', actor: { role: 'referral-desk' } });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08', 'T12', 'T09']);
    const { version } = await now(desk, id);
    const again = await refused(desk, on(id, 'wait-requests'), { body: {}, ifMatch: version });
    expect(again.status).toBe(409);
  }, 120_000);

  it('is given back when the patient walks in without it', async () => {
    const { id } = await referred(await evening(5));
    const arrived = await act(await as(system, 'arrival-desk'), id, 'arrivals');
    expect(arrived.state).toBe('arrived');
    expect(arrived.unit).toBeUndefined();
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({
      transition: 'T17',
      detail: { withoutReservation: true },
    });
  });

  it('of an emergency needs nobody’s decision', async () => {
    const at = (await businessNow(system.database)).toISOString();
    const session = await evening(5);
    const up = {
      chiefComplaint: 'Crushing chest pain for 30 minutes',
      presentIllness: 'Cold sweat.',
      pastHistory: 'none known',
      allergies: ['none known'],
      provisionalDiagnosis: [ANGINA],
      reasonCode: ['critical'],
      treatmentCourse: 'Oxygen, aspirin 300 mg.',
      currentMedications: [],
      infectious: { suspected: false },
      vitals: { at, sbp: 90, dbp: 60, pulse: 120 },
    };
    const { id } = await referred(session, { urgencyClass: 'U1', up });
    await reach(id, 'reserved');
    expect(await now(doctor, id)).toMatchObject({ entitlement: 'emergency' });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'T08']);
    const { version } = await now(desk, id);
    const reject = { decision: 'reject', reason: 'no-capacity', alternative: { advice: 'elsewhere' } };
    expect(await refused(desk, on(id, 'decisions'), { body: reject, ifMatch: version })).toMatchObject({ status: 409 });
  });
});

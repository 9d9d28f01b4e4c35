import { DAY_MS, HOUR_MS } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, actions, eventsOf, now, on, refusal, refused, wayOf } from './acting.js';
import { referralDown } from './course.js';
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
  TCM_HOSPITAL,
  until,
  upReferral,
  windowOf,
} from './people.js';

const CITY_HOSPITAL = '990100C01';
const WISH = { by: 'patient', channel: 'phone' };

describe('how a referral ends', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let hospital: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    hospital = await as(system, 'hospital-doctor');
    patients = await contractedPatients(doctor, 30);
  });

  afterAll(() => system?.stop());

  async function form(to = COUNTY_HOSPITAL, patient = patients.pop()): Promise<object> {
    if (!patient) throw new Error('no patient left');
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const day = (days: number) => new Date(consentAt.getTime() + days * DAY_MS).toISOString();
    return upReferral({ patient, firstVisitEncounterId, window: { earliest: day(4), latest: day(5) }, to, consentAt });
  }

  const referred = async (to?: string) =>
    (await doctor.post<ReferralView>('/v1/referrals', { body: await form(to), wait: 10 })).body;

  /** A patient in care at the county hospital, and the plan with which he goes home. */
  async function handedBack(): Promise<{ up: ReferralView; down: ReferralView }> {
    const up = await referred();
    await act(await as(system, 'arrival-desk'), up.id, 'arrivals');
    await act(hospital, up.id, 'care-starts');
    return { up, down: await referralDown(system, hospital, up) };
  }

  it('shows the open referral of a patient before the form is filled, to whoever cares for him (V07)', async () => {
    const { id, referralNo, patientId } = await referred();
    const query = `/v1/referrals/open?patientId=${patientId}&direction=up&deptCode=03.04`;
    const clerk = await as(system, 'referral-clerk');
    expect((await clerk.read(query)).body).toEqual({ items: [{ id, referralNo, state: 'submitted' }] });
    const drafted = await doctor.post('/v1/referral-drafts', {
      body: { patientId, direction: 'up', to: { institution: TCM_HOSPITAL, deptCode: '03.04' } },
    });
    expect(drafted.body).toMatchObject({ openReferral: { id } });
    await expect((await as(system, 'family-doctor-2')).read(query)).rejects.toThrow('404');
  });

  it('is cancelled for the patient who telephones the desk, and stays with the doctor until he has seen it', async () => {
    const { id } = await referred();
    await act(desk, id, 'cancellations', { reason: 'travel', wish: WISH });
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({
      transition: 'T22',
      actor: { id: 'patient', role: 'patient' },
      detail: { recordedBy: { role: 'referral-desk' } },
    });
    expect(await actions(doctor, id)).toEqual(['T35 acknowledge-ending']);
    expect(await act(doctor, id, 'acknowledgements')).toMatchObject({ state: 'cancelled' });
    expect(await actions(doctor, id)).toEqual([]);
  });

  it('goes where the patient chooses, with the verdict judged again', async () => {
    const { id } = await referred();
    const chosen = await act(doctor, id, 'patient-choices', { to: { institution: TCM_HOSPITAL }, wish: WISH });
    expect(chosen).toMatchObject({ state: 'submitted', hop: 1, to: { institution: TCM_HOSPITAL } });
    expect((await eventsOf(doctor, id)).at(-1)?.actor.role).toBeDefined();
    expect(await wayOf(doctor, id)).toContain('T15');
    expect(
      await refusal({ by: hospital, seenBy: doctor }, id, 'patient-choices', {
        to: { institution: COUNTY_HOSPITAL },
        wish: WISH,
      }),
    ).toEqual([403, 'NOT_A_RECORDER']);
  });

  it('is sent back from another county, which keeps its trace until the next receiver has accepted', async () => {
    const body = (await form(CITY_HOSPITAL)) as { up: { reasonCode: string[] } };
    const up = { ...body.up, reasonCode: ['no-equipment', 'patient-request'] };
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: { ...body, up } })).body;
    const city = await as(system, 'referral-desk-city');
    const back = { decision: 'redirect', to: { institution: COUNTY_HOSPITAL } };
    expect(await act(city, id, 'decisions', back)).toMatchObject({ hop: 1, to: { institution: COUNTY_HOSPITAL } });
    expect((await now(city, id)).form).toBeUndefined();
    await act(desk, id, 'decisions', { decision: 'accept' });
    await expect(now(city, id)).rejects.toThrow('404');
  });

  it('leaves the trace alone with a receiver who refused', async () => {
    const { id, patientId } = await referred();
    expect((await hospital.read(`/v1/patients/${patientId}`)).status).toBe(200);
    expect((await now(hospital, id)).form).toBeDefined();
    await act(hospital, id, 'decisions', {
      decision: 'reject',
      reason: 'not-indicated',
      alternative: { advice: 'stay' },
    });
    await expect(hospital.read(`/v1/patients/${patientId}`)).rejects.toThrow('404');
    expect((await now(hospital, id)).form).toBeUndefined();
    expect((await now(doctor, id)).form).toBeDefined();
  });

  it('that was entered in error is voided by two persons and by no single one', async () => {
    const { id } = await referred();
    const affairs = await as(system, 'medical-affairs');
    const office = await as(system, 'consortium-office');
    const answer = async (agreed: boolean) => {
      const { version } = await now(doctor, id);
      return refused(office, on(id, 'void-answers'), { body: { agreed }, ifMatch: version });
    };
    expect(await answer(true)).toMatchObject({ status: 409, body: { code: 'NO_VOID_REQUEST' } });
    await act(affairs, id, 'voids', { text: 'Written for another patient' });
    const { body: waiting } = await office.read<{ items: object[] }>('/v1/void-requests');
    const owner = { institution: COUNTY_HOSPITAL, role: 'consortium-office' };
    const open = { owner, dueAt: expect.any(String), overdue: false };
    expect(waiting.items).toEqual([expect.objectContaining({ referralId: id, requestedBy: COUNTY_HOSPITAL, ...open })]);
    const task = { kind: 'answer-void', owner, dueAt: expect.any(String) };
    expect(await now(doctor, id)).toMatchObject({ tasks: [task] });
    expect(await refusal({ by: affairs, seenBy: doctor }, id, 'void-answers', { agreed: true })).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect((await office.read(on(id, 'voids'))).body).toMatchObject({ referralId: id, requestedBy: COUNTY_HOSPITAL });
    await expect(office.read(`/v1/referrals/${id}`)).rejects.toThrow('403');
    // Medical affairs reads what it and the office say to each other, and no other word of the two sides.
    expect((await eventsOf(affairs, id)).filter(({ note }) => note !== undefined)).toMatchObject([
      { event: 'void-requested', note: 'Written for another patient' },
    ]);
    expect(await answer(true)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({ transition: 'T33', reason: 'entered-in-error' });
    expect(await actions(doctor, id)).toEqual(['T35 acknowledge-ending']);
    expect((await office.read('/v1/void-requests')).body).toMatchObject({ items: [] });
    expect((await now(doctor, id)).tasks).toBeUndefined();
  });

  it('lets a patient leave the hospital only after the team at home has accepted (V15)', async () => {
    const { down } = await handedBack();
    expect((await refusal({ by: hospital, seenBy: doctor }, down.id, 'departures'))[0]).toBe(409);
    await act(doctor, down.id, 'decisions', { decision: 'accept' });
    expect(await actions(hospital, down.id)).toContain('F01 record-departure');
    await act(hospital, down.id, 'departures');
    expect(await refusal({ by: hospital, seenBy: doctor }, down.id, 'departures')).toEqual([409, 'DEPARTED_BEFORE']);
  });

  it('is missed on the way down after three vain attempts, and then opened again once', async () => {
    const { down } = await handedBack();
    await act(doctor, down.id, 'decisions', { decision: 'accept' });
    const contactAt = new Date((await businessNow(system.database)).getTime() + HOUR_MS).toISOString();
    await act(doctor, down.id, 'first-contacts', { at: contactAt });
    expect(await refusal({ by: doctor, seenBy: doctor }, down.id, 'no-shows')).toEqual([409, 'NOT_MISSED_YET']);
    for (let attempt = 1; attempt <= 3; attempt += 1) await act(doctor, down.id, 'contact-attempts');
    expect(await act(doctor, down.id, 'no-shows')).toMatchObject({ state: 'no-show', dueKind: 'call-patient' });
    expect(await act(hospital, down.id, 'reopenings')).toMatchObject({ state: 'accepted' });
    await act(doctor, down.id, 'first-contacts', { at: contactAt });
    for (let attempt = 1; attempt <= 3; attempt += 1) await act(doctor, down.id, 'contact-attempts');
    await act(doctor, down.id, 'no-shows');
    expect(await refusal({ by: hospital, seenBy: doctor }, down.id, 'reopenings')).toEqual([409, 'REOPENED_BEFORE']);
  });

  it('comes back from a hand-back as a relapse: the same episode, the front of its class, a bounce-back', async () => {
    const { up, down } = await handedBack();
    await act(doctor, down.id, 'decisions', { decision: 'accept' });
    const again = {
      ...(await form(COUNTY_HOSPITAL, { id: up.patientId, birthDate: '1960-01-01' })),
      parentReferralId: down.id,
    };
    const { body: relapse } = await doctor.post<ReferralView>('/v1/referrals', { body: again, wait: 10 });
    expect(relapse).toMatchObject({ episodeId: up.episodeId, parentReferralId: down.id });
    const { rows } = await system.database.query(
      `SELECT marks ->> 'greenChannel' AS green, progress ->> 'bounceBackOf' AS "bounceBackOf" FROM referral.referral WHERE id = $1`,
      [relapse.id],
    );
    expect(rows).toEqual([{ green: 'true', bounceBackOf: down.id }]);
  });

  it('is returned as transferred onward once the next hospital has accepted the patient (T27)', async () => {
    const up = await referred();
    await act(await as(system, 'arrival-desk'), up.id, 'arrivals');
    await act(hospital, up.id, 'care-starts');
    const onward = {
      ...(await form(CITY_HOSPITAL, { id: up.patientId, birthDate: '1960-01-01' })),
      origin: 'hospital',
      parentReferralId: up.id,
      firstVisitEncounterId: undefined,
    };
    const { body: next } = await hospital.post<ReferralView>('/v1/referrals', { body: onward, wait: 10 });
    expect(next).toMatchObject({ episodeId: up.episodeId, to: { institution: CITY_HOSPITAL } });
    expect((await now(doctor, up.id)).state).toBe('in-care');
    await act(await as(system, 'hospital-doctor-city'), next.id, 'decisions', { decision: 'accept' });
    await until('returned', 40, async () => (await now(doctor, up.id)).state === 'outcome-returned');
    expect(await now(doctor, up.id)).toMatchObject({
      dueKind: 'acknowledge',
      outcome: { outcome: 'transferred-onward' },
    });
    expect((await eventsOf(doctor, up.id)).at(-1)).toMatchObject({ transition: 'T27', actor: { role: 'system' } });
    expect(await act(doctor, up.id, 'acknowledgements')).toMatchObject({ state: 'closed' });

    const third = await form(COUNTY_HOSPITAL, { id: up.patientId, birthDate: '1960-01-01' });
    expect(await refused(doctor, '/v1/referrals', { body: third })).toMatchObject({
      status: 409,
      body: { code: 'OPEN_REFERRAL', open: { id: next.id } },
    });
    // The way home from another county: the outcome returns, with advice and follow-up.
    const city = await as(system, 'hospital-doctor-city');
    await act(await as(system, 'his-adapter-city'), next.id, 'arrivals');
    await act(city, next.id, 'care-starts');
    const advice = { adviceToFamilyDoctor: 'Statin.', followUpNeeded: true };
    await act(city, next.id, 'outcomes', { outcome: 'treated-outpatient', finalDiagnosis: [ANGINA], ...advice });
    expect(await act(hospital, next.id, 'acknowledgements', { rating: 5 })).toMatchObject({ state: 'follow-up' });
  });

  it('that is urgent is ended by its doctor alone when its validity is over, never by the clock (T23 of U2)', async () => {
    const at = await businessNow(system.database);
    const day = { ...((await form()) as { up: object }), urgencyClass: 'U2' };
    const hours = (count: number) => new Date(at.getTime() + count * HOUR_MS).toISOString();
    const requested = { pool: 'expert-slot', deptCode: '03.04', earliest: hours(1), latest: hours(20) };
    const vitals = { at: at.toISOString(), sbp: 150, dbp: 90, pulse: 96 };
    const body = { ...day, requested, up: { ...day.up, vitals } };
    const { id, validUntil } = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
    const lasts = Date.parse(validUntil ?? '') - at.getTime();
    expect(Math.floor(lasts / HOUR_MS)).toBe(24);
    expect(await refusal({ by: doctor, seenBy: doctor }, id, 'expirations')).toEqual([409, 'NOT_TO_EXPIRE']);
    const { id: soon } = await referred();
    await moveClock(system.databaseUrl, new Date(at.getTime() + 8 * DAY_MS));
    await until('expired by the clock', 40, async () => (await now(doctor, soon)).state === 'expired');
    expect((await now(doctor, id)).state).not.toBe('expired');
    expect(await act(doctor, id, 'expirations')).toMatchObject({ state: 'expired' });
    expect(await actions(doctor, id)).toEqual([]);
    expect(await actions(doctor, soon)).toEqual(['T35 acknowledge-ending']);
  });

  it('warns its doctor before the validity ends, and may be extended once', async () => {
    const { id, validUntil } = await referred();
    await moveClock(system.databaseUrl, new Date(Date.parse(validUntil ?? '') - 71 * HOUR_MS));
    await until('warned', 60, async () => (await eventsOf(doctor, id)).some(({ event }) => event === 'expiry-near'));
    await act(doctor, id, 'extensions');
    expect(await refusal({ by: doctor, seenBy: doctor }, id, 'extensions')).toEqual([409, 'EXTENDED_BEFORE']);
    // Whoever comes in the time that was added comes in time: for the arrival desk, and for the doctor who sees him.
    await moveClock(system.databaseUrl, new Date(Date.parse(validUntil ?? '') + HOUR_MS));
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    const { verdict, patientId } = await now(doctor, id);
    expect(verdict).toMatchObject({ verdict: 'compliant', penalty: false });
    const body = { patientId, referralId: id, diagnoses: [ANGINA] };
    expect((await hospital.post('/v1/visits', { body })).body).toMatchObject({ verdictCode: 'compliant' });
  });

  it('that was missed is opened again once, and looks for another unit', async () => {
    const session = await publishEvening(await as(system, 'his-adapter'), await businessNow(system.database), {
      days: 3,
      capacity: 5,
    });
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const wish = {
      patient,
      firstVisitEncounterId,
      window: windowOf(session),
      consentAt: await businessNow(system.database),
    };
    const body = upReferral({ ...wish, to: COUNTY_HOSPITAL });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 30, async () => (await now(doctor, id)).state === 'reserved');
    await act(await as(system, 'team-member'), id, 'confirmations', {}, { wait: 10 });
    await moveClock(system.databaseUrl, new Date(Date.parse(session.startsAt) + 4 * HOUR_MS));
    await until('missed', 60, async () => (await now(doctor, id)).state === 'no-show');
    await act(doctor, id, 'reopenings', { text: 'Had no transport' });
    expect(await wayOf(doctor, id)).toEqual(expect.arrayContaining(['T10', 'T18', 'T19']));
  });
});

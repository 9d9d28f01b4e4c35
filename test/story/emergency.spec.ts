import { randomUUID } from 'node:crypto';
import { HOUR_MS, localDate } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, actions, eventsOf, now, on, refused, wayOf } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  nextPatient,
  type Patient,
  TCM_HOSPITAL,
  until,
} from './people.js';

const COMPLAINT = { chiefComplaint: 'Crushing chest pain for one hour' };

describe('an emergency', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    patients = await contractedPatients(doctor, 20);
  });

  afterAll(() => system?.stop());

  /** The least that must be known (V13). */
  const least = (patientId: string, more: object = {}) => ({
    urgencyClass: 'U1',
    patientId,
    to: { institution: COUNTY_HOSPITAL },
    up: COMPLAINT,
    ...more,
  });

  const sent = async (api = doctor, more: object = {}) =>
    (await api.post<ReferralView>('/v1/referrals', { body: least(nextPatient(patients).id, more) })).body;

  it('waits neither for the counter of the numbers nor for a merge, whoever holds them', async () => {
    const stranger = randomUUID();
    await doctor.post('/v1/referrals', { body: least(stranger, { unknownPatient: { sexCode: 0 } }) });
    const patient = nextPatient(patients);
    const today = localDate(await businessNow(system.database));
    const somebody = await system.database.connect();
    try {
      await somebody.query("BEGIN; SELECT set_config('fenji.county', '990101', true)");
      await somebody.query('SELECT referral.lock_patients($1, $2)', [stranger, patient.id]);
      await somebody.query("INSERT INTO referral.referral_number VALUES ('990101', $1, 'up', 100)", [today]);
      const { body } = await doctor.post<ReferralView>('/v1/referrals', { body: least(patient.id) });
      expect(body).toMatchObject({ state: 'accepted', referralNo: expect.stringMatching(/U9\d{6}.$/) });
    } finally {
      await somebody.query('ROLLBACK');
      somebody.release();
    }
  });

  it('is accepted at once, calls the centre, and is acknowledged by a named person', async () => {
    const referral = await sent();
    expect(referral).toMatchObject({ state: 'accepted', urgencyClass: 'U1', entitlement: 'emergency' });
    expect(await wayOf(doctor, referral.id)).toEqual(['T02', 'T06']);
    expect((await eventsOf(doctor, referral.id)).map(({ event }) => event)).toContain('centre-alerted');
    const called = async () => {
      const { items } = (await desk.read<{ items: { event: string; referralId: string }[] }>('/v1/notices?limit=100'))
        .body;
      return items.some(({ event, referralId }) => event === 'critical-centre.alerted' && referralId === referral.id);
    };
    await until('called', 30, called);
    expect(await actions(desk, referral.id)).toContain('T34 acknowledge-alert');
    await act(desk, referral.id, 'alert-acknowledgements', { text: 'Catheter room is ready' });
    const { version } = await now(desk, referral.id);
    const again = await refused(desk, on(referral.id, 'alert-acknowledgements'), { body: {}, ifMatch: version });
    expect([again.status, again.body.code]).toEqual([409, 'ALERT_ACKNOWLEDGED']);
  });

  it('is neither returned nor rejected, and tells what may be done instead', async () => {
    const { id } = await sent();
    const { version } = await now(desk, id);
    const body = { decision: 'reject', reason: 'no-capacity', alternative: { advice: 'elsewhere' } };
    const { status, body: problem } = await refused(desk, on(id, 'decisions'), { body, ifMatch: version });
    expect(status).toBe(409);
    expect(problem).toMatchObject({ state: 'accepted', allowed: expect.arrayContaining(['acknowledge-alert']) });
  });

  it('is handed on only when somebody of the other centre has taken note', async () => {
    const { id } = await sent();
    const asked = await act(desk, id, 'decisions', { decision: 'redirect', to: { institution: TCM_HOSPITAL } });
    expect(asked).toMatchObject({ state: 'accepted', to: { institution: COUNTY_HOSPITAL }, hop: 0 });
    const called = { institution: TCM_HOSPITAL, role: 'referral-desk' };
    expect(asked.tasks).toContainEqual({ kind: 'take-over', owner: called, dueAt: expect.any(String) });
    const other = await as(system, 'referral-desk-tcm');
    expect(await actions(other, id)).toEqual(['F05 take-over']);
    const taken = await act(other, id, 'alert-acknowledgements');
    expect(taken).toMatchObject({ state: 'accepted', to: { institution: TCM_HOSPITAL }, hop: 1 });
    expect(await wayOf(doctor, id)).toEqual(['T02', 'T06', 'F05', 'T15', 'T06']);
    // And as often as it must be: nobody in danger is kept where nobody can help.
    for (const [here, there, institution] of [
      [other, desk, COUNTY_HOSPITAL],
      [desk, other, TCM_HOSPITAL],
      [other, desk, COUNTY_HOSPITAL],
    ] as const) {
      await act(here, id, 'decisions', { decision: 'redirect', to: { institution } });
      expect(await act(there, id, 'alert-acknowledgements')).toMatchObject({ to: { institution } });
    }
    const { hop, tasks = [] } = await now(desk, id);
    expect([hop, tasks.map(({ kind }) => kind)]).toEqual([4, ['complete-form']]);
  });

  it('goes on although the house does not know the patient, the visit or the receiver', async () => {
    const stranger = await as(system, 'family-doctor-2');
    const wrong = {
      to: { institution: 'NOWHERE' },
      firstVisitEncounterId: randomUUID(),
      parentReferralId: randomUUID(),
    };
    const referral = await sent(stranger, wrong);
    expect(referral).toMatchObject({ state: 'accepted', from: { institution: expect.not.stringContaining('T01') } });
    const codes = (referral.warnings as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['not-your-patient', 'unknown']));
    const seen = await stranger.read<{ id: string }>(`/v1/patients/${referral.patientId}`);
    expect(seen.status).toBe(200);
  });

  it('waits neither for its draft nor for the referral before it while somebody is changing them', async () => {
    const patient = nextPatient(patients);
    const { body: earlier } = await doctor.post<ReferralView>('/v1/referrals', { body: least(patient.id) });
    const { body: draft } = await doctor.post<{ id: string }>('/v1/referral-drafts', { body: least(patient.id) });
    const somebody = await system.database.connect();
    try {
      await somebody.query('BEGIN');
      await somebody.query('SELECT 1 FROM referral.referral_draft WHERE id = $1 FOR UPDATE', [draft.id]);
      await somebody.query('SELECT 1 FROM referral.referral WHERE id = $1 FOR UPDATE', [earlier.id]);
      const body = least(patient.id, { draftId: draft.id, parentReferralId: earlier.id });
      const { body: referral } = await doctor.post<ReferralView>('/v1/referrals', { body });
      expect(referral).toMatchObject({ state: 'accepted', parentReferralId: earlier.id });
      expect(referral.warnings).toContainEqual(expect.objectContaining({ code: 'draft-left', field: 'draftId' }));
      expect(referral.id).not.toBe(draft.id);
    } finally {
      await somebody.query('ROLLBACK');
      somebody.release();
    }
    expect((await doctor.read(`/v1/referral-drafts/${draft.id}`)).status).toBe(200);
  });

  it('is completed by the doctor or his clerk, in one piece or not at all', async () => {
    const { id } = await sent();
    const clerk = await as(system, 'referral-clerk');
    const { version } = await now(clerk, id);
    const body = { up: { pastHistory: 'Hypertension' } };
    const half = await refused(clerk, on(id, 'form-completions'), { body, ifMatch: version });
    expect([half.status, half.body.code]).toEqual([422, 'FORM_INCOMPLETE']);
    const at = (await businessNow(system.database)).toISOString();
    const vitals = { temp: 36.6, pulse: 88, resp: 18, sbp: 152, dbp: 94, at };
    const rest = {
      consent: { type: 'guardian', by: 'wife', at, method: 'paper' },
      contact: { name: 'Li Si', relation: 'wife', phone: '12012345678' },
      transport: { mode: 'ambulance-120', dispatchRef: '120-2026-1' },
      up: { ...UP_BODY, vitals },
    };
    const whole = await refused(clerk, on(id, 'form-completions'), { body: rest, ifMatch: version });
    expect(whole).toMatchObject({ status: 200 });
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({
      event: 'form-completed',
      actor: { role: 'referral-clerk' },
      detail: { onBehalfOf: expect.any(String) },
    });
    const twice = await refused(doctor, on(id, 'form-completions'), {
      body: rest,
      ifMatch: (await now(doctor, id)).version,
    });
    expect([twice.status, twice.body.code]).toEqual([409, 'FORM_IS_COMPLETE']);
  });

  it('that has arrived already is written down by the hospital within 24 hours, and not later', async () => {
    const hospital = await as(system, 'hospital-doctor');
    const day = await businessNow(system.database);
    const from = (await sent()).from;
    const entry = (hours: number) => ({
      patientId: nextPatient(patients).id,
      from: { institution: from.institution, doctorId: from.practitioner },
      arrivedAt: new Date(day.getTime() - hours * HOUR_MS).toISOString(),
      up: COMPLAINT,
    });
    const { body, status } = await hospital.post<ReferralView>('/v1/retro-entries', { body: entry(3) });
    expect([status, body.state, body.to.institution]).toEqual([201, 'arrived', COUNTY_HOSPITAL]);
    expect(await wayOf(doctor, body.id)).toEqual(['T32', 'T32', 'T32']);
    expect(await refused(hospital, '/v1/retro-entries', { body: entry(25) })).toMatchObject({ status: 422 });
    expect(await refused(doctor, '/v1/retro-entries', { body: entry(3) })).toMatchObject({ status: 403 });
  });

  it('is started by the crew of an ambulance, who start nothing else, and tell their times', async () => {
    const crew = await as(system, 'prehospital-staff');
    const referral = await sent(crew);
    expect(referral).toMatchObject({ state: 'accepted', origin: 'prehospital' });
    const body = {
      ...least(nextPatient(patients).id),
      urgencyClass: 'U2',
      direction: 'up',
      purpose: 'visit',
      origin: 'prehospital',
    };
    const consent = { type: 'patient', at: new Date().toISOString(), method: 'paper' };
    expect((await refused(crew, '/v1/referrals', { body: { ...body, consent } })).status).toBe(403);
    const at = (await businessNow(system.database)).toISOString();
    const nurse = await as(system, 'ward-nurse');
    await act(nurse, referral.id, 'arrivals', { arrivedAmbulanceAt: at, handoverDoneAt: at });
    const arrived = (await eventsOf(crew, referral.id)).find(({ event }) => event === 'arrived');
    expect(arrived).toMatchObject({ transition: 'T17', detail: { arrivedAmbulanceAt: at, handoverDoneAt: at } });
  });

  it('whose patient dies leaves a task with every doctor who still has an open referral of him', async () => {
    const patient = nextPatient(patients);
    const at = await businessNow(system.database);
    const plain = {
      direction: 'up',
      purpose: 'visit',
      origin: 'family-doctor',
      urgencyClass: 'U3',
      patientId: patient.id,
      consent: { type: 'guardian', by: 'wife', at: at.toISOString(), method: 'paper' },
      contact: { name: 'Li Si', relation: 'wife', phone: '12012345678' },
      to: { institution: COUNTY_HOSPITAL, deptCode: '03.04' },
      requested: {
        pool: 'expert-slot',
        deptCode: '03.04',
        earliest: new Date(at.getTime() + 96 * HOUR_MS).toISOString(),
        latest: new Date(at.getTime() + 120 * HOUR_MS).toISOString(),
      },
      up: UP_BODY,
    };
    const other = (await doctor.post<ReferralView>('/v1/referrals', { body: plain })).body;
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: least(patient.id, { to: plain.to }) }))
      .body;
    const hospital = await as(system, 'hospital-doctor');
    await act(hospital, id, 'arrivals');
    const outcome = { outcome: 'dead', finalDiagnosis: [ANGINA], adviceToFamilyDoctor: 'Died.', followUpNeeded: false };
    await act(hospital, id, 'outcomes', outcome);
    await until('a task', 40, async () => (await now(doctor, other.id)).dueKind === 'patient-died');
    expect((await eventsOf(doctor, other.id)).at(-1)).toMatchObject({
      event: 'patient-died',
      actor: { role: 'system' },
    });
    expect(await act(doctor, other.id, 'cancellations', { reason: 'patient-died' })).toMatchObject({
      state: 'cancelled',
    });
    expect(await refused(doctor, '/v1/referrals', { body: plain })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'patientId', code: 'died' }] },
    });
    // Somebody was mistaken: who is seen by a doctor lives.
    await doctor.post('/v1/visits', { body: { patientId: patient.id, diagnoses: [ANGINA] } });
    expect((await doctor.post('/v1/referrals', { body: plain })).status).toBeLessThan(300);
  });
});

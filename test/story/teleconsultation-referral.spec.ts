import type { DraftDetail, DraftView } from '../../apps/referral/referral/draft/draft.dto.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, now } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  nextPatient,
  type Patient,
  publishEvening,
  windowOf,
} from './people.js';
import { ADVICE, answered, answerTo, ask, QUESTIONS, questionAbout, refusedStep, step } from './questions.js';

interface Faults {
  errors: { field: string; code: string }[];
}

describe('advice that becomes a referral', () => {
  let system: System;
  let doctor: Api;
  let specialist: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    specialist = await as(system, 'hospital-doctor');
    patients = (await contractedPatients(doctor, 60)).filter(({ birthDate }) => birthDate < '2000');
  });

  afterAll(() => system?.stop());

  it('becomes a referral without typing again, whose first visit is proven by it', async () => {
    const patient = nextPatient(patients);
    const advised = await answered({ system, doctor, specialist }, patient.id);
    const made = await doctor.post<DraftView>(`${QUESTIONS}/${advised.id}/drafts`, { body: {} });
    expect(made.status).toBe(201);
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body;
    expect(form).toMatchObject({
      direction: 'up',
      patientId: patient.id,
      teleconsultationId: advised.id,
      urgencyClass: 'U3',
      to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY, doctorId: advised.takenBy },
      up: { chiefComplaint: UP_BODY.chiefComplaint, provisionalDiagnosis: [ANGINA], reasonCode: ['need-exam'] },
    });
    const session = await publishEvening(await as(system, 'his-adapter'), await businessNow(system.database), {
      days: 5,
      capacity: 5,
      time: '19:40',
    });
    const consent = { type: 'patient', at: (await businessNow(system.database)).toISOString(), method: 'paper' };
    const { doctorId: _any, ...requested } = form['requested'] as { doctorId?: string };
    const whole = {
      ...form,
      draftId: made.body.id,
      consent,
      contact: { name: 'Li Si', relation: 'family', phone: '12012345678' },
      requested: { ...requested, ...windowOf(session) },
    };
    const sent = (await doctor.post<ReferralView>('/v1/referrals', { body: whole, wait: 10 })).body;
    expect(sent).toMatchObject({
      id: made.body.id,
      teleconsultationId: advised.id,
      episodeId: advised.episodeId,
      verdictCode: 'compliant-expected',
    });
    expect(JSON.stringify((await now(doctor, sent.id)).verdict)).toContain('teleconsultation-linked');
    const detail = (await specialist.read<ReferralDetail>(`/v1/referrals/${sent.id}`)).body;
    expect(detail.form).toMatchObject({ teleconsultationId: advised.id, up: { provisionalDiagnosis: [ANGINA] } });
  });

  it('brings the exam done below to the specialist who reads it above, and its result into the referral', async () => {
    const { id: patientId } = nextPatient(patients);
    const body = { patientId, item: 'ecg-12', reportingInstitution: COUNTY_HOSPITAL };
    const exam = (await doctor.post<{ id: string }>('/v1/exam-orders', { body })).body.id;
    const refused = await doctor.attempt<Faults>(QUESTIONS, {
      body: await questionAbout(system, nextPatient(patients).id, { examOrderIds: [exam] }),
    });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'examOrderIds.0', code: 'unknown' }] } });
    // Read by the own house; the county hospital sees it because it is asked about it.
    const own = { ...body, item: 'dr', reportingInstitution: '990101T01' };
    const lab = (await doctor.post<{ id: string }>('/v1/exam-orders', { body: own })).body.id;
    const foreign = '/v1/exam-orders/';
    expect((await answerTo(system, 'hospital-doctor', foreign + lab)).status).toBe(404);
    const asked = await ask(system, doctor, patientId, { examOrderIds: [exam, lab] });
    expect((await answerTo(system, 'hospital-doctor', foreign + lab)).status).toBe(200);
    expect((await answerTo(system, 'hospital-doctor-tcm', foreign + lab)).status).toBe(404);
    await doctor.post(`${foreign}${exam}/performances`, { body: {}, ifMatch: 1 });
    await specialist.post(`${foreign}${exam}/reports`, {
      body: { conclusion: 'abnormal', text: 'ST depression.' },
      ifMatch: 2,
    });
    await step(specialist, asked.id, 'takings');
    await step(specialist, asked.id, 'answers', ADVICE);
    const made = await doctor.post<DraftView>(`${QUESTIONS}/${asked.id}/drafts`, { body: {} });
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body;
    expect(form).toMatchObject({
      up: {
        keyResults: [{ examOrderId: exam, item: 'ecg-12', kind: 'ecg', institution: '990101T01', recognised: true }],
      },
    });
  });

  it('proves nothing for another patient, and nothing before it is answered', async () => {
    const [one, other] = [nextPatient(patients), nextPatient(patients)];
    const advised = await answered({ system, doctor, specialist }, one.id);
    const open = await ask(system, doctor, other.id);
    const early = await refusedStep(doctor, open.id, 'drafts', { body: {} });
    expect(early).toMatchObject({ status: 409, body: { code: 'NOT_ANSWERED' } });
    for (const teleconsultationId of [advised.id, open.id]) {
      const body = {
        direction: 'up',
        purpose: 'visit',
        origin: 'family-doctor',
        urgencyClass: 'U3',
        patientId: other.id,
        teleconsultationId,
        consent: { type: 'patient', at: (await businessNow(system.database)).toISOString(), method: 'paper' },
        to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY },
        up: UP_BODY,
      };
      const refused = await doctor.attempt<Problem>('/v1/referrals', { body });
      expect(refused.status).toBe(422);
      expect((refused.body as Problem).errors).toContainEqual(expect.objectContaining({ field: 'teleconsultationId' }));
    }
  });

  it('an emergency waits for nobody: U1 is sent to the short path, and the advice "emergency" makes a U1 draft', async () => {
    const patient = nextPatient(patients);
    const refused = await doctor.attempt<Problem & { text: { zh: string } }>(QUESTIONS, {
      body: await questionAbout(system, patient.id, { urgencyClass: 'U1' }),
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'EMERGENCY_GOES_AT_ONCE', text: { zh: expect.stringContaining('U1') } },
    });
    const vitals = { sbp: 90, dbp: 50, at: (await businessNow(system.database)).toISOString() };
    const body = (await questionAbout(system, patient.id))['case'] as object;
    const urgent = await answered(
      { system, doctor, specialist },
      patient.id,
      { outcome: 'emergency', text: 'Send her now.', reasonCode: ['critical'] },
      { urgencyClass: 'U2', case: { ...body, vitals } },
    );
    const made = await doctor.post<DraftView>(`${QUESTIONS}/${urgent.id}/drafts`, { body: {} });
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body;
    expect(form).toMatchObject({ urgencyClass: 'U1', up: { vitals, reasonCode: ['critical'] } });
  });
});

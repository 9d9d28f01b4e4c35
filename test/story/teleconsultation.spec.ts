import { randomUUID } from 'node:crypto';
import type { DraftDetail, DraftView } from '../../apps/referral/referral/draft/draft.dto.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type {
  TeleconsultationLine,
  TeleconsultationView,
} from '../../apps/referral/teleconsultation/teleconsultation.dto.js';
import type { Api, Command, Problem } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, now } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  type Patient,
  publishEvening,
  until,
  windowOf,
} from './people.js';

const PATH = '/v1/teleconsultations';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Faults {
  errors: { field: string; code: string }[];
}

interface Notice {
  template: string;
  title: { zh: string; en: string };
  text: { zh: string; en: string };
  facts: { teleconsultationId?: string };
}

describe('advice before a referral', () => {
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

  /** What somebody is answered who asks for an address. */
  async function statusOf(account: string, path: string): Promise<number> {
    const authorization = `Bearer ${await system.token(account)}`;
    return (await fetch(system.baseUrl + path, { headers: { authorization } })).status;
  }

  function nextPatient(): Patient {
    const patient = patients.pop();
    if (!patient) throw new Error('no patient left');
    return patient;
  }

  /** A complete question to the cardiologists of the county hospital. */
  async function question(patientId: string, change: object = {}): Promise<Record<string, unknown>> {
    const { reasonCode: _why, reasonText: _text, ...asked } = UP_BODY;
    return {
      patientId,
      urgencyClass: 'U3',
      to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY },
      consent: { type: 'patient', at: (await businessNow(system.database)).toISOString(), method: 'paper' },
      question: 'Can this be treated here (plantedinaquestion)?',
      case: { ...asked, provisionalDiagnosis: [ANGINA] },
      ...change,
    };
  }

  async function ask(patientId: string, change: object = {}): Promise<TeleconsultationLine> {
    return (await doctor.post<TeleconsultationLine>(PATH, { body: await question(patientId, change) })).body;
  }

  const read = async (api: Api, id: string) => (await api.read<TeleconsultationView>(`${PATH}/${id}`)).body;

  /** A step on the question as it is now. */
  async function step(api: Api, id: string, path: string, body: object = {}): Promise<TeleconsultationLine> {
    const { version } = await read(api, id);
    return (await api.post<TeleconsultationLine>(`${PATH}/${id}/${path}`, { body, ifMatch: version })).body;
  }

  const refusedStep = (api: Api, id: string, path: string, command: Command) =>
    api.attempt<Problem>(`${PATH}/${id}/${path}`, command);

  const ADVICE = {
    outcome: 'up-refer',
    text: 'Typical angina: coronary angiography (plantedinanadvice).',
    reasonCode: ['need-exam'],
  };

  async function answered(
    patientId: string,
    advice: object = ADVICE,
    change: object = {},
  ): Promise<TeleconsultationLine> {
    const { id } = await ask(patientId, change);
    await step(specialist, id, 'takings');
    return step(specialist, id, 'answers', advice);
  }

  it('is asked by a primary doctor, taken by a named specialist and answered, with an owner and a deadline all the way', async () => {
    const asked = await ask(nextPatient().id);
    expect(asked).toMatchObject({
      state: 'asked',
      owner: { institution: COUNTY_HOSPITAL, role: 'hospital-doctor' },
      dueKind: 'take',
      dueAt: expect.any(String),
      overdue: false,
    });
    const taken = await step(specialist, asked.id, 'takings');
    expect(taken).toMatchObject({ state: 'taken', dueKind: 'answer', owner: { practitioner: taken.takenBy } });
    const end = await step(specialist, asked.id, 'answers', {
      outcome: 'stay-local',
      text: 'Go on, control in a week.',
    });
    expect(end).toMatchObject({ state: 'answered', outcome: 'stay-local', answeredAt: expect.any(String) });
    expect(end.owner).toBeUndefined();
    const whole = await read(doctor, asked.id);
    expect(whole.answer).toMatchObject({ outcome: 'stay-local', text: 'Go on, control in a week.' });
    expect(whole.events.map(({ transition }) => transition)).toEqual(['C01', 'C02', 'C06']);
  });

  it('shows the specialist the case but neither name nor number, and keeps every text sealed', async () => {
    const patient = nextPatient();
    const { id } = await answered(patient.id);
    const seen = await read(specialist, id);
    expect(seen).toMatchObject({
      patient: { birthDate: patient.birthDate },
      question: { case: { provisionalDiagnosis: [ANGINA] } },
    });
    expect(await statusOf('hospital-doctor', `/v1/patients/${patient.id}`)).toBe(404);
    const { rows } = await system.database.query(
      `SELECT 1 FROM referral.teleconsultation t WHERE t::text ~ 'plantedina'
        UNION ALL SELECT 1 FROM referral.teleconsultation_event e WHERE e::text ~ 'plantedina'
        UNION ALL SELECT 1 FROM referral.idempotency i WHERE i::text ~ 'plantedina'
        UNION ALL SELECT 1 FROM referral.outbox o WHERE o::text ~ 'plantedina'`,
    );
    expect(rows).toEqual([]);
    const log = await system.database.query(
      `SELECT 1 FROM referral.access_log WHERE subject_id = $1 AND account = 'hospital-doctor'`,
      [patient.id],
    );
    expect(log.rows.length).toBeGreaterThan(0);
  });

  it('goes back for what is missing, and comes again to the same specialist with the new results', async () => {
    const { id } = await ask(nextPatient().id);
    await step(specialist, id, 'takings');
    const returned = await step(specialist, id, 'returns', { text: 'Please send the ECG.' });
    expect(returned).toMatchObject({ state: 'returned', dueKind: 'inform', owner: { role: 'family-doctor' } });
    expect((await read(doctor, id)).events.at(-1)).toMatchObject({ note: 'Please send the ECG.' });
    const at = (await businessNow(system.database)).toISOString();
    const ecg = { kind: 'ecg', item: 'ecg-12', value: 'ST depression of 0.1 mV', at };
    const again = await step(doctor, id, 'supplements', { text: 'Here it is.', keyResults: [ecg] });
    expect(again).toMatchObject({ state: 'asked', owner: { practitioner: returned.takenBy } });
    expect((await read(specialist, id)).question).toMatchObject({
      case: { keyResults: [ecg] },
      supplements: [{ text: 'Here it is.' }],
    });
    await step(specialist, id, 'takings');
    await step(specialist, id, 'returns', { text: 'And the troponin.' });
    await step(doctor, id, 'supplements', { text: 'Negative.' });
    await step(specialist, id, 'takings');
    const { version } = await read(specialist, id);
    const refused = await refusedStep(specialist, id, 'returns', { body: { text: 'More?' }, ifMatch: version });
    expect(refused).toMatchObject({ status: 409, body: { code: 'RETURNED_TOO_OFTEN' } });
  });

  it('becomes a referral without typing again, whose first visit is proven by it', async () => {
    const patient = nextPatient();
    const advised = await answered(patient.id);
    const made = await doctor.post<DraftView>(`${PATH}/${advised.id}/drafts`, { body: {} });
    expect(made.status).toBe(201);
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body as {
      form: Record<string, object>;
    };
    expect(form).toMatchObject({
      direction: 'up',
      patientId: patient.id,
      teleconsultationId: advised.id,
      urgencyClass: 'U3',
      to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY, doctorId: advised.takenBy },
      up: { chiefComplaint: UP_BODY.chiefComplaint, provisionalDiagnosis: [ANGINA], reasonCode: ['need-exam'] },
    });
    const session = await publishEvening(
      await as(system, 'his-adapter'),
      await businessNow(system.database),
      5,
      5,
      '19:40',
    );
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
    const { id: patientId } = nextPatient();
    const body = { patientId, item: 'ecg-12', reportingInstitution: COUNTY_HOSPITAL };
    const exam = (await doctor.post<{ id: string }>('/v1/exam-orders', { body })).body.id;
    const refused = await doctor.attempt<Faults>(PATH, {
      body: await question(nextPatient().id, { examOrderIds: [exam] }),
    });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'examOrderIds.0', code: 'unknown' }] } });
    // Read by the own house; the county hospital sees it because it is asked about it.
    const own = { ...body, item: 'blood-lipids', reportingInstitution: '990101T01' };
    const lab = (await doctor.post<{ id: string }>('/v1/exam-orders', { body: own })).body.id;
    const foreign = '/v1/exam-orders/';
    expect(await statusOf('hospital-doctor', foreign + lab)).toBe(404);
    const asked = await ask(patientId, { examOrderIds: [exam, lab] });
    expect(await statusOf('hospital-doctor', foreign + lab)).toBe(200);
    expect(await statusOf('hospital-doctor-tcm', foreign + lab)).toBe(404);
    await doctor.post(`${foreign}${exam}/performances`, { body: {}, ifMatch: 1 });
    await specialist.post(`${foreign}${exam}/reports`, {
      body: { conclusion: 'abnormal', text: 'ST depression.' },
      ifMatch: 2,
    });
    await step(specialist, asked.id, 'takings');
    await step(specialist, asked.id, 'answers', ADVICE);
    const made = await doctor.post<DraftView>(`${PATH}/${asked.id}/drafts`, { body: {} });
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body;
    expect(form).toMatchObject({
      up: {
        keyResults: [{ examOrderId: exam, item: 'ecg-12', kind: 'ecg', institution: '990101T01', recognised: true }],
      },
    });
  });

  it('proves nothing for another patient, and nothing before it is answered', async () => {
    const [one, other] = [nextPatient(), nextPatient()];
    const advised = await answered(one.id);
    const open = await ask(other.id);
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
    const patient = nextPatient();
    const refused = await doctor.attempt<Problem & { text: { zh: string } }>(PATH, {
      body: await question(patient.id, { urgencyClass: 'U1' }),
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'EMERGENCY_GOES_AT_ONCE', text: { zh: expect.stringContaining('U1') } },
    });
    const vitals = { sbp: 90, dbp: 50, at: (await businessNow(system.database)).toISOString() };
    const body = (await question(patient.id))['case'] as object;
    const urgent = await answered(
      patient.id,
      { outcome: 'emergency', text: 'Send her now.', reasonCode: ['critical'] },
      { urgencyClass: 'U2', case: { ...body, vitals } },
    );
    const made = await doctor.post<DraftView>(`${PATH}/${urgent.id}/drafts`, { body: {} });
    const { form } = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${made.body.id}`)).body;
    expect(form).toMatchObject({ urgencyClass: 'U1', up: { vitals, reasonCode: ['critical'] } });
  });

  it('is open to the asking house and the asked department alone', async () => {
    const { id } = await ask(nextPatient().id);
    for (const account of ['family-doctor-2', 'hospital-doctor-tcm', 'family-doctor-b', 'hospital-doctor-b']) {
      const stranger = await as(system, account);
      expect(await statusOf(account, `${PATH}/${id}`)).toBe(404);
      for (const box of ['inbox', 'outbox']) {
        const page = await stranger.read<{ items: TeleconsultationLine[] }>(`${PATH}?box=${box}&limit=100`);
        expect(page.body.items.map((one) => one.id)).not.toContain(id);
      }
    }
    for (const account of ['county-health-authority', 'referral-desk', 'arrival-desk']) {
      expect(await statusOf(account, `${PATH}/${id}`)).toBe(403);
      expect(await statusOf(account, `${PATH}?box=inbox`)).toBe(403);
    }
    const gone = await refusedStep(await as(system, 'hospital-doctor-tcm'), id, 'takings', { body: {}, ifMatch: 1 });
    expect(gone.status).toBe(404);
    // Neither may the one side do what is the other's.
    expect((await refusedStep(doctor, id, 'takings', { body: {}, ifMatch: 1 })).status).toBe(403);
    expect((await refusedStep(specialist, id, 'withdrawals', { body: { reason: 'other' }, ifMatch: 1 })).status).toBe(
      403,
    );
    expect((await refusedStep(specialist, id, 'answers', { body: ADVICE, ifMatch: 1 })).status).toBe(409);
  });

  it('is asked once: a second time in parallel, the open one is named; a stale or repeated write changes nothing', async () => {
    const patient = nextPatient();
    const body = await question(patient.id);
    const replies = await Promise.all([1, 2, 3].map(() => doctor.attempt<TeleconsultationLine>(PATH, { body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = replies.find(({ status }) => status === 201)?.body as TeleconsultationLine;
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ open: { id: made.id } });
    const episodes = await system.database.query(`SELECT 1 FROM referral.episode WHERE patient_id = $1`, [patient.id]);
    expect(episodes.rows).toHaveLength(1);
    const key = randomUUID();
    const twice = () => specialist.attempt(`${PATH}/${made.id}/takings`, { body: {}, ifMatch: 1, key });
    expect([(await twice()).status, (await twice()).status]).toEqual([200, 200]);
    expect((await refusedStep(specialist, made.id, 'answers', { body: ADVICE, ifMatch: 1 })).status).toBe(412);
    expect((await read(doctor, made.id)).events).toHaveLength(2);
  });

  it('says what is wrong with it: no upper hospital, no such department, a foreign doctor, a child without guardian', async () => {
    const { id } = nextPatient();
    const faultsOf = async (change: object) => {
      const refused = await doctor.attempt<Faults>(PATH, { body: await question(id, change) });
      expect(refused.status).toBe(422);
      return (refused.body as Faults).errors.map(({ field, code }) => `${field} ${code}`);
    };
    expect(await faultsOf({ to: { institution: '990101T01', deptCode: '02' } })).toContain('to.institution not-upper');
    expect(await faultsOf({ to: { institution: COUNTY_HOSPITAL, deptCode: '99' } })).toEqual([
      'to.deptCode no-department',
    ]);
    expect(
      await faultsOf({ to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY, doctorId: randomUUID() } }),
    ).toEqual(['to.doctorId unknown']);
    expect(await faultsOf({ firstVisitEncounterId: randomUUID() })).toEqual(['firstVisitEncounterId unknown']);
    const unwarranted = { outcome: 'up-refer', text: 'Send the patient up.' };
    const asked = await ask(id);
    await step(specialist, asked.id, 'takings');
    const refused = await refusedStep(specialist, asked.id, 'answers', { body: unwarranted, ifMatch: 2 });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'reasonCode' }] } });
  });

  it('comes from a visit, whose episode becomes its own', async () => {
    const { id } = nextPatient();
    const firstVisitEncounterId = await firstVisit(doctor, id);
    const visit = (await doctor.read<{ episodeId: string }>(`/v1/visits/${firstVisitEncounterId}`)).body;
    expect((await ask(id, { firstVisitEncounterId })).episodeId).toBe(visit.episodeId);
  });

  it('is told to those who must act, in both languages, and told again when they are late, until it expires', async () => {
    const { id, dueAt } = await ask(nextPatient().id);
    const heard = async (api: Api, template: string) => {
      const page = await api.read<{ items: Notice[] }>('/v1/notices?limit=100');
      return page.body.items.find((one) => one.template === template && one.facts.teleconsultationId === id);
    };
    await until('asked', 20, async () => (await heard(specialist, 'advice-asked')) !== undefined);
    const notice = await heard(specialist, 'advice-asked');
    expect(notice).toMatchObject({
      title: { zh: '新的会诊咨询' },
      text: { en: expect.stringContaining('cardiology') },
    });
    await moveClock(system.databaseUrl, new Date(Date.parse(dueAt!) + MINUTE_MS));
    await until('overdue', 30, async () => (await heard(specialist, 'advice-overdue')) !== undefined);
    const late = await specialist.read<{ items: TeleconsultationLine[] }>(`${PATH}?box=inbox&overdue=true&limit=100`);
    expect(late.body.items.find((one) => one.id === id)).toMatchObject({ overdue: true, version: 1 });
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + 8 * DAY_MS));
    await until('expired', 30, async () => (await read(doctor, id)).state === 'expired');
    await until('told', 20, async () => (await heard(doctor, 'advice-expired')) !== undefined);
    const refused = await refusedStep(specialist, id, 'takings', { body: {}, ifMatch: 2 });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ILLEGAL_TRANSITION' } });
  }, 120_000);
});

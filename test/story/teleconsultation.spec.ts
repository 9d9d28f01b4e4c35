import { randomUUID } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '#service/calendar/local-time.js';
import type { OverdueItemView } from '../../apps/referral/referral/escalation/overdue.dto.js';
import type { TeleconsultationLine } from '../../apps/referral/teleconsultation/teleconsultation.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  until,
} from './people.js';
import {
  ADVICE,
  answered,
  answerTo,
  ask,
  QUESTIONS,
  questionAbout,
  readQuestion,
  refusedStep,
  step,
} from './questions.js';

interface Faults {
  errors: { field: string; code: string }[];
}

interface Notice {
  template: string;
  title: { zh: string; en: string };
  text: { zh: string; en: string };
  facts: { teleconsultationId?: string; rung?: string };
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

  it('is asked by a primary doctor, taken by a named specialist and answered, with an owner and a deadline all the way', async () => {
    const asked = await ask(system, doctor, nextPatient(patients).id);
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
    const whole = await readQuestion(doctor, asked.id);
    expect(whole.answer).toMatchObject({ outcome: 'stay-local', text: 'Go on, control in a week.' });
    expect(whole.events.map(({ transition }) => transition)).toEqual(['C01', 'C02', 'C06']);
  });

  it('shows the specialist the case but neither name nor number, and keeps every text sealed', async () => {
    const patient = nextPatient(patients);
    const { id } = await answered({ system, doctor, specialist }, patient.id);
    const seen = await readQuestion(specialist, id);
    expect(seen).toMatchObject({
      patient: { birthDate: patient.birthDate },
      question: { case: { provisionalDiagnosis: [ANGINA] } },
    });
    expect((await answerTo(system, 'hospital-doctor', `/v1/patients/${patient.id}`)).status).toBe(404);
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
    const { id } = await ask(system, doctor, nextPatient(patients).id);
    await step(specialist, id, 'takings');
    const returned = await step(specialist, id, 'returns', { text: 'Please send the ECG.' });
    expect(returned).toMatchObject({ state: 'returned', dueKind: 'inform', owner: { role: 'family-doctor' } });
    expect((await readQuestion(doctor, id)).events.at(-1)).toMatchObject({ note: 'Please send the ECG.' });
    const at = (await businessNow(system.database)).toISOString();
    const ecg = { kind: 'ecg', item: 'ecg-12', value: 'ST depression of 0.1 mV', at };
    const again = await step(doctor, id, 'supplements', { text: 'Here it is.', keyResults: [ecg] });
    expect(again).toMatchObject({ state: 'asked', owner: { practitioner: returned.takenBy } });
    expect((await readQuestion(specialist, id)).question).toMatchObject({
      case: { keyResults: [ecg] },
      supplements: [{ text: 'Here it is.' }],
    });
    await step(specialist, id, 'takings');
    await step(specialist, id, 'returns', { text: 'And the troponin.' });
    await step(doctor, id, 'supplements', { text: 'Negative.' });
    await step(specialist, id, 'takings');
    const { version } = await readQuestion(specialist, id);
    const refused = await refusedStep(specialist, id, 'returns', { body: { text: 'More?' }, ifMatch: version });
    expect(refused).toMatchObject({ status: 409, body: { code: 'RETURNED_TOO_OFTEN' } });
  });

  it('is open to the asking house and the asked department alone', async () => {
    const { id } = await ask(system, doctor, nextPatient(patients).id);
    for (const account of ['family-doctor-2', 'hospital-doctor-tcm', 'family-doctor-b', 'hospital-doctor-b']) {
      const stranger = await as(system, account);
      expect((await answerTo(system, account, `${QUESTIONS}/${id}`)).status).toBe(404);
      for (const box of ['inbox', 'outbox']) {
        const page = await stranger.read<{ items: TeleconsultationLine[] }>(`${QUESTIONS}?box=${box}&limit=100`);
        expect(page.body.items.map((one) => one.id)).not.toContain(id);
      }
    }
    for (const account of ['county-health-authority', 'referral-desk', 'arrival-desk']) {
      expect((await answerTo(system, account, `${QUESTIONS}/${id}`)).status).toBe(403);
      expect((await answerTo(system, account, `${QUESTIONS}?box=inbox`)).status).toBe(403);
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
    const patient = nextPatient(patients);
    const body = await questionAbout(system, patient.id);
    const replies = await Promise.all([1, 2, 3].map(() => doctor.attempt<TeleconsultationLine>(QUESTIONS, { body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = replies.find(({ status }) => status === 201)?.body as TeleconsultationLine;
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ open: { id: made.id } });
    const episodes = await system.database.query(`SELECT 1 FROM referral.episode WHERE patient_id = $1`, [patient.id]);
    expect(episodes.rows).toHaveLength(1);
    const key = randomUUID();
    const twice = () => specialist.attempt(`${QUESTIONS}/${made.id}/takings`, { body: {}, ifMatch: 1, key });
    expect([(await twice()).status, (await twice()).status]).toEqual([200, 200]);
    expect((await refusedStep(specialist, made.id, 'answers', { body: ADVICE, ifMatch: 1 })).status).toBe(412);
    expect((await readQuestion(doctor, made.id)).events).toHaveLength(2);
  });

  it('says what is wrong with it: no upper hospital, no such department, a foreign doctor, a child without guardian', async () => {
    const { id } = nextPatient(patients);
    const faultsOf = async (change: object) => {
      const refused = await doctor.attempt<Faults>(QUESTIONS, { body: await questionAbout(system, id, change) });
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
    const asked = await ask(system, doctor, id);
    await step(specialist, asked.id, 'takings');
    const refused = await refusedStep(specialist, asked.id, 'answers', { body: unwarranted, ifMatch: 2 });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'reasonCode' }] } });
  });

  it('comes from a visit, whose episode becomes its own', async () => {
    const { id } = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, id);
    const visit = (await doctor.read<{ episodeId: string }>(`/v1/visits/${firstVisitEncounterId}`)).body;
    expect((await ask(system, doctor, id, { firstVisitEncounterId })).episodeId).toBe(visit.episodeId);
  });

  it('is told to those who must act, in both languages, and told again when they are late, until it expires', async () => {
    const { id, dueAt } = await ask(system, doctor, nextPatient(patients).id);
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
    const late = await specialist.read<{ items: TeleconsultationLine[] }>(
      `${QUESTIONS}?box=inbox&overdue=true&limit=100`,
    );
    expect(late.body.items.find((one) => one.id === id)).toMatchObject({ overdue: true, version: 1 });
    const head = await as(system, 'department-head');
    await moveClock(system.databaseUrl, new Date(Date.parse(dueAt!) + DAY_MS + MINUTE_MS));
    const above = async () => (await heard(head, 'advice-overdue'))?.facts.rung === 'L1';
    await until('told to the head', 30, above);
    for (const account of ['county-health-authority', 'referral-desk', 'county-health-authority-b']) {
      const { body } = await (await as(system, account)).read<{ items: OverdueItemView[] }>(
        '/v1/overdue-items?limit=100',
      );
      const item = { subject: 'teleconsultation', institution: COUNTY_HOSPITAL, dueKind: 'take', rung: 'L1' };
      const seen = account === 'county-health-authority-b' ? [] : [expect.objectContaining(item)];
      expect([account, body.items.filter((one) => one.id === id)]).toEqual([account, seen]);
    }
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + 8 * DAY_MS));
    await until('expired', 30, async () => (await readQuestion(doctor, id)).state === 'expired');
    await until('told', 20, async () => (await heard(doctor, 'advice-expired')) !== undefined);
    const refused = await refusedStep(specialist, id, 'takings', { body: {}, ifMatch: 2 });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ILLEGAL_TRANSITION' } });
  }, 120_000);
});

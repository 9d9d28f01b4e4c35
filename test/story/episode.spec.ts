import { DAY_MS } from '#service/calendar/local-time.js';
import type { EpisodeLine, EpisodeView } from '../../apps/referral/episode/episode.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { untilAtRest } from '../invariants/invariants.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, now } from './acting.js';
import { ecgOrdered, referralDown, referralUp } from './course.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  until,
} from './people.js';
import { ADVICE, answerTo, ask, step as stepOn } from './questions.js';

/** What somebody was answered, to be asked for again later. */
interface Remembered {
  step: string;
  account: string;
  answer: EpisodeView;
}

describe('an episode', () => {
  let system: System;
  let doctor: Api;
  let cardiologist: Api;
  let desk: Api;
  let arrivalDesk: Api;
  let patients: Patient[];
  let minute = 10;

  beforeAll(async () => {
    system = await startSystem();
    [doctor, cardiologist, desk, arrivalDesk] = (await Promise.all(
      ['family-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk'].map((account) => as(system, account)),
    )) as [Api, Api, Api, Api];
    patients = (await contractedPatients(doctor, 60)).filter(({ birthDate }) => birthDate < '2000');
  });

  afterAll(() => system?.stop());

  const read = async (api: Api, id: string, at?: string) =>
    (await api.read<EpisodeView>(`/v1/episodes/${id}${at ? `?at=${encodeURIComponent(at)}` : ''}`)).body;

  const referUp = (patient: Patient, visit: string, change: object = {}) => {
    minute += 1;
    return referralUp(system, doctor, patient, visit, `19:${minute}`, change);
  };
  const referDown = (up: ReferralView) => referralDown(system, cardiologist, up);

  const orderEcg = (patientId: string) => ecgOrdered(doctor, patientId);

  it('is one view from the first visit to the closed loop, and tells what was known at every minute of it', async () => {
    const patient = nextPatient(patients);
    const remembered: Remembered[] = [];
    let episodeId = '';
    const begun = (await businessNow(system.database)).toISOString();

    /** Does a step, waits until all messages have settled, and remembers what everybody is answered then. */
    async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
      const result = await work();
      await untilAtRest(system.database, 20);
      for (const account of ['family-doctor', 'hospital-doctor']) {
        const { status, body } = episodeId
          ? await answerTo(system, account, `/v1/episodes/${episodeId}`)
          : { status: 404, body: {} };
        if (status === 200) remembered.push({ step: name, account, answer: body as unknown as EpisodeView });
      }
      return result;
    }

    const visit = await step('first visit', async () => {
      const id = await firstVisit(doctor, patient.id);
      episodeId = (await doctor.read<{ episodeId: string }>(`/v1/visits/${id}`)).body.episodeId;
      return id;
    });
    const ecg = await orderEcg(patient.id);
    const asked = await step('asked', () =>
      ask(system, doctor, patient.id, { firstVisitEncounterId: visit, examOrderIds: [ecg] }),
    );
    const onExam = (api: Api, path: string, body: object, ifMatch: number) =>
      step(path, () => api.post(`/v1/exam-orders/${ecg}/${path}`, { body, ifMatch }));
    await onExam(doctor, 'performances', {}, 1);
    await onExam(cardiologist, 'reports', { conclusion: 'abnormal', text: 'ST depression.' }, 2);
    await step('taken', () => stepOn(cardiologist, asked.id, 'takings'));
    await step('answered', () => stepOn(cardiologist, asked.id, 'answers', ADVICE));
    const up = await step('offered', () => referUp(patient, visit, { teleconsultationId: asked.id }));
    await step('accepted', () => act(desk, up.id, 'decisions', { decision: 'accept' }));
    await until('reserved', 20, async () => (await now(doctor, up.id)).state === 'reserved');
    await step('confirmed', () => act(doctor, up.id, 'confirmations', {}, { wait: 10 }));
    await step('arrived', () => act(arrivalDesk, up.id, 'arrivals'));
    await step('hospital visit', () =>
      cardiologist.post('/v1/visits', { body: { patientId: patient.id, episodeId, diagnoses: [ANGINA] } }),
    );
    await step('in care', () => act(cardiologist, up.id, 'care-starts'));
    const down = await step('handed back', () => referDown(up));
    await step('taken back', () => act(doctor, down.id, 'decisions', { decision: 'accept' }));
    const contact = new Date((await businessNow(system.database)).getTime() + DAY_MS);
    await step('first contact set', () => act(doctor, down.id, 'first-contacts', { at: contact.toISOString() }));
    await moveClock(system.databaseUrl, contact);
    await step('seen at home', () => act(doctor, down.id, 'arrivals'));
    const report = {
      outcome: 'handover-done',
      finalDiagnosis: [ANGINA],
      adviceToFamilyDoctor: 'Stable.',
      followUpNeeded: false,
    };
    await step('reported', () => act(doctor, down.id, 'outcomes', report));
    await step('closed', () => act(cardiologist, down.id, 'acknowledgements'));

    const end = await read(doctor, episodeId);
    expect(end.visits.map(({ tier }) => tier)).toEqual([2, 3]);
    expect(end.teleconsultations).toMatchObject([{ state: 'answered', outcome: 'up-refer' }]);
    expect(end.exams).toMatchObject([{ examOrderId: ecg, item: 'ecg-12', conclusion: 'abnormal' }]);
    expect(end.legs).toMatchObject([
      {
        direction: 'up',
        state: 'closed',
        outcome: 'down-referred',
        teleconsultationId: asked.id,
        unit: { pool: 'expert-slot' },
      },
      { direction: 'down', state: 'closed', parentReferralId: up.id, outcome: 'handover-done' },
    ]);
    expect(end.firstContactResponsibility).toMatchObject({ institution: '990101T01', referralId: down.id });
    expect(end.timeline.map(({ at }) => at)).toEqual(end.timeline.map(({ at }) => at).sort());
    expect(new Set(end.timeline.map(({ kind }) => kind))).toEqual(
      new Set(['visit', 'teleconsultation', 'exam', 'referral', 'responsibility']),
    );
    expect(end.timeline[0]).toMatchObject({ kind: 'visit', event: 'recorded' });

    expect(remembered.filter(({ account }) => account === 'family-doctor')).toHaveLength(18);
    expect(remembered.filter(({ account }) => account === 'hospital-doctor').length).toBeGreaterThan(10);
    for (const { step: name, account, answer } of remembered) {
      const again = await read(await as(system, account), episodeId, answer.at);
      expect({ name, account, ...again }).toEqual({ name, account, ...answer });
    }
    const states = remembered.flatMap(({ account, answer }) =>
      account === 'family-doctor' ? [answer.legs.map(({ state }) => state).join(' ')] : [],
    );
    expect([...new Set(states)]).toEqual([
      '',
      'submitted',
      'reserved',
      'confirmed',
      'arrived',
      'in-care',
      'outcome-returned submitted',
      'closed accepted',
      'closed confirmed',
      'closed arrived',
      'closed outcome-returned',
      'closed closed',
    ]);
    expect(await read(doctor, episodeId, begun)).toEqual({
      id: episodeId,
      at: begun,
      visits: [],
      teleconsultations: [],
      legs: [],
      exams: [],
      followUps: [],
      timeline: [],
    });
  }, 120_000);

  it('says of a referral what the referral says of itself: state, version, owner, deadline, unit', async () => {
    const patient = nextPatient(patients);
    const sent = await referUp(patient, await firstVisit(doctor, patient.id));
    await untilAtRest(system.database, 20);
    const { id, state, version, owner, dueAt, dueKind, unit, verdictCode } = await now(doctor, sent.id);
    const { at, legs } = await read(doctor, sent.episodeId);
    const told = { referralId: id, state, version, owner, dueAt, dueKind, unit, verdictCode };
    expect(legs).toMatchObject([told]);
    await act(doctor, id, 'cancellations', { reason: 'recovered' });
    await untilAtRest(system.database, 20);
    expect((await read(doctor, sent.episodeId)).legs).toMatchObject([{ state: 'cancelled' }]);
    expect((await read(doctor, sent.episodeId, at)).legs).toMatchObject([told]);
    expect((await read(doctor, sent.episodeId)).legs[0]?.unit).toBeUndefined();
  });

  it('knows a visit from the minute it was entered, not from the one it took place', async () => {
    const { id: patientId } = nextPatient(patients);
    const entered = await firstVisit(doctor, patientId);
    const { episodeId } = (await doctor.read<{ episodeId: string }>(`/v1/visits/${entered}`)).body;
    const before = await read(doctor, episodeId);
    const visitedAt = new Date(Date.parse(before.at) - DAY_MS).toISOString();
    await doctor.post('/v1/visits', { body: { patientId, episodeId, visitedAt, diagnoses: [ANGINA] } });
    const after = await read(doctor, episodeId);
    expect(after.visits.map((one) => one.visitedAt)).toEqual([visitedAt, before.visits[0]?.visitedAt]);
    expect(await read(doctor, episodeId, before.at)).toEqual(before);
  });

  it('cannot be told of the future, nor of an instant that is none', async () => {
    const visit = await firstVisit(doctor, nextPatient(patients).id);
    const { episodeId } = (await doctor.read<{ episodeId: string }>(`/v1/visits/${visit}`)).body;
    const asking = (at: string) =>
      answerTo(system, 'family-doctor', `/v1/episodes/${episodeId}?at=${encodeURIComponent(at)}`);
    const ahead = new Date((await businessNow(system.database)).getTime() + DAY_MS).toISOString();
    expect(await asking(ahead)).toMatchObject({
      status: 422,
      body: { code: 'IN_THE_FUTURE', errors: [{ field: 'at' }] },
    });
    for (const nonsense of ['yesterday', '2026-03-06', '2026-03-06T09:00:00', '']) {
      expect(await asking(nonsense)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    }
    expect((await answerTo(system, 'family-doctor', `/v1/episodes/${episodeId}?when=now`)).status).toBe(400);
  });

  it('stays in the hands of the first institution until another has accepted the patient', async () => {
    const patient = nextPatient(patients);
    const sent = await referUp(patient, await firstVisit(doctor, patient.id));
    const owner = async () => (await read(doctor, sent.episodeId)).firstContactResponsibility;
    expect(await owner()).toMatchObject({ institution: '990101T01' });
    const { at } = await read(doctor, sent.episodeId);
    await act(desk, sent.id, 'decisions', { decision: 'accept' });
    expect(await owner()).toMatchObject({ institution: COUNTY_HOSPITAL, referralId: sent.id });
    expect((await read(doctor, sent.episodeId, at)).firstContactResponsibility).toMatchObject({
      institution: '990101T01',
    });
  });

  it('links the way up again to the hand-back after which it was needed', async () => {
    const patient = nextPatient(patients);
    const up = await referUp(patient, await firstVisit(doctor, patient.id));
    await act(arrivalDesk, up.id, 'arrivals');
    await act(cardiologist, up.id, 'care-starts');
    const down = await referDown(up);
    await act(doctor, down.id, 'decisions', { decision: 'accept' });
    const again = await referUp(patient, await firstVisit(doctor, patient.id), { parentReferralId: down.id });
    const { legs } = await read(doctor, again.episodeId);
    expect(legs).toMatchObject([
      { referralId: up.id },
      { referralId: down.id, parentReferralId: up.id },
      { referralId: again.id, parentReferralId: down.id, relapseOf: down.id },
    ]);
  });

  it('is shown to those who take part in it, each read is recorded, and strangers find nothing', async () => {
    const patient = nextPatient(patients);
    const sent = await referUp(patient, await firstVisit(doctor, patient.id));
    const path = `/v1/episodes/${sent.episodeId}`;
    for (const account of ['family-doctor-2', 'hospital-doctor-tcm', 'family-doctor-b', 'referral-desk-b']) {
      expect((await answerTo(system, account, path)).status).toBe(404);
      expect((await answerTo(system, account, `${path}?at=2026-01-01T00:00:00Z`)).status).toBe(404);
      expect((await answerTo(system, account, `/v1/episodes?patient=${patient.id}`)).status).toBe(404);
    }
    for (const account of ['county-health-authority', 'his-adapter']) {
      expect((await answerTo(system, account, path)).status).toBe(403);
      expect((await answerTo(system, account, `/v1/episodes?patient=${patient.id}`)).status).toBe(403);
    }
    const { rows } = await system.database.query(
      `SELECT 1 FROM referral.access_log WHERE subject_id = $1 AND account = 'hospital-doctor'`,
      [patient.id],
    );
    await read(cardiologist, sent.episodeId);
    const after = await system.database.query(
      `SELECT 1 FROM referral.access_log WHERE subject_id = $1 AND account = 'hospital-doctor'`,
      [patient.id],
    );
    expect(after.rows).toHaveLength(rows.length + 1);
  });

  it('stands in the list of its patient, page by page, newest first', async () => {
    const patient = nextPatient(patients);
    const visits: string[] = [];
    for (let times = 0; times < 3; times += 1) visits.push(await firstVisit(doctor, patient.id));
    const sent = await referUp(patient, visits[2] ?? '');
    const seen: EpisodeLine[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const cursor: string = next && `&cursor=${encodeURIComponent(next)}`;
      const page = await doctor.read<{ items: EpisodeLine[]; next?: string }>(
        `/v1/episodes?patient=${patient.id}&limit=2${cursor}`,
      );
      seen.push(...page.body.items);
      next = page.body.next;
    }
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({ id: sent.episodeId, referrals: 1, openReferrals: 1 });
    expect(seen.map(({ openedAt }) => openedAt)).toEqual(
      seen
        .map(({ openedAt }) => openedAt)
        .sort()
        .reverse(),
    );
    expect((await answerTo(system, 'family-doctor', '/v1/episodes')).status).toBe(400);
  });
});

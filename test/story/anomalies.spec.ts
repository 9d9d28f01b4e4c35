import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { VisitView } from '../../apps/referral/visit/visit.dto.js';
import type { Api, Problem, Reply } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import { type System, startSystem } from '../system/system.js';
import { act } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  inParallel,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from './people.js';

const HYPERTENSION = { system: 'icd-10', version: 'sample', code: 'I10', name: '原发性高血压', rank: 1 };
const ARRHYTHMIA = { ...HYPERTENSION, code: 'I48.9', name: '心房颤动' };
const NEEDLESS = { provisionalDiagnosis: [HYPERTENSION], reasonCode: ['patient-request'] };
const NEEDED = { provisionalDiagnosis: [ARRHYTHMIA], reasonCode: ['need-exam'] };

interface Anomaly {
  id: string;
  code: string;
  institution: string;
  practitioner?: string;
  evidence: Record<string, unknown>;
  thresholds: Record<string, unknown>;
  status: string;
  reviews: { status: string; reason?: string; by: string; role: string }[];
}

describe('what somebody should look at', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let ward: Api;
  let his: Api;
  let insurance: Api;
  let session: Session;
  let patients: Patient[];
  /** Referred again and again. */
  let wanderer: Patient;
  let again: ReferralView[];
  let stay: VisitView;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    ward = await as(system, 'hospital-doctor');
    his = await as(system, 'his-adapter');
    insurance = await as(system, 'insurance-authority');
    const all = await contractedPatients(doctor, 40);
    patients = all.filter(({ birthDate }) => birthDate > '1940-01-01' && birthDate < '1985-01-01');
    session = await publishEvening(his, await businessNow(system.database), { days: 3, capacity: 60 });
    await inParallel(
      Array.from({ length: 12 }).map((_, at) => at),
      4,
      referAndDecide,
    );
    await wander();
    await giveBackAndTake();
    await round();
  }, 180_000);

  afterAll(() => system?.stop());

  async function refer(patient: Patient, up: object, wait?: number): Promise<ReferralView> {
    const visit = await doctor.post<VisitView>('/v1/visits', {
      body: { patientId: patient.id, diagnoses: [ARRHYTHMIA] },
    });
    const consentAt = await businessNow(system.database);
    const wish = {
      patient,
      firstVisitEncounterId: visit.body.id,
      window: windowOf(session),
      consentAt,
      to: COUNTY_HOSPITAL,
    };
    const body = { ...upReferral(wish), up: { ...UP_BODY, ...up } };
    return (await doctor.post<ReferralView>('/v1/referrals', { body, wait })).body;
  }

  /** Every second one is a disease of the township without a criterion; five of twelve are rejected. */
  async function referAndDecide(at: number): Promise<void> {
    const { id } = await refer(nextPatient(patients), at % 2 ? NEEDLESS : NEEDED, 10);
    const decision = { decision: 'reject', reason: 'no-capacity', alternative: { advice: 'Ordinary clinic' } };
    await act(desk, id, 'decisions', at < 5 ? decision : { decision: 'accept' });
  }

  /** One patient: three referrals to the same hospital, of which the later two were written after he had been seen there. */
  async function wander(): Promise<void> {
    wanderer = nextPatient(patients);
    const first = await refer(wanderer, NEEDED, 10);
    await act(desk, first.id, 'decisions', { decision: 'accept' });
    const ready = { days: 9, planFixed: true, stableHours: 40 };
    const body = { patientId: wanderer.id, diagnoses: [HYPERTENSION], findings: { stay: ready } };
    stay = (await ward.post<VisitView>('/v1/visits', { body })).body;
    await act(doctor, first.id, 'cancellations', { reason: 'recovered' });
    const second = await refer(wanderer, NEEDED, 10);
    await act(doctor, second.id, 'cancellations', { reason: 'recovered' });
    again = [first, second, await refer(wanderer, NEEDED, 10)];
  }

  /** A protected unit is given back, and the public has it a moment later. */
  async function giveBackAndTake(): Promise<void> {
    const { opensPublicAt } = (await his.read<{ opensPublicAt: string }>(`/v1/sessions/${session.id}`)).body;
    if (new Date(opensPublicAt) > (await businessNow(system.database))) {
      await moveClock(system.databaseUrl, new Date(opensPublicAt));
    }
    const { id } = await refer(nextPatient(patients), NEEDED, 10);
    await act(doctor, id, 'cancellations', { reason: 'declined' });
    await until('given back', 30, async () => {
      const { rows } = await system.database.query('SELECT state FROM reservation.reservation WHERE referral_id = $1', [
        id,
      ]);
      return rows.length > 0 && rows.every(({ state }) => state === 'cancelled');
    });
    await his.post('/v1/bookings', {
      body: { sessionId: session.id, patientId: randomUUID(), channel: 'web', externalId: 'his-1' },
    });
  }

  /** A round of every timer. */
  async function round(): Promise<void> {
    const now = await businessNow(system.database);
    await moveClock(system.databaseUrl, new Date(now.getTime() + HOUR_MS));
    await until('looked at', 60, async () => (await list(insurance, 'code=AN7')).length > 0);
  }

  const list = async (api: Api, query = ''): Promise<Anomaly[]> =>
    (await api.read<{ items: Anomaly[] }>(`/v1/anomalies?limit=100&${query}`)).body.items;
  const one = async (query: string): Promise<Anomaly> => {
    const found = await list(insurance, query);
    if (found.length !== 1) throw new Error(`${found.length} entries for ${query}: ${JSON.stringify(found)}`);
    return found[0] as Anomaly;
  };

  it('is a doctor who sends up many diseases of the township with no criterion (AN6)', async () => {
    const { evidence, thresholds, institution, practitioner } = await one('code=AN6');
    expect(evidence).toMatchObject({ withoutNeed: 6 });
    expect(Number(evidence.upReferrals)).toBeGreaterThanOrEqual(12);
    expect(evidence.referrals).toHaveLength(6);
    expect(thresholds).toMatchObject({ needShareBps: 3000, needLeast: 10 });
    expect(institution).toBe('990101T01');
    expect(practitioner).toEqual(expect.any(String));
  });

  it('is a receiver who rejects too much (AN8)', async () => {
    expect(await one('code=AN8')).toMatchObject({
      institution: COUNTY_HOSPITAL,
      evidence: { department: '03.04', rejected: 5 },
    });
  });

  it('is a patient who goes to and fro between the same two (AN5)', async () => {
    const { evidence } = await one('code=AN5');
    const { referrals, count } = evidence as { referrals: { referralId: string }[]; count: number };
    expect(count).toBe(3);
    expect(referrals.map(({ referralId }) => referralId)).toEqual(again.map(({ id }) => id));
  });

  it('is a referral that was written after the patient had arrived (AN10)', async () => {
    const found = await list(insurance, 'code=AN10');
    const ids = found.map(({ evidence }) => evidence.referralId);
    expect(ids.sort()).toEqual([again[1]?.id, again[2]?.id].sort());
    expect(found[0]?.evidence).toMatchObject({ visitId: stay.id, receiver: COUNTY_HOSPITAL });
  });

  it('is a stay that is longer than suggested though the patient could go back (AN9)', async () => {
    expect(await one('code=AN9')).toMatchObject({
      institution: COUNTY_HOSPITAL,
      evidence: { visitId: stay.id, days: 9, suggestedDays: 7 },
    });
  });

  it('is a protected unit given back and taken by the public at once (AN7)', async () => {
    expect(await one('code=AN7')).toMatchObject({
      institution: COUNTY_HOSPITAL,
      evidence: { kind: 'cancelled-then-public', sessionId: session.id, pool: 'expert-slot' },
    });
  });

  it('stands on the list once, however often it is looked for', async () => {
    const before = await list(insurance);
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + HOUR_MS));
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + HOUR_MS));
    expect((await list(insurance)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('shows ids, codes and times, and never who the patient is', async () => {
    const text = JSON.stringify(await list(insurance));
    const person = (await doctor.read<Record<string, unknown>>(`/v1/patients/${wanderer.id}`)).body;
    expect(text).not.toContain(wanderer.id);
    for (const field of ['name', 'idNo', 'phone', 'address']) expect(text).not.toContain(String(person[field]));
    expect(text).not.toMatch(/chiefComplaint|provisionalDiagnosis/);
  });

  it('is reviewed by an authority, with a reason, and nothing follows by itself', async () => {
    const { id } = await one('code=AN5');
    const review = (api: Api, body: object) => api.attempt<Anomaly | Problem>(`/v1/anomalies/${id}/reviews`, { body });
    expect(await review(insurance, { status: 'seen' })).toMatchObject({ status: 201, body: { status: 'seen' } });
    const bare = (await review(insurance, { status: 'dismissed' })) as Reply<Problem>;
    expect(bare).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
    const reason = 'The patient moved twice';
    const authority = await as(system, 'county-health-authority');
    const both = await Promise.all([
      review(authority, { status: 'explained', reason }),
      review(insurance, { status: 'explained', reason }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const { reviews, status } = (await insurance.read<Anomaly>(`/v1/anomalies/${id}`)).body;
    expect(status).toBe('explained');
    expect(reviews.map((one) => one.status)).toEqual(['seen', 'explained', 'explained']);
    expect(reviews[1]).toMatchObject({ reason, role: expect.stringContaining('authority') });
    expect((await list(insurance, 'status=explained')).map((one) => one.id)).toEqual([id]);
    const stored = await system.database.query(
      'SELECT string_agg(reason_sealed, $1) AS text FROM referral.anomaly_review',
      [' '],
    );
    expect(stored.rows[0].text).not.toContain('moved');
  });

  it('is nobody else’s to see or to judge', async () => {
    const { id } = await one('code=AN5');
    const body = { status: 'seen' };
    expect((await doctor.attempt(`/v1/anomalies/${id}/reviews`, { body })).status).toBe(403);
    const stranger = await as(system, 'insurance-authority-b');
    expect(await list(stranger)).toEqual([]);
    expect((await stranger.attempt(`/v1/anomalies/${id}/reviews`, { body })).status).toBe(404);
    const office = await list(await as(system, 'medical-affairs'));
    expect(new Set(office.map(({ institution }) => institution))).toEqual(new Set([COUNTY_HOSPITAL]));
  });

  it('comes with what this installation cannot see', async () => {
    const { items } = (
      await insurance.read<{ items: { code: string; source: string; missing?: string }[] }>('/v1/anomaly-signals')
    ).body;
    expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, (_, at) => `AN${at + 1}`));
    expect(items.find(({ code }) => code === 'AN1')?.missing).toMatch(/Orders and admission papers/);
    expect(items.find(({ code }) => code === 'AN2')?.source).toBe('prevented');
  });
});

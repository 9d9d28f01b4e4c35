import { randomUUID } from 'node:crypto';
import { DAY_MS, instantOf, localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { VisitView } from '../../apps/referral/visit/visit.dto.js';
import type { Api, Problem, Reply } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import { type System, startSystem } from '../system/system.js';
import { now } from './acting.js';
import { ARRHYTHMIA, HYPERTENSION, idsOf, SAMPLE, type Said, type SetView, type Trial } from './criteria-answers.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  moveClock,
  nextPatient,
  type Patient,
  until,
  upReferral,
} from './people.js';

describe('criteria of referral', () => {
  let system: System;
  let doctor: Api;
  let authority: Api;
  let office: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    authority = await as(system, 'county-health-authority');
    office = await as(system, 'medical-affairs');
    const all = await contractedPatients(doctor, 40);
    // No child and nobody of childbearing age: the sample would ask for more.
    patients = all.filter(({ birthDate }) => birthDate > '1940-01-01' && birthDate < '1966-01-01');
  });

  afterAll(() => system?.stop());

  const at = async () => (await businessNow(system.database)).toISOString();
  const vitals = async (more: object) => ({
    ...{ pulse: 80, resp: 16, spo2: 97, gcs: 15, glucose: 6 },
    ...more,
    at: await at(),
  });
  const advice = async (api: Api, body: object) => (await api.post<Said>('/v1/advice', { body })).body;

  /** A visit and a referral for the same complaint. */
  async function form(change: {
    up?: object;
    urgencyClass?: string;
    findings?: object;
    overrule?: object;
  }): Promise<object> {
    const patient = nextPatient(patients);
    const visit = await doctor.post<VisitView>('/v1/visits', {
      body: { patientId: patient.id, diagnoses: [ARRHYTHMIA] },
    });
    const today = await businessNow(system.database);
    const day = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString();
    const window = { earliest: day(1), latest: day(5) };
    const wish = { patient, firstVisitEncounterId: visit.body.id, window, consentAt: today, to: COUNTY_HOSPITAL };
    const { up, ...rest } = change;
    return { ...upReferral(wish), ...rest, up: { ...UP_BODY, ...up } };
  }

  const submit = async (body: object) =>
    (await doctor.attempt('/v1/referrals', { body })) as Reply<ReferralView & Problem>;

  it('advise while the doctor types, ask for what is missing, and say that the sample is not approved', async () => {
    const diagnoses = [HYPERTENSION];
    const first = await advice(doctor, { diagnoses, vitals: await vitals({ sbp: 190, dbp: 100 }) });
    expect(first).toMatchObject({ advice: 'stay', open: true, set: { id: SAMPLE, approved: false } });
    expect(first.set.notice).toMatchObject({ zh: expect.stringContaining('不得用于临床'), en: expect.any(String) });
    expect(first.ask[0]).toMatchObject({ field: 'symptoms', label: { zh: '症状' } });
    const findings = { symptoms: ['severe-headache'] };
    const second = await advice(doctor, { diagnoses, vitals: await vitals({ sbp: 190, dbp: 100 }), findings });
    expect(second).toMatchObject({ advice: 'emergency', class: 'U1' });
    expect(idsOf(second)).toEqual(['HT-E1', 'CAT-1']);
  });

  it('are kept with the visit, and a doctor who stays against an emergency says why', async () => {
    const { id: patientId } = nextPatient(patients);
    const signs = await vitals({ sbp: 85, dbp: 50 });
    const visit = {
      patientId,
      diagnoses: [ARRHYTHMIA],
      vitals: signs,
      findings: { symptoms: ['bleeding'] },
      plan: 'stay',
    };
    const refused = (await doctor.attempt('/v1/visits', { body: visit })) as Reply<Problem>;
    expect(refused).toMatchObject({ status: 422, body: { code: 'ADVICE_OVERRULED', errors: [{ field: 'overrule' }] } });
    const overrule = { reason: 'already-treated', text: 'Stopped; the ambulance has been called' };
    const kept = await doctor.post<VisitView>('/v1/visits', { body: { ...visit, overrule } });
    const read = (await doctor.read<VisitView>(`/v1/visits/${kept.body.id}`)).body;
    expect(read.advice).toMatchObject({
      advice: 'emergency',
      chosen: 'stay',
      overruled: { how: 'less-than-advised', reason: 'already-treated' },
      set: { approved: false },
    });
    expect(read.matchedCriteria).toMatchObject([{ id: 'VS-E', version: '1', class: 'U1' }]);
    const stored = await system.database.query(
      'SELECT row_to_json(e)::text AS row FROM referral.encounter e WHERE id = $1',
      [kept.body.id],
    );
    expect(stored.rows[0].row).not.toMatch(/ambulance|"bleeding"/);
  });

  it('ask for a reason where a referral has a lower class than the most urgent hit', async () => {
    const findings = { symptoms: [], course: { remeasured: true } };
    const high = {
      up: { vitals: await vitals({ sbp: 188, dbp: 96 }), provisionalDiagnosis: [HYPERTENSION] },
      findings,
    };
    const body = await form(high);
    const refused = await submit(body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'overrule', code: 'required' }] } });
    const taken = await submit({ ...body, overrule: { reason: 'clinical-judgement', text: 'Known, treated today' } });
    expect(taken.status).toBe(202);
    expect(taken.body.advice).toMatchObject({
      advice: 'up',
      class: 'U2',
      followUpDays: 14,
      overruled: { how: 'lower-class' },
    });
    expect(taken.body.matchedCriteria[0]).toMatchObject({ id: 'HT-E2' });
    const seen = await now(doctor, taken.body.id);
    expect(seen.matchedCriteria).toEqual(taken.body.matchedCriteria);
    expect(seen.form).toMatchObject({ findings, overrule: { text: 'Known, treated today' } });
  });

  it('V16: send nobody up with a disease of this tier without a reason', async () => {
    const body = await form({ up: { provisionalDiagnosis: [HYPERTENSION], reasonCode: ['chronic-not-at-target'] } });
    const refused = await submit(body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'overrule', rule: 'V16' }] } });
    const up = { ...UP_BODY, provisionalDiagnosis: [HYPERTENSION], reasonCode: ['patient-request'] };
    const taken = await submit({ ...body, up });
    expect(taken.status).toBe(202);
    expect(taken.body.warnings).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'V16' })]));
    expect(taken.body.advice).toMatchObject({ advice: 'stay', overruled: { reason: 'patient-request' } });
  });

  it('let a referral go that a criterion speaks for', async () => {
    const taken = await submit(await form({ up: { provisionalDiagnosis: [ARRHYTHMIA], reasonCode: ['need-exam'] } }));
    expect(taken.status).toBe(202);
    expect(taken.body.advice).toMatchObject({ advice: 'up', chosen: 'up' });
    expect(taken.body.advice).not.toHaveProperty('overruled');
    expect(taken.body.matchedCriteria).toMatchObject([{ id: 'GEN-U' }]);
  });

  it('never hold up an emergency', async () => {
    const signs = await vitals({ sbp: 120, dbp: 80 });
    const up = {
      chiefComplaint: 'Fell from the roof',
      provisionalDiagnosis: [HYPERTENSION],
      reasonCode: ['other'],
      vitals: signs,
    };
    const { requested: _, ...body } = (await form({ urgencyClass: 'U1' })) as { requested: object };
    const taken = await submit({ ...body, up });
    expect(taken).toMatchObject({
      status: 201,
      body: { state: 'accepted', advice: { advice: 'stay', chosen: 'emergency' } },
    });
  });

  it('say for a stay in hospital whether the patient can go back', async () => {
    const ward = await as(system, 'hospital-doctor');
    const stay = { days: 9, planFixed: true, stableHours: 30, changePlanned: false };
    const findings = { diagnosisEstablished: true, course: { atTarget: true }, stay };
    const said = await advice(ward, { direction: 'down', diagnoses: [HYPERTENSION], findings });
    expect(said).toMatchObject({ advice: 'down', downReady: true });
    expect(idsOf(said)).toEqual(['HT-D1-VILLAGE', 'GEN-D', 'CAT-2', 'DOWN-READY']);
    const early = await advice(ward, { direction: 'down', diagnoses: [HYPERTENSION], findings: { stay: { days: 2 } } });
    expect(early).not.toHaveProperty('downReady');
  });

  describe('of the county itself', () => {
    const row = {
      id: 'HT-E2',
      version: '2',
      direction: 'up',
      when: '(vitals.sbp >= 170.0 || vitals.dbp >= 110.0) && course.remeasured',
      result: { class: 'U2', followUpDays: 14, message: { zh: '县标准', en: 'County threshold' } },
      basis: 'County guideline',
    };

    async function drafted(rows: object[] = [row]): Promise<SetView> {
      const body = { name: 'County criteria', basedOn: SAMPLE, rows, without: ['GEN-T'] };
      const { id } = (await office.post<SetView>('/v1/criteria-sets', { body })).body;
      return (await authority.read<SetView>(`/v1/criteria-sets/${id}`)).body;
    }

    it('are refused with what is wrong in each row, and a hostile one hangs nobody', async () => {
      const whens = [
        'vitals.spb > 1.0',
        'has(vitals.sbp)',
        `${'('.repeat(400)}true`,
        'symptoms.exists(s, reasons.exists(r, r == s))',
      ];
      const rows = whens.map((when, index) => ({ ...row, id: `X-${index}`, when }));
      const answer = (await authority.attempt('/v1/criteria-checks', { body: { rows } })) as Reply<Problem>;
      expect(answer).toMatchObject({ status: 422, body: { code: 'CRITERIA_WRONG' } });
      const { errors } = answer.body as unknown as { errors: { field: string; code: string }[] };
      expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
        'rows.0.when unknown-name',
        'rows.1.when not-allowed',
        'rows.2.when too-deep',
        'rows.3.when not-allowed',
      ]);
      expect((await office.attempt('/v1/criteria-sets', { body: { name: 'Bad', rows } })).status).toBe(422);
    });

    it('are tried on the past before they decide: counts and ids, nothing of a patient', async () => {
      const { id: patientId } = nextPatient(patients);
      const signs = await vitals({ sbp: 172, dbp: 96 });
      const visit = {
        patientId,
        diagnoses: [ARRHYTHMIA],
        vitals: signs,
        findings: { symptoms: [], course: { remeasured: true } },
      };
      const before = (await doctor.post<VisitView>('/v1/visits', { body: visit })).body;
      expect(before.advice).toMatchObject({ advice: 'stay' });
      const set = await drafted();
      expect(set.rows.map(({ id }) => id)).not.toContain('GEN-T');
      const path = `/v1/criteria-sets/${set.id}/trial`;
      const text = JSON.stringify((await authority.read<Trial>(`${path}?source=visits`)).body);
      const trial = JSON.parse(text) as Trial;
      expect(trial.items).toContainEqual({
        id: before.id,
        was: { advice: 'stay', matched: [] },
        would: { advice: 'up', class: 'U2', matched: ['HT-E2'] },
      });
      expect(trial.counts['stay → up U2']).toBeGreaterThanOrEqual(1);
      expect(trial.changed).toBe(trial.items.length);
      expect(text).not.toMatch(/172|symptoms|ambulance|diagnosis/);
      expect(text).not.toContain(patientId);
      const own = (await office.read<Trial>(`${path}?source=visits`)).body;
      expect(own.items.map(({ id }) => id)).not.toContain(before.id);
      expect((await authority.read<Trial>(`${path}?source=referrals`)).body.looked).toBeGreaterThanOrEqual(3);
    });

    it('decide from the day on which an approved set is put in force, and the sample again after its withdrawal', async () => {
      const { id, version } = await drafted();
      const on = (action: string, body: object, api = authority) =>
        api.attempt<SetView>(`/v1/criteria-sets/${id}/${action}`, { body });
      const today = localDate(await businessNow(system.database));
      const day = (days: number) => plusDays(today, days);
      expect(await on('enforcements', { from: day(1) })).toMatchObject({ status: 409, body: { code: 'NOT_APPROVED' } });
      expect(await on('approvals', { basis: 'mine' }, office)).toMatchObject({
        status: 409,
        body: { code: 'OWN_DRAFT' },
      });
      expect(await on('approvals', { basis: 'Notice 2026-12' })).toMatchObject({
        status: 201,
        body: { state: 'approved' },
      });
      expect(await on('approvals', { basis: 'again' })).toMatchObject({ status: 409, body: { code: 'NOT_A_DRAFT' } });
      expect(await on('enforcements', { from: day(-1) })).toMatchObject({ status: 422 });
      const both = await Promise.all([1, 1].map((days) => on('enforcements', { from: day(days) })));
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const question = { diagnoses: [ARRHYTHMIA], findings: { symptoms: [], course: { remeasured: true } } };
      const asked = async () => advice(doctor, { ...question, vitals: await vitals({ sbp: 172, dbp: 96 }) });
      expect(await asked()).toMatchObject({ advice: 'stay', set: { id: SAMPLE } });
      await moveClock(system.databaseUrl, instantOf(day(1), { days: 0, at: '12:00' }));
      // Every process sees a change of the county's data within two seconds.
      await until('the new set decides', 10, async () => (await asked()).set.id === id);
      const said = await asked();
      expect(said).toMatchObject({ advice: 'up', class: 'U2', set: { id, version, approved: true } });
      expect(said.set).not.toHaveProperty('notice');
      expect(await on('withdrawals', { reason: 'to be reviewed' })).toMatchObject({
        status: 201,
        body: { state: 'withdrawn' },
      });
      await until('the sample decides again', 10, async () => {
        const { set } = await asked();
        return set.id === SAMPLE && set.notice !== undefined;
      });
    });

    it('are the matter of its own authority alone', async () => {
      const { id } = await drafted();
      const stranger = await as(system, 'county-health-authority-b');
      expect((await stranger.attempt(`/v1/criteria-sets/${id}/approvals`, { body: { basis: 'x' } })).status).toBe(404);
      expect((await doctor.attempt(`/v1/criteria-sets/${id}/approvals`, { body: { basis: 'x' } })).status).toBe(403);
      expect((await doctor.attempt('/v1/criteria-sets', { body: { name: 'Mine', basedOn: SAMPLE } })).status).toBe(403);
      const shipped = await authority.attempt(`/v1/criteria-sets/${SAMPLE}/approvals`, { body: { basis: 'x' } });
      expect(shipped).toMatchObject({ status: 409, body: { code: 'SAMPLE_SET' } });
      expect(
        (await stranger.attempt(`/v1/criteria-sets/${randomUUID()}/withdrawals`, { body: { reason: 'x' } })).status,
      ).toBe(404);
    });
  });
});

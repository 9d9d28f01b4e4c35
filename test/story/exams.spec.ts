import { DAY_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { ExamLine, ExamView, RecognisedList } from '../../apps/referral/exam/exam.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem, Reply } from '../../scripts/demo/api.js';
import { Tap } from '../isolation/tap.js';
import { type System, startSystem } from '../system/system.js';
import { act } from './acting.js';
import {
  as,
  businessNow,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  until,
  upReferral,
} from './people.js';

const CHILD_AGE_MS = 14 * 366 * DAY_MS;
const TOWNSHIP = '990101T';
const HOSPITAL = '990101H01';

describe('an exam at the township, read by the hospital', () => {
  let system: System;
  let tap: Tap;
  let doctor: Api;
  let reader: Api;
  let patients: Patient[];
  let today: Date;

  beforeAll(async () => {
    system = await startSystem();
    tap = await Tap.open(system.amqpUrl);
    doctor = await as(system, 'family-doctor');
    reader = await as(system, 'hospital-doctor');
    today = await businessNow(system.database);
    patients = (await contractedPatients(doctor, 60)).filter(
      ({ birthDate }) => today.getTime() - Date.parse(birthDate) > CHILD_AGE_MS,
    );
  });

  afterAll(async () => {
    await tap?.close();
    await system?.stop();
  });

  const at = (id: string, path: string) => `/v1/exam-orders/${id}/${path}`;
  const order = async (patient: Patient, more: object = {}) =>
    (
      await doctor.post<ExamLine>('/v1/exam-orders', {
        body: { patientId: patient.id, item: 'ecg-12', reportingInstitution: HOSPITAL, ...more },
      })
    ).body;

  /** Ordered, done and read: for an ECG by the hospital at once recognised. */
  async function resultOf(patient: Patient, more: object = {}): Promise<ExamLine> {
    const { id } = await order(patient, more);
    await doctor.post(at(id, 'performances'), { ifMatch: 1 });
    const report = { conclusion: 'abnormal', text: 'ST depression plantedinreport' };
    return (await reader.post<ExamLine>(at(id, 'reports'), { body: report, ifMatch: 2 })).body;
  }

  /** A routine up-referral for an exam of the hospital. */
  async function examReferral(patient: Patient, item: string, more: object = {}): Promise<object> {
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const day = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString();
    const window = { earliest: day(4), latest: day(5) };
    const form = upReferral({ patient, firstVisitEncounterId, window, to: HOSPITAL, consentAt: today });
    const requested = { pool: 'exam', deptCode: '03.04', examItem: item, ...window };
    return { ...form, purpose: 'exam', to: { institution: HOSPITAL, deptCode: '03.04' }, requested, ...more };
  }

  const refused = async (by: Api, path: string, body: object, ifMatch?: number) =>
    (await by.attempt(path, { body, ...(ifMatch === undefined ? {} : { ifMatch }) })) as Reply<Problem>;

  it('is ordered, performed, reported, and recognised by the county; the family doctor hears of it', async () => {
    const patient = nextPatient(patients);
    const read = await resultOf(patient);
    expect(read).toMatchObject({ state: 'recognised', version: 4, kind: 'ecg', reportingInstitution: HOSPITAL });
    expect(read.performingInstitution.startsWith(TOWNSHIP)).toBe(true);
    const { body } = await doctor.read<ExamView>(`/v1/exam-orders/${read.id}`);
    expect(body).toMatchObject({ conclusion: 'abnormal', report: 'ST depression plantedinreport' });
    await until('told', 20, async () => {
      const notices = await doctor.read<{ items: { event: string }[] }>('/v1/notices?limit=100');
      return notices.body.items.some(({ event }) => event === 'result.ready');
    });
    const message = tap.heard.find((text) => text.includes('result.ready.v1') && text.includes(read.id)) ?? '';
    expect(message).toContain(patient.id);
    // The hospital that has read it knows nothing of the patient, and the house of the contract hears of it all the same.
    expect(message).toContain('"teamInstitution":"990101T');
    expect(tap.heard.join('\n')).not.toContain('plantedinreport');
    const { rows } = await system.database.query(
      'SELECT row_to_json(e)::text AS row FROM referral.exam_order e WHERE id = $1',
      [read.id],
    );
    expect(rows[0].row).not.toContain('plantedinreport');
  });

  it('goes its way in order only, each step by the house whose step it is', async () => {
    const { id } = await order(nextPatient(patients));
    const report = { conclusion: 'normal', text: 'Sinus rhythm' };
    expect(await refused(reader, at(id, 'reports'), report, 1)).toMatchObject({
      status: 409,
      body: { state: 'ordered' },
    });
    expect(await refused(reader, at(id, 'performances'), {}, 1)).toMatchObject({ status: 409 });
    await doctor.post(at(id, 'performances'), { ifMatch: 1 });
    expect(await refused(doctor, at(id, 'reports'), report, 2)).toMatchObject({ status: 409 });
    expect(await refused(doctor, at(id, 'performances'), {}, 2)).toMatchObject({ status: 409 });
    expect(await refused(reader, at(id, 'reports'), report, 1)).toMatchObject({ status: 412 });
    const stranger = await as(system, 'hospital-doctor-tcm');
    expect(await refused(stranger, at(id, 'reports'), report, 2)).toMatchObject({ status: 404 });
    await reader.post(at(id, 'reports'), { body: report, ifMatch: 2 });
  });

  it('is not ordered again while its result holds, unless somebody says why', async () => {
    const patient = nextPatient(patients);
    const first = await resultOf(patient);
    const again = { patientId: patient.id, item: 'ecg-12', reportingInstitution: HOSPITAL };
    const refusal = await refused(doctor, '/v1/exam-orders', again);
    expect(refusal).toMatchObject({
      status: 422,
      body: {
        code: 'RECOGNISED_RESULT',
        errors: [{ field: 'item', code: 'recognised-result', message: expect.stringContaining(first.id) }],
        recognised: [{ examOrderId: first.id, item: 'ecg-12', validUntil: expect.any(String) }],
      },
    });
    const wordless = await refused(doctor, '/v1/exam-orders', { ...again, reason: 'other' });
    expect(wordless).toMatchObject({ status: 422, body: { errors: [{ code: 'required' }] } });
    // Also where no result holds: what says nothing is no reason.
    const bare = await refused(doctor, '/v1/exam-orders', { ...again, item: 'blood-routine', reason: 'other' });
    expect(bare).toMatchObject({ status: 422, body: { errors: [{ field: 'text', code: 'required' }] } });
    const second = await order(patient, { reason: 'condition-changed' });
    expect(second).toMatchObject({ state: 'ordered', repeatReason: 'condition-changed' });
    // Another item is another exam.
    await order(patient, { item: 'blood-routine' });
  });

  it('keeps a referral from booking it once more without a reason, and no emergency', async () => {
    const patient = nextPatient(patients);
    const echo = await recognisedEcho(patient);
    const form = await examReferral(patient, 'echo');
    const refusal = await refused(doctor, '/v1/referrals', form);
    expect(refusal).toMatchObject({
      status: 422,
      body: {
        errors: [{ field: 'requested.examItem', code: 'recognised-result', message: expect.stringContaining(echo) }],
        recognised: [{ examOrderId: echo }],
      },
    });
    const repeats = [{ item: 'echo', reason: 'pre-operation' }];
    await doctor.post('/v1/referrals', { body: { ...form, repeats } });

    const urgent = await examReferral(nextPatient(patients), 'echo', { urgencyClass: 'U1' });
    const other = urgent as { patientId: string };
    await recognisedEcho({ id: other.patientId, birthDate: '' });
    const { body } = await doctor.post<ReferralView>('/v1/referrals', { body: urgent });
    expect(body.warnings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'recognised-result' })]),
    );
  });

  it('keeps a part of a bundle from being booked once more without a reason', async () => {
    const patient = nextPatient(patients);
    await recognisedEcho(patient);
    const form = (await examReferral(patient, 'echo')) as { requested: { earliest: string; latest: string } };
    const { earliest, latest } = form.requested;
    const bundle = [{ pool: 'exam', examItem: 'echo', when: 'same-day' }];
    const requested = { pool: 'expert-slot', deptCode: '03.04', earliest, latest, bundle };
    const refusal = await refused(doctor, '/v1/referrals', { ...form, requested });
    expect(refusal).toMatchObject({ status: 422, body: { errors: [{ field: 'requested.bundle.0.examItem' }] } });
  });

  it('keeps a unit from being asked for when the result has come in the meantime', async () => {
    const patient = nextPatient(patients);
    const form = (await examReferral(patient, 'echo')) as { requested: object };
    // A minute at night, when nobody examines: the referral waits, and a unit may be asked for.
    const night = plusDays(localDate(today), 5);
    const requested = { ...form.requested, earliest: `${night}T02:00:00+08:00`, latest: `${night}T02:01:00+08:00` };
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, requested }, wait: 10 })).body;
    await act(await as(system, 'hospital-doctor'), id, 'decisions', { decision: 'accept' });
    const stateNow = async () => (await doctor.read<ReferralView>(`/v1/referrals/${id}`)).body;
    await until('waitlisted', 20, async () => (await stateNow()).state === 'waitlisted');
    await recognisedEcho(patient);
    const { version } = await stateNow();
    const wish = { sessionId: '0195f000-0000-7000-8000-000000000020' };
    const path = `/v1/referrals/${id}/unit-requests`;
    const refusal = await refused(doctor, path, wish, version);
    expect(refusal).toMatchObject({ status: 422, body: { code: 'RECOGNISED_RESULT' } });
    const repeats = [{ item: 'echo', reason: 'quality-insufficient' }];
    expect((await refused(doctor, path, { ...wish, repeats }, version)).status).toBe(202);
  });

  /** An echo as the demo county has none at its townships: written as an upper hospital would have recognised it. */
  async function recognisedEcho({ id }: Pick<Patient, 'id' | 'birthDate'>): Promise<string> {
    const { rows } = await system.database.query(
      `INSERT INTO referral.exam_order (county, id, version, state, patient_id, item, kind, ordering_institution, ordered_by,
         performing_institution, reporting_institution, conclusion, report_sealed, reported_by, ordered_at, performed_at,
         reported_at, recognised_at)
       SELECT county, gen_random_uuid(), 4, 'recognised', id, 'echo', 'imaging', $2, $3, $2, $2, 'normal', 'intl.k1.AAAA', $3,
              $4, $4, $4, $4 FROM referral.patient WHERE id = $1 RETURNING id`,
      [id, HOSPITAL, '0195f000-0000-7000-8000-000000000021', new Date(today.getTime() - DAY_MS)],
    );
    return rows[0].id;
  }

  it('is seen by the receiver of a referral before anything is ordered, and by nobody without a part in it', async () => {
    const patient = nextPatient(patients);
    const result = await resultOf(patient);
    const tcm = await as(system, 'hospital-doctor-tcm');
    const path = `/v1/recognised-results?patient=${patient.id}`;
    await expect(tcm.read(path)).rejects.toThrow('404');
    const visit = await firstVisit(doctor, patient.id);
    const day = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString();
    const wish = {
      patient,
      firstVisitEncounterId: visit,
      window: { earliest: day(4), latest: day(5) },
      to: '990101H02',
    };
    await doctor.post('/v1/referrals', { body: upReferral({ ...wish, consentAt: today }) });
    const seen = (await tcm.read<RecognisedList>(path)).body.items;
    expect(seen).toMatchObject([
      { id: result.id, report: 'ST depression plantedinreport', validUntil: expect.any(String) },
    ]);
    const neighbour = await as(system, 'hospital-doctor-b');
    expect((await refused(neighbour, '/v1/exam-orders', { patientId: patient.id, item: 'ecg-12' })).status).toBe(404);
  });

  it('is recognised by hand where the rule does not say so', async () => {
    const patient = nextPatient(patients);
    const own = await order(patient, { item: 'dr', reportingInstitution: undefined });
    await doctor.post(at(own.id, 'performances'), { ifMatch: 1 });
    const report = { conclusion: 'normal', text: 'Clear lungs' };
    const read = (await doctor.post<ExamLine>(at(own.id, 'reports'), { body: report, ifMatch: 2 })).body;
    expect(read.state).toBe('reported');
    expect(await refused(doctor, at(own.id, 'recognitions'), {}, 3)).toMatchObject({ status: 403 });
  });

  it('holds as long as the catalogue says, and no longer', async () => {
    const { items } = (await doctor.read<{ items: { code: string; window?: string }[] }>('/v1/exam-items')).body;
    const windows = Object.fromEntries(items.map(({ code, window }) => [code, window]));
    expect(windows).toMatchObject({ 'ecg-12': '3d', ct: '30d', 'blood-routine': '7d', pathology: 'none' });
    expect(windows.gastroscopy).toBeUndefined();
    const patient = nextPatient(patients);
    await resultOf(patient);
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + 3 * DAY_MS + 60_000));
    const { body } = await doctor.read<RecognisedList>(`/v1/recognised-results?patient=${patient.id}`);
    expect(body.items).toEqual([]);
    await order(patient);
  });
});

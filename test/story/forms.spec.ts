import { randomUUID } from 'node:crypto';
import { checkCharacter } from '../../apps/referral/patient/identity-card.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import { type Api, type Problem, type Reply } from '../../scripts/demo/api.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { Tap } from '../isolation/tap.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, eventsOf, now } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  type Patient,
  until,
  upReferral,
} from './people.js';

const DAY_MS = 86_400_000;
const CHILD_AGE_MS = 14 * 366 * DAY_MS;
const SHA = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type Form = Record<string, unknown> & { patientId: string; consent: object; up: object };

describe('the form of a referral', () => {
  let system: System;
  let tap: Tap;
  let doctor: Api;
  let cardiologist: Api;
  let patients: Patient[];
  let today: Date;

  beforeAll(async () => {
    system = await startSystem();
    tap = await Tap.open(system.amqpUrl);
    doctor = await as(system, 'family-doctor');
    cardiologist = await as(system, 'hospital-doctor');
    patients = await contractedPatients(doctor, 60);
    today = await businessNow(system.database);
  });

  afterAll(async () => {
    await tap?.close();
    await system?.stop();
  });

  const day = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString();
  const isChild = ({ birthDate }: Patient) => today.getTime() - Date.parse(birthDate) < CHILD_AGE_MS;

  function patientWho(fits: (patient: Patient) => boolean): Patient {
    const at = patients.findIndex(fits);
    if (at < 0) throw new Error('no patient left');
    return patients.splice(at, 1)[0] as Patient;
  }

  const adult = () => patientWho((one) => !isChild(one));

  /** A complete and valid form; the window is days ahead, so that the unit does not matter. */
  async function formOf(patient = adult(), change: object = {}): Promise<Form> {
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const window = { earliest: day(4), latest: day(5) };
    const wish = { patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt: today };
    return { ...upReferral(wish), ...change } as Form;
  }

  const submit = async (form: object) => (await doctor.post<ReferralView>('/v1/referrals', { body: form })).body;
  const refused = async (form: object, by = doctor) =>
    (await by.attempt('/v1/referrals', { body: form })) as Reply<Problem>;
  const faults = (reply: Reply<Problem>) =>
    (reply.body.errors as { field: string; code: string; rule?: string }[] | undefined)?.map(({ field, code, rule }) =>
      [field, code, rule].filter(Boolean).join(' '),
    );

  it('reaches the receiver whole: findings, coverage, transport, attachments; sealed, signed, and with its isolation flag', async () => {
    const attachment = { id: randomUUID(), type: 'ecg', sizeBytes: 184_320, sha256: SHA, scan: 'clean' };
    const head = {
      previousEncounterNo: 'MZ20260306001',
      contact: { name: 'Li Plantedcontact', relation: 'daughter', phone: '12012345678' },
      coverage: { scheme: 'resident', poolingArea: '990101', chronicSpecial: ['copd'] },
      transport: { mode: 'own-transport', escort: 'family' },
      attachments: [{ ...attachment, url: 'https://ecg.fenji.example/records/1' }],
    };
    const form = await formOf();
    const up = {
      ...form.up,
      vitals: { temp: 37.2, pulse: 90, sbp: 150, dbp: 90, at: today.toISOString() },
      keyResults: [
        { kind: 'ecg', item: 'ecg-12', value: 'ST depression', at: today.toISOString(), attachmentId: attachment.id },
      ],
      infectious: { suspected: true, disease: 'A15.0' },
    };
    const { id, isolation, signature } = await submit({ ...form, ...head, up });
    expect({ isolation, signature }).toEqual({ isolation: true, signature: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const read = await now(cardiologist, id);
    expect(read).toMatchObject({ isolation: true, form: { ...head, up } });
    const { rows } = await system.database.query(
      'SELECT row_to_json(r)::text AS row FROM referral.referral r WHERE id = $1',
      [id],
    );
    for (const secret of ['Plantedcontact', 'ecg.fenji.example', 'MZ20260306001', SHA])
      expect(rows[0].row).not.toContain(secret);
  });

  it('names every fault with its field, its code and its rule', async () => {
    const form = await formOf();
    const attachments = [
      {
        id: randomUUID(),
        type: 'pdf',
        sizeBytes: 30_000_000,
        sha256: SHA,
        url: 'https://lis.fenji.example/1',
        scan: 'clean',
      },
      { id: randomUUID(), type: 'pdf', sizeBytes: 1, sha256: SHA, url: 'https://evil.example/1', scan: 'clean' },
      {
        id: randomUUID(),
        type: 'pdf',
        sizeBytes: 1,
        sha256: SHA,
        url: 'https://lis.fenji.example/3',
        scan: 'infected',
      },
    ];
    const up = {
      ...form.up,
      reasonCode: ['maternal-risk', 'other'],
      reasonText: undefined,
      infectious: { suspected: true },
      vitals: { sbp: 80, dbp: 90, at: day(-2) },
    };
    const wrong = { transport: { mode: 'ambulance-120' }, criticalCentre: 'stroke', signedAt: day(1), attachments, up };
    const reply = await refused({ ...form, ...wrong });
    expect(reply).toMatchObject({ status: 422, body: { code: 'RULES_BROKEN' } });
    expect(faults(reply)).toEqual([
      'transport.dispatchRef required',
      'attachments.0.sizeBytes too-big',
      'attachments.1.url foreign-host',
      'attachments.2.scan infected',
      'signedAt future V11',
      'criticalCentre not-urgent',
      'up.reasonText required',
      'up.maternal required',
      'up.infectious.disease required',
      'up.vitals.at age',
      'up.vitals.sbp not-above-dbp',
    ]);
  });

  it('of a child needs the guardian by name and somebody who can be called', async () => {
    const child = patientWho(isChild);
    const form = await formOf(child, { contact: undefined });
    const consent = { type: 'patient', at: today.toISOString(), method: 'paper' };
    expect(faults(await refused({ ...form, consent }))).toEqual(['consent.type guardian V12', 'contact required']);
    const nameless = { ...consent, type: 'guardian' };
    expect(faults(await refused({ ...form, consent: nameless }))).toEqual([
      'consent.by required V12',
      'contact required',
    ]);
    const contact = { name: 'Wang Wu', relation: 'mother', phone: '12012345678' };
    await submit({ ...form, consent: { ...nameless, by: 'mother' }, contact });
  });

  it('of an emergency goes on whatever is wrong in it, and says what is to follow', async () => {
    const { patientId } = await formOf();
    const form = {
      urgencyClass: 'U1',
      patientId,
      firstVisitEncounterId: randomUUID(),
      to: { institution: '990101H99' },
      contact: { name: 'X' },
      surprise: true,
      requested: { pool: 'inpatient-bed', deptCode: CARDIOLOGY, earliest: day(2), latest: day(1) },
      up: { chiefComplaint: 'Crushing chest pain', vitals: { sbp: 900 }, allergies: 'none' },
    };
    const view = await submit(form);
    expect(view).toMatchObject({ state: 'accepted', direction: 'up', purpose: 'transfer', greenChannel: true });
    const left = (view.warnings as { field?: string; rule: string }[]).map(({ field }) => field);
    expect(left).toEqual(
      expect.arrayContaining([
        'firstVisitEncounterId',
        'to.institution',
        'contact',
        'surprise',
        'requested',
        'consent',
        'up.vitals',
        'up.allergies',
        'up.presentIllness',
      ]),
    );
    const { form: kept } = await now(doctor, view.id);
    expect(kept).toMatchObject({
      consent: { type: 'emergency-waiver' },
      up: { chiefComplaint: 'Crushing chest pain' },
    });
    const without = await refused({ ...form, up: {} });
    expect(without.status).toBe(400);
    expect(faults(without)).toContain('up.chiefComplaint is-length');
  });

  it('of an emergency is taken from a house that has never seen the patient, and that is recorded', async () => {
    const other = await as(system, 'family-doctor-2');
    const patient = adult();
    expect((await other.attempt(`/v1/patients/${patient.id}`, {})).status).toBe(404);
    const urgent = { urgencyClass: 'U1', patientId: patient.id, up: { chiefComplaint: 'Crushing chest pain' } };
    expect((await refused({ ...(await formOf(patient)), urgencyClass: 'U3' }, other)).status).toBe(404);
    const { body } = await other.post<ReferralView>('/v1/referrals', { body: urgent });
    expect(body).toMatchObject({ state: 'accepted', patientId: patient.id });
    const log = await system.database.query(
      `SELECT account FROM referral.access_log WHERE subject_id = $1 AND purpose = 'emergency'`,
      [patient.id],
    );
    expect(log.rows).toEqual([{ account: 'family-doctor-2' }]);
  });

  it('of a nameless emergency carries a temporary number until a named person says who it was', async () => {
    const stranger = randomUUID();
    const urgent = { urgencyClass: 'U1', patientId: stranger, unknownPatient: { sexCode: 1, ageYears: 60 } };
    const sent = await submit({ ...urgent, up: { chiefComplaint: 'Found unconscious', vitalsNotMeasured: true } });
    expect(sent.warnings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'temporary-patient' })]),
    );
    const before = (
      await doctor.read<{ idType: string; idNo: string }>(`/v1/patients/${stranger}?reveal=true&reason=identity-check`)
    ).body;
    expect(before).toMatchObject({ idType: '99', idNo: expect.stringMatching(/^TMP990101T\d+0{5}1$/) });

    const routine = await formOf();
    const again = await refused({ ...routine, patientId: stranger, firstVisitEncounterId: undefined });
    expect(faults(again)).toContain('patientId temporary V10');

    const known = await manFrom(patients);
    const merged = await doctor.post<{ referrals: string[] }>(`/v1/patients/${stranger}/merges`, {
      body: { into: known.id },
    });
    expect(merged.body.referrals).toEqual([sent.id]);
    expect((await now(doctor, sent.id)).patientId).toBe(known.id);
    const twice = await doctor.attempt(`/v1/patients/${stranger}/merges`, { body: { into: known.id } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'NOT_TEMPORARY' } });
    const { rows } = await system.database.query(
      'SELECT role, institution FROM referral.patient_merge WHERE temporary_id = $1',
      [stranger],
    );
    expect(rows).toEqual([{ role: 'family-doctor', institution: expect.stringContaining('990101T') }]);
  });

  async function manFrom(all: Patient[]): Promise<Patient> {
    for (const patient of all) {
      const { body } = await doctor.read<{ sexCode: number }>(`/v1/patients/${patient.id}`);
      if (body.sexCode === 1) return patient;
    }
    throw new Error('no man under contract');
  }

  it('is written for somebody who walks in: the county knows the patient again by the card', async () => {
    const desk = await as(system, 'referral-desk');
    const resident = buildCounties('tiny')[0]?.residents[7];
    if (!resident) throw new Error('no resident');
    const { name, birthDate, idNo } = resident as unknown as { name: string; birthDate: string; idNo: string };
    const sexCode = Number(idNo[16]) % 2 === 1 ? 1 : 2;
    const card = { name: String(name), sexCode, birthDate, idType: '01', idNo, phone: '12012345678' };
    const form = { ...card, address: 'Village 1', divisionCode: '990101001' };
    const first = await desk.post<{ id: string; known: boolean; warnings: object[] }>('/v1/patients', { body: form });
    expect(first).toMatchObject({ status: 200, body: { known: true, warnings: [] } });
    expect((await desk.read<{ id: string }>(`/v1/patients/${first.body.id}`)).body.id).toBe(first.body.id);

    const digits = '99010119800101009';
    const newcomer = { ...form, idNo: digits + checkCharacter(digits), birthDate: '1980-01-01', sexCode: 2 };
    const added = await desk.post<{ known: boolean; warnings: { code: string }[] }>('/v1/patients', { body: newcomer });
    expect(added).toMatchObject({ status: 201, body: { known: false, warnings: [{ code: 'sex', rule: 'V10' }] } });
    const wrong = await desk.attempt('/v1/patients', {
      body: { ...newcomer, idNo: `${digits}0`, birthDate: '1981-01-01', phone: '0' },
    });
    expect(wrong.status).toBe(400);
    const broken = (await desk.attempt('/v1/patients', {
      body: { ...newcomer, birthDate: '1981-01-01' },
    })) as Reply<Problem>;
    expect(faults(broken)).toEqual(['birthDate other-than-card V10']);
  });

  it('downwards names team, medicines and what to watch, and is asked for what is missing', async () => {
    const patient = adult();
    const { id } = await submit(await formOf(patient));
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    await act(cardiologist, id, 'care-starts');
    const at = today.toISOString();
    const down = {
      admissionAt: day(-3),
      dischargeAt: day(4),
      finalDiagnosis: [{ ...ANGINA, code: 'I10' }],
      mainResults: 'Pressure 150/95.',
      treatmentCourse: 'Amlodipine.',
      conditionAtTransfer: 'chronic-stable',
      nextPlan: 'Go on.',
      rehabAdvice: 'Walk.',
      warningSigns: 'Headache.',
      medications: [{ name: 'Amlodipine', dose: '5 mg', freq: 'once daily', days: 7 }],
      medicationSupplyDays: 7,
      followUpDueAt: day(30).slice(0, 10),
    };
    const consent = { type: 'patient', at, method: 'paper' };
    const head = { direction: 'down', purpose: 'chronic-care', origin: 'hospital', urgencyClass: 'U4', consent };
    const form = { ...head, patientId: patient.id, parentReferralId: id, down };
    expect(faults(await refused(form, cardiologist))).toEqual([
      'down.dischargeAt too-far',
      'down.followUpDueAt too-far',
      'down.medicationSupplyDays range',
      'down.monitoring required',
    ]);
    const monitoring = [{ item: 'blood pressure', target: '< 140/90', interval: 'weekly' }];
    const whole = {
      ...down,
      dischargeAt: at,
      followUpDueAt: day(10).slice(0, 10),
      medicationSupplyDays: undefined,
      monitoring,
    };
    const sent = await cardiologist.post<ReferralDetail>('/v1/referrals', { body: { ...form, down: whole } });
    const read = await now(doctor, sent.body.id);
    expect(read.form).toMatchObject({
      down: { medicationSupplyDays: 28, receivingTeamId: expect.any(String), monitoring },
    });
  });

  it('is answered by reports that close nothing, and by an outcome that is signed', async () => {
    const { id } = await submit(await formOf());
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    const report = await act(cardiologist, id, 'interim-reports', { text: 'Angiography tomorrow.' });
    expect(report.state).toBe('arrived');
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({
      event: 'interim-reported',
      note: 'Angiography tomorrow.',
    });
    const outcome = { outcome: 'treated-outpatient', adviceToFamilyDoctor: 'Statin.', followUpNeeded: false };
    const unknown = { ...outcome, finalDiagnosis: [{ ...ANGINA, code: 'I20.7' }] };
    const { version } = await now(cardiologist, id);
    const refusal = await cardiologist.attempt(`/v1/referrals/${id}/outcomes`, { body: unknown, ifMatch: version });
    expect(refusal).toMatchObject({ status: 422, body: { errors: [{ field: 'finalDiagnosis.0.code' }] } });
    await act(cardiologist, id, 'outcomes', { ...outcome, finalDiagnosis: [ANGINA] });
    const { outcome: returned } = await now(doctor, id);
    expect(returned).toMatchObject({
      signedBy: expect.any(String),
      returnedAt: expect.any(String),
      signature: expect.any(String),
    });
  });

  it('leaves no word of itself in any message', async () => {
    await until('heard', 10, async () => tap.heard.length > 10);
    const all = tap.heard.join('\n');
    for (const secret of ['Plantedcontact', 'Crushing', 'ecg.fenji.example', '12012345678', 'Angiography', 'copd']) {
      expect(all).not.toContain(secret);
    }
  });
});

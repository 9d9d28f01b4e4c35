import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#service/calendar/local-time.js';
import { checkCharacter } from '../../apps/referral/patient/identity-card.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Problem, Reply } from '../../scripts/demo/api.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { Tap } from '../isolation/tap.js';
import { aDownForm } from '../referral/a-form.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, now } from './acting.js';
import { as, businessNow, CARDIOLOGY, moveClock, type Patient, until } from './people.js';
import { faults, Writing } from './writing.js';

describe('the form', () => {
  let system: System;
  let tap: Tap;
  let writing: Writing;
  /** Known at the county hospital only because he came to it. */
  let walkedIn: { id: string; form: object };

  beforeAll(async () => {
    system = await startSystem();
    tap = await Tap.open(system.amqpUrl);
    writing = await Writing.at(system);
  });

  afterAll(async () => {
    await tap?.close();
    await system?.stop();
  });

  it('of an emergency goes on whatever is wrong in it, and says what is to follow', async () => {
    const { patientId } = await writing.formOf();
    const form = {
      urgencyClass: 'U1',
      patientId,
      firstVisitEncounterId: randomUUID(),
      to: { institution: '990101H99' },
      contact: { name: 'X' },
      surprise: true,
      requested: { pool: 'inpatient-bed', deptCode: CARDIOLOGY, earliest: writing.day(2), latest: writing.day(1) },
      up: { chiefComplaint: 'Crushing chest pain', vitals: { sbp: 900 }, allergies: 'none' },
    };
    const view = await writing.submit(form);
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
    const { form: kept } = await now(writing.doctor, view.id);
    expect(kept).toMatchObject({
      consent: { type: 'emergency-waiver' },
      up: { chiefComplaint: 'Crushing chest pain' },
    });
    const without = await writing.refused({ ...form, up: {} });
    expect(without.status).toBe(400);
    expect(faults(without)).toContain('up.chiefComplaint is-length');
  });

  it('of an emergency is taken from a house that has never seen the patient, and that is recorded', async () => {
    const other = await as(system, 'family-doctor-2');
    const patient = writing.adult();
    expect((await other.attempt(`/v1/patients/${patient.id}`, {})).status).toBe(404);
    const urgent = { urgencyClass: 'U1', patientId: patient.id, up: { chiefComplaint: 'Crushing chest pain' } };
    expect((await writing.refused({ ...(await writing.formOf(patient)), urgencyClass: 'U3' }, other)).status).toBe(404);
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
    const sent = await writing.submit({
      ...urgent,
      up: { chiefComplaint: 'Found unconscious', vitalsNotMeasured: true },
    });
    expect(sent.warnings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'temporary-patient' })]),
    );
    const before = (
      await writing.doctor.read<{ idType: string; idNo: string }>(
        `/v1/patients/${stranger}?reveal=true&reason=identity-check`,
      )
    ).body;
    expect(before).toMatchObject({ idType: '99', idNo: expect.stringMatching(/^TMP990101T\d+0{5}1$/) });

    const routine = await writing.formOf();
    const again = await writing.refused({ ...routine, patientId: stranger, firstVisitEncounterId: undefined });
    expect(faults(again)).toContain('patientId temporary V10');

    const nameless = async () => {
      const body = { contract: 'institution', text: '无名氏' };
      return (await writing.doctor.post<{ items: { id: string }[] }>('/v1/patient-searches', { body })).body.items;
    };
    expect((await nameless()).map(({ id }) => id)).toEqual([stranger]);
    const known = await manFrom(writing.patients);
    const merged = await writing.doctor.post<{ referrals: string[] }>(`/v1/patients/${stranger}/merges`, {
      body: { into: known.id },
    });
    expect(merged.body.referrals).toEqual([sent.id]);
    expect((await now(writing.doctor, sent.id)).patientId).toBe(known.id);
    expect(await nameless()).toEqual([]);
    const twice = await writing.doctor.attempt(`/v1/patients/${stranger}/merges`, { body: { into: known.id } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'NOT_TEMPORARY' } });
    const { rows } = await system.database.query(
      'SELECT role, institution FROM referral.patient_merge WHERE temporary_id = $1',
      [stranger],
    );
    expect(rows).toEqual([{ role: 'family-doctor', institution: expect.stringContaining('990101T') }]);

    // An ambulance that still writes the old number, or a house that has never seen either of the two.
    for (const writer of [writing.doctor, await as(system, 'family-doctor-2')]) {
      const body = { ...urgent, up: { chiefComplaint: 'Unconscious again' } };
      const late = await writer.post<ReferralView>('/v1/referrals', { body });
      expect(late.body).toMatchObject({ state: 'accepted', patientId: known.id });
      expect(late.body.warnings).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ code: 'merged-patient' })]),
      );
    }
    // A page that was opened before the merge still says the old number.
    const visit = { patientId: stranger, diagnoses: [ANGINA] };
    expect((await writing.doctor.post('/v1/visits', { body: visit })).body).toMatchObject({ patientId: known.id });
    const exam = { patientId: stranger, item: 'ecg-12' };
    expect((await writing.doctor.post('/v1/exam-orders', { body: exam })).body).toMatchObject({ patientId: known.id });
    const coverage = { body: { scheme: 'resident', poolingArea: '990101' } };
    await writing.doctor.post(`/v1/patients/${stranger}/coverages`, coverage);
    const left = await system.database.query('SELECT 1 FROM referral.coverage WHERE patient_id = $1', [stranger]);
    expect(left.rows).toEqual([]);
  });

  it('of an emergency is taken from two ambulances at once, and with two bodies', async () => {
    const doctors = [writing.doctor, await as(system, 'family-doctor-2')];
    const body = { urgencyClass: 'U1', patientId: randomUUID(), up: { chiefComplaint: '昏迷' } };
    const sent = await Promise.all(doctors.map((doctor) => doctor.post<ReferralView>('/v1/referrals', { body })));
    expect(sent.map((reply) => reply.body.state)).toEqual(['accepted', 'accepted']);
    const { down } = aDownForm();
    expect((await writing.submit({ ...body, down })).warnings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ field: 'down', code: 'foreign' })]),
    );
  });

  async function manFrom(all: Patient[]): Promise<Patient> {
    for (const patient of all) {
      const { body } = await writing.doctor.read<{ sexCode: number }>(`/v1/patients/${patient.id}`);
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
    const kept = ['phone', 'address'].map((field) => ({ code: 'known-otherwise', field }));
    expect(first).toMatchObject({ status: 200, body: { known: true, warnings: kept } });
    expect((await desk.read<{ id: string }>(`/v1/patients/${first.body.id}`)).body.id).toBe(first.body.id);
    walkedIn = { id: first.body.id, form };

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

  it('is written for one and the same person where two desks register somebody at once', async () => {
    const digits = '99010119800101011';
    const body = { ...walkedIn.form, idNo: digits + checkCharacter(digits), birthDate: '1980-01-01', sexCode: 1 };
    const desks = [await as(system, 'referral-desk'), writing.doctor];
    const holder = await system.database.connect();
    await holder.query('BEGIN; LOCK TABLE referral.patient IN SHARE ROW EXCLUSIVE MODE');
    const answers = desks.map((desk) => desk.attempt<{ id: string }>('/v1/patients', { body }));
    const waiting = `SELECT 1 FROM pg_locks WHERE relation = 'referral.patient'::regclass AND NOT granted`;
    await until('both write', 10, async () => (await system.database.query(waiting)).rowCount === 2);
    await holder.query('COMMIT');
    holder.release();
    const registered = await Promise.all(answers);
    expect(registered.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(registered.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
  });

  it('leaves no complaint of an emergency in any message', async () => {
    await until('heard', 10, async () => tap.heard.length > 3);
    expect(tap.heard.join('\n')).not.toContain('Crushing');
  });

  it('a month later whoever only walked in is not known at that house any more, until he comes again', async () => {
    const desk = await as(system, 'referral-desk');
    const { id, form } = walkedIn;
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + 31 * DAY_MS));
    expect((await desk.attempt(`/v1/patients/${id}`, {})).status).toBe(404);
    expect(await desk.post('/v1/patients', { body: form })).toMatchObject({ status: 200, body: { id, known: true } });
    expect((await desk.read<{ id: string }>(`/v1/patients/${id}`)).body.id).toBe(id);
  });
});

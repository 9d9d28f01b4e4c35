import { randomUUID } from 'node:crypto';
import type { ReferralDetail } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { Tap } from '../isolation/tap.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, eventsOf, now } from './acting.js';
import { as, until } from './people.js';
import { faults, Writing } from './writing.js';

const SHA = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('the form of a referral', () => {
  let system: System;
  let tap: Tap;
  let writing: Writing;
  let cardiologist: Api;

  beforeAll(async () => {
    system = await startSystem();
    tap = await Tap.open(system.amqpUrl);
    writing = await Writing.at(system);
    cardiologist = await as(system, 'hospital-doctor');
  });

  afterAll(async () => {
    await tap?.close();
    await system?.stop();
  });

  it('reaches the receiver whole: findings, coverage, transport, attachments; sealed, signed, and with its isolation flag', async () => {
    const attachment = { id: randomUUID(), type: 'ecg', sizeBytes: 184_320, sha256: SHA, scan: 'clean' };
    const head = {
      previousEncounterNo: 'MZ20260306001',
      contact: { name: 'Li Plantedcontact', relation: 'daughter', phone: '12012345678' },
      coverage: { scheme: 'resident', poolingArea: '990101', chronicSpecial: ['copd'] },
      transport: { mode: 'own-transport', escort: 'family' },
      attachments: [{ ...attachment, url: 'https://ecg.fenji.example/records/1' }],
    };
    const form = await writing.formOf();
    const up = {
      ...form.up,
      vitals: { temp: 37.2, pulse: 90, sbp: 150, dbp: 90, at: writing.today.toISOString() },
      keyResults: [
        {
          kind: 'ecg',
          item: 'ecg-12',
          value: 'ST depression',
          at: writing.today.toISOString(),
          attachmentId: attachment.id,
        },
      ],
      infectious: { suspected: true, disease: 'A15.0' },
    };
    const { id, isolation, signature } = await writing.submit({ ...form, ...head, up });
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
    const form = await writing.formOf();
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
      vitals: { sbp: 80, dbp: 90, at: writing.day(-2) },
    };
    const wrong = {
      transport: { mode: 'ambulance-120' },
      criticalCentre: 'stroke',
      signedAt: writing.day(1),
      attachments,
      up,
    };
    const reply = await writing.refused({ ...form, ...wrong });
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
    const child = writing.child();
    const form = await writing.formOf(child, { contact: undefined });
    const consent = { type: 'patient', at: writing.today.toISOString(), method: 'paper' };
    expect(faults(await writing.refused({ ...form, consent }))).toEqual([
      'consent.type guardian V12',
      'contact required',
    ]);
    const nameless = { ...consent, type: 'guardian' };
    expect(faults(await writing.refused({ ...form, consent: nameless }))).toEqual([
      'consent.by required V12',
      'contact required',
    ]);
    const contact = { name: 'Wang Wu', relation: 'mother', phone: '12012345678' };
    await writing.submit({ ...form, consent: { ...nameless, by: 'mother' }, contact });
  });

  it('downwards names team, medicines and what to watch, and is asked for what is missing', async () => {
    const patient = writing.adult();
    const { id } = await writing.submit(await writing.formOf(patient));
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    await act(cardiologist, id, 'care-starts');
    const at = writing.today.toISOString();
    const down = {
      admissionAt: writing.day(-3),
      dischargeAt: writing.day(4),
      finalDiagnosis: [{ ...ANGINA, code: 'I10' }],
      mainResults: 'Pressure 150/95.',
      treatmentCourse: 'Amlodipine.',
      conditionAtTransfer: 'chronic-stable',
      nextPlan: 'Go on.',
      rehabAdvice: 'Walk.',
      warningSigns: 'Headache.',
      medications: [{ name: 'Amlodipine', dose: '5 mg', freq: 'once daily', days: 7 }],
      medicationSupplyDays: 7,
      followUpDueAt: writing.day(30).slice(0, 10),
    };
    const consent = { type: 'patient', at, method: 'paper' };
    const head = { direction: 'down', purpose: 'chronic-care', origin: 'hospital', urgencyClass: 'U4', consent };
    const form = { ...head, patientId: patient.id, parentReferralId: id, down };
    expect(faults(await writing.refused(form, cardiologist))).toEqual([
      'down.dischargeAt too-far',
      'down.followUpDueAt too-far',
      'down.medicationSupplyDays range',
      'down.monitoring required',
    ]);
    const monitoring = [{ item: 'blood pressure', target: '< 140/90', interval: 'weekly' }];
    const whole = {
      ...down,
      dischargeAt: at,
      followUpDueAt: writing.day(10).slice(0, 10),
      medicationSupplyDays: undefined,
      monitoring,
    };
    const sent = await cardiologist.post<ReferralDetail>('/v1/referrals', { body: { ...form, down: whole } });
    const read = await now(writing.doctor, sent.body.id);
    expect(read.form).toMatchObject({
      down: { medicationSupplyDays: 28, receivingTeamId: expect.any(String), monitoring },
    });
  });

  it('is answered by reports that close nothing, and by an outcome that is signed', async () => {
    const { id } = await writing.submit(await writing.formOf());
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    const report = await act(cardiologist, id, 'interim-reports', { text: 'Angiography tomorrow.' });
    expect(report.state).toBe('arrived');
    expect((await eventsOf(writing.doctor, id)).at(-1)).toMatchObject({
      event: 'interim-reported',
      note: 'Angiography tomorrow.',
    });
    const outcome = { outcome: 'treated-outpatient', adviceToFamilyDoctor: 'Statin.', followUpNeeded: false };
    const unknown = { ...outcome, finalDiagnosis: [{ ...ANGINA, code: 'I20.7' }] };
    const { version } = await now(cardiologist, id);
    const refusal = await cardiologist.attempt(`/v1/referrals/${id}/outcomes`, { body: unknown, ifMatch: version });
    expect(refusal).toMatchObject({ status: 422, body: { errors: [{ field: 'finalDiagnosis.0.code' }] } });
    await act(cardiologist, id, 'outcomes', { ...outcome, finalDiagnosis: [ANGINA] });
    const { outcome: returned } = await now(writing.doctor, id);
    expect(returned).toMatchObject({
      signedBy: expect.any(String),
      returnedAt: expect.any(String),
      signature: expect.any(String),
    });
  });

  it('leaves no word of itself in any message', async () => {
    await until('heard', 10, async () => tap.heard.length > 10);
    const all = tap.heard.join('\n');
    for (const secret of ['Plantedcontact', 'ecg.fenji.example', '12012345678', 'Angiography', 'copd']) {
      expect(all).not.toContain(secret);
    }
  });
});

import { DAY_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { Benefit } from '../../apps/referral/insurance/benefit.js';
import type { BenefitPreview } from '../../apps/referral/insurance/benefit-preview.dto.js';
import type { CoveragesView } from '../../apps/referral/insurance/coverage.dto.js';
import type { LadderView } from '../../apps/referral/insurance/ladder.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { JudgedVisit } from '../../apps/referral/visit/visit.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, now } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  inParallel,
  nextPatient,
  type Patient,
  publishEvening,
  upReferral,
  windowOf,
} from './people.js';

const YUAN = 100;
const TOWNSHIP = '990101T01';

describe('the insurance preview', () => {
  let system: System;
  let doctor: Api;
  let hospital: Api;
  let desk: Api;
  let insurer: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    hospital = await as(system, 'hospital-doctor');
    desk = await as(system, 'arrival-desk');
    insurer = await as(system, 'county-health-authority');
    patients = (await contractedPatients(doctor, 60)).filter(({ birthDate }) => birthDate < '2005');
  });

  afterAll(() => system?.stop());

  /** An adult whose residents' insurance pays, and who gets no aid. */
  async function insured(): Promise<Patient> {
    const patient = nextPatient(patients);
    const coverage = { scheme: 'resident', poolingArea: '990101' };
    await doctor.post(`/v1/patients/${patient.id}/coverages`, { body: coverage });
    return patient;
  }

  function documentOf({ id }: Patient) {
    const resident = buildCounties('tiny')[0]?.residents.find((one) => one.id === id);
    return { idType: '01', idNo: resident?.idNo ?? '' };
  }

  /** A stay at the township, discharged with this cost. */
  async function townshipStay(patient: Patient, eligibleCostFen: number): Promise<JudgedVisit> {
    const body = { patientId: patient.id, diagnoses: [ANGINA], careType: 'inpatient', deptCode: '21' };
    const { id } = (await doctor.post<JudgedVisit>('/v1/visits', { body })).body;
    const end = { body: { eligibleCostFen }, ifMatch: 1 };
    return (await doctor.post<JudgedVisit>(`/v1/visits/${id}/discharges`, end)).body;
  }

  /** An admission to the county hospital after the visit, in its episode. */
  async function admissionOf(patient: Patient, visitId: string, hours = 24): Promise<ReferralView> {
    const at = await businessNow(system.database);
    const earliest = new Date(at.getTime() + hours * 3_600_000);
    const window = { earliest: earliest.toISOString(), latest: new Date(earliest.getTime() + DAY_MS).toISOString() };
    const form = upReferral({ patient, firstVisitEncounterId: visitId, window, to: COUNTY_HOSPITAL, consentAt: at });
    const requested = { pool: 'inpatient-bed', deptCode: '03.04', bedClass: 'general', ...window };
    const body = { ...form, purpose: 'admission', requested };
    return (await doctor.post<ReferralView>('/v1/referrals', { body })).body;
  }

  async function admitted(patient: Patient, eligibleCostFen: number): Promise<JudgedVisit> {
    const body = { document: documentOf(patient), diagnoses: [ANGINA], careType: 'inpatient', deptCode: '03.04' };
    const { id } = (await hospital.post<JudgedVisit>('/v1/visits', { body })).body;
    const end = { body: { eligibleCostFen }, ifMatch: 1 };
    return (await hospital.post<JudgedVisit>(`/v1/visits/${id}/discharges`, end)).body;
  }

  async function previewOf(enquiry: object, who = doctor): Promise<BenefitPreview> {
    return (await who.post<BenefitPreview>('/v1/benefit-previews', { body: enquiry })).body;
  }

  it('stands in the answer to the POST of a referral and whenever it is read', async () => {
    const patient = await insured();
    const at = await businessNow(system.database);
    const session = await publishEvening(await as(system, 'his-adapter'), at, { days: 4, capacity: 10 });
    const visitId = await firstVisit(doctor, patient.id);
    const wish = { patient, firstVisitEncounterId: visitId, window: windowOf(session), consentAt: at };
    const form = upReferral({ ...wish, to: COUNTY_HOSPITAL });
    const { body } = await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 });
    const expected = { careType: 'outpatient', tier: 3, rateBps: 6000, payNowFen: 0, inArea: true };
    expect(body.verdict.benefit).toMatchObject(expected);
    expect(body.verdict.text.zh).toContain('预计报销 60 %');
    expect((await now(doctor, body.id)).verdict.benefit).toMatchObject(expected);
  });

  it('counts the deductible on from the township: 200 there, 300 at the county, nothing on the way back', async () => {
    const patient = await insured();
    const stay = await townshipStay(patient, 6000 * YUAN);
    expect(stay.bill).toMatchObject({ deductibleFen: 200 * YUAN });
    const referral = await admissionOf(patient, stay.id);
    expect(referral.verdict.benefit).toMatchObject({
      payNowFen: 300 * YUAN,
      alreadyPaidFen: 200 * YUAN,
      deductibleContinuous: true,
    });
    const county = await admitted(patient, 6000 * YUAN);
    expect(county).toMatchObject({ referralId: referral.id, verdictCode: 'compliant' });
    expect(county.bill).toEqual({
      eligibleCostFen: 6000 * YUAN,
      deductibleFen: 300 * YUAN,
      reimbursedFen: 4275 * YUAN,
      patientFen: 1725 * YUAN,
    });
    const back = { institution: TOWNSHIP, careType: 'inpatient', compliant: true, direction: 'down' };
    const { benefit } = await previewOf({ ...back, patientId: patient.id, episodeId: referral.episodeId });
    expect(benefit).toMatchObject({ payNowFen: 0, deductibleContinuous: true });
  });

  it('takes the whole deductible and twenty points less after a bypass, and says what a referral had meant', async () => {
    const patient = await insured();
    await townshipStay(patient, 6000 * YUAN);
    const county = await admitted(patient, 6000 * YUAN);
    expect(county.verdict).toMatchObject({ verdict: 'bypass-first-visit', penalty: true });
    expect(county.verdict?.benefit).toMatchObject({ rateBps: 5500, payNowFen: 500 * YUAN });
    expect(county.verdict?.benefit?.ifCompliant).toMatchObject({ rateBps: 7500 });
    expect(county.bill).toMatchObject({ reimbursedFen: 3025 * YUAN, patientFen: 2975 * YUAN });
  });

  it('leaves 350 for the county where the township cost only 150', async () => {
    const patient = await insured();
    const stay = await townshipStay(patient, 150 * YUAN);
    const referral = await admissionOf(patient, stay.id);
    expect(referral.verdict.benefit).toMatchObject({ alreadyPaidFen: 150 * YUAN, payNowFen: 350 * YUAN });
  });

  it('does not link an admission four days after the discharge', async () => {
    const patient = await insured();
    const stay = await townshipStay(patient, 6000 * YUAN);
    const referral = await admissionOf(patient, stay.id, 4 * 24);
    const benefit = referral.verdict.benefit as Benefit;
    expect(benefit).toMatchObject({ payNowFen: 500 * YUAN, deductibleContinuous: false });
    expect(benefit.reasons).toContain('gap-too-long');
  });

  it('asks no deposit of who receives aid, and shows approved diseases to doctors only', async () => {
    const patient = await insured();
    const coverage = { scheme: 'resident', poolingArea: '990101', aidCategory: 'minimum-living' };
    const approved = { ...coverage, chronicSpecial: ['severe-mental'] };
    await doctor.post(`/v1/patients/${patient.id}/coverages`, { body: approved });
    const { benefit } = await previewOf({
      institution: COUNTY_HOSPITAL,
      careType: 'inpatient',
      compliant: true,
      patientId: patient.id,
    });
    expect(benefit.depositWaived).toBe(true);
    const seen = (await doctor.read<CoveragesView>(`/v1/patients/${patient.id}/coverages`)).body.items;
    expect(seen).toMatchObject([{ aidCategory: 'minimum-living', chronicSpecial: ['severe-mental'] }, {}]);
    await admitted(patient, 100);
    const atDesk = (await desk.read<CoveragesView>(`/v1/patients/${patient.id}/coverages`)).body.items;
    expect(JSON.stringify(atDesk)).not.toContain('severe-mental');
    const stranger = await as(system, 'family-doctor-b');
    await expect(stranger.read(`/v1/patients/${patient.id}/coverages`)).rejects.toThrow('404');
  });

  it('holds one coverage at a time, whoever writes it down at once', async () => {
    const patient = await insured();
    const told = ['employee', 'resident', 'employee', 'resident', 'employee', 'none'];
    await inParallel(told, 6, async (scheme) => {
      await doctor.post(`/v1/patients/${patient.id}/coverages`, { body: { scheme, poolingArea: '990101' } });
    });
    const { rows } = await system.database.query(
      `SELECT count(*)::int AS held FROM referral.coverage WHERE patient_id = $1 AND daterange(valid_from, valid_to) @> referral.business_now()::date`,
      [patient.id],
    );
    expect(rows).toEqual([{ held: 1 }]);
  });

  it('says what it does not know and gives no figure', async () => {
    const enquiry = { institution: COUNTY_HOSPITAL, careType: 'inpatient', compliant: true };
    const { benefit, bill } = await previewOf({ ...enquiry, eligibleCostFen: 600_000 });
    expect(benefit.unknown).toEqual(['coverage']);
    expect([benefit.rateBps, bill]).toEqual([undefined, undefined]);
    const coverage = { scheme: 'resident', poolingArea: '330100' };
    expect((await previewOf({ ...enquiry, coverage })).benefit.unknown).toEqual(['benefit-ladder']);
  });

  it('refuses a ladder whose share rises with the tier, and begins a new edition on its day', async () => {
    const today = localDate(await businessNow(system.database));
    const validFrom = plusDays(today, 1);
    const edition = {
      ...{ scheme: 'employee', careType: 'inpatient', inArea: true, compliant: true, validFrom },
      ...{ rateBps: [9000, 8500, 8000, 6500], deductibleFen: [10_000, 20_000, 50_000, 90_000] },
      ...{ approvedBy: 'County medical insurance bureau', source: 'test' },
    };
    const rising = { ...edition, rateBps: [9000, 8500, 8600, 6500] };
    expect(await insurer.attempt<Problem>('/v1/benefit-ladders', { body: rising })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'rateBps.2', code: 'not-monotone' }] },
    });
    const over = { ...edition, validFrom: '2020-01-01' };
    expect((await insurer.attempt('/v1/benefit-ladders', { body: over })).status).toBe(422);
    expect((await hospital.attempt('/v1/benefit-ladders', { body: edition })).status).toBe(403);
    const saved = (await insurer.post<LadderView>('/v1/benefit-ladders', { body: edition })).body;
    expect(saved).toMatchObject({ region: '990101', version: 2, validFrom });
    const inForce = async (on: string) =>
      (await doctor.read<{ items: LadderView[] }>(`/v1/benefit-ladders?limit=100&on=${on}`)).body.items
        .filter(({ scheme, careType, inArea }) => scheme === 'employee' && careType === 'inpatient' && inArea)
        .map(({ version }) => version);
    expect(await inForce(today)).toEqual([1]);
  });

  it('the database itself refuses a ladder that rises, whoever writes it', async () => {
    const insert = `INSERT INTO referral.benefit_ladder (region, scheme, care_type, in_area, compliant, version, rate_bps,
      deductible_fen, valid_from, approved_by, source)
      VALUES ('990199', 'resident', 'inpatient', true, true, 1, '{8000,8100,7000,6000}', '{0,0,0,0}', '2026-01-01', 'x', 'x')`;
    await expect(system.database.query(insert)).rejects.toThrow('monotone');
  });
});

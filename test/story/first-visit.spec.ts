import { randomUUID } from 'node:crypto';
import { localDate } from '#service/calendar/local-time.js';
import type { EpisodeView } from '../../apps/referral/episode/episode.dto.js';
import type { CatalogueChange } from '../../apps/referral/gate/catalogue/catalogue.dto.js';
import type { VerdictPreview } from '../../apps/referral/gate/verdict/verdict-preview.dto.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { JudgedVisit, VisitView } from '../../apps/referral/visit/visit.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, now } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  nextPatient,
  type Patient,
  publishEvening,
  TCM_HOSPITAL,
  until,
  upReferral,
  windowOf,
} from './people.js';

const TOWNSHIP = '990101T01';
const icd = (code: string) => ({ ...ANGINA, code, name: code });

describe('a first visit', () => {
  let system: System;
  let doctor: Api;
  let hospital: Api;
  let authority: Api;
  let patients: Patient[];
  let today: string;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    hospital = await as(system, 'hospital-doctor');
    authority = await as(system, 'county-health-authority');
    const adults = (await contractedPatients(doctor, 60)).filter(({ birthDate }) => birthDate < '2005');
    patients = adults;
    today = localDate(await businessNow(system.database));
  });

  afterAll(() => system?.stop());

  /** What the patient shows at a desk. */
  function documentOf({ id }: Patient) {
    const resident = buildCounties('tiny')[0]?.residents.find((one) => one.id === id);
    return { idType: '01', idNo: resident?.idNo ?? '' };
  }

  async function walksIn(at: Api, who: Patient, more: object): Promise<JudgedVisit> {
    return (await at.post<JudgedVisit>('/v1/visits', { body: { document: documentOf(who), ...more } })).body;
  }

  async function referred(patient: Patient): Promise<ReferralView> {
    const [visit, at] = [await firstVisit(doctor, patient.id), await businessNow(system.database)];
    const session = await publishEvening(await as(system, 'his-adapter'), at, {
      days: 4,
      capacity: 10,
      time: `18:${10 + patients.length}`,
    });
    const wish = { patient, firstVisitEncounterId: visit, window: windowOf(session), consentAt: at };
    const body = upReferral({ ...wish, to: COUNTY_HOSPITAL });
    return (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
  }

  it('at the township is compliant, and the township owns the case', async () => {
    const patient = nextPatient(patients);
    const body = { patientId: patient.id, diagnoses: [ANGINA] };
    const visit = (await doctor.post<JudgedVisit>('/v1/visits', { body })).body;
    expect(visit.verdict).toMatchObject({ verdict: 'compliant', reasons: ['primary-first-visit'], penalty: false });
    const episode = (await doctor.read<EpisodeView>(`/v1/episodes/${visit.episodeId}`)).body;
    expect(episode.firstContactResponsibility).toMatchObject({ institution: TOWNSHIP });
  });

  it('at the hospital, with a disease of the catalogue, is a bypass: cared for, told why and what it costs', async () => {
    const patient = nextPatient(patients);
    const stranger = await hospital.attempt<Problem>('/v1/visits', {
      body: { patientId: patient.id, diagnoses: [ANGINA] },
    });
    expect(stranger.status).toBe(404);
    const visit = await walksIn(hospital, patient, { diagnoses: [ANGINA], deptCode: '03.04' });
    expect(visit).toMatchObject({ institution: COUNTY_HOSPITAL, tier: 3, verdictCode: 'bypass-first-visit' });
    expect(visit.verdict).toMatchObject({ penalty: true, reasons: ['no-referral', 'disease-in-catalogue'] });
    expect(visit.verdict?.benefit).toMatchObject({ rateBps: 4000, ifCompliant: { rateBps: 6000 } });
    expect(visit.verdict?.text.zh).toContain('首诊病种越级就诊');
    expect(visit.verdict?.text.en).toContain('care is never refused');
    expect(visit.verdict?.text.en).toContain(visit.verdict?.ruleSetVersion);
    expect((await hospital.read<VisitView>(`/v1/visits/${visit.id}`)).body.verdictCode).toBe('bypass-first-visit');
  });

  it('at the hospital, with another disease, is unreferred', async () => {
    const visit = await walksIn(hospital, nextPatient(patients), { diagnoses: [icd('E04.9')], deptCode: '03.07' });
    expect(visit.verdict).toMatchObject({ verdict: 'unreferred', penalty: true, reasons: ['no-referral'] });
  });

  it('in the emergency department is exempt by its triage record, and says so where that is missing', async () => {
    const patient = nextPatient(patients);
    const emergency = { diagnoses: [ANGINA], careType: 'emergency' };
    const without = await walksIn(hospital, patient, emergency);
    expect(without.verdict).toMatchObject({
      verdict: 'bypass-first-visit',
      notGranted: [{ code: 'EX01', missing: ['triage-record'] }],
    });
    const at = (await businessNow(system.database)).toISOString();
    const triageRecord = { no: 'TR-0001', urgencyClass: 'U2', by: 'ambulance', at };
    const exempt = await walksIn(hospital, patient, { ...emergency, evidence: { triageRecord } });
    expect(exempt.verdict).toMatchObject({ verdict: 'exempt', code: 'EX01', penalty: false });
  });

  it('of a pregnant woman is exempt with her maternal record and not without', async () => {
    const women = buildCounties('tiny')[0]?.residents.filter(({ sexCode }) => sexCode === '2') ?? [];
    const patient = patients.splice(
      patients.findIndex(({ id }) => women.some((woman) => woman.id === id)),
      1,
    )[0] as Patient;
    const claim = { diagnoses: [icd('O13')], deptCode: '03', claimedExemption: 'EX02' };
    const without = await walksIn(hospital, patient, claim);
    expect(without.verdict?.notGranted).toEqual([{ code: 'EX02', missing: ['maternal-record'] }]);
    const maternalRecord = { no: 'MR-0001', gestWeeks: 31, riskColour: 'yellow' };
    const exempt = await walksIn(hospital, patient, { ...claim, evidence: { maternalRecord } });
    expect(exempt.verdict).toMatchObject({ verdict: 'exempt', code: 'EX02' });
    const nonsense = { maternalRecord: { no: 'MR-0001' } };
    const refused = await hospital.attempt<Problem>('/v1/visits', {
      body: { document: documentOf(patient), ...claim, evidence: nonsense },
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'evidence.maternalRecord.gestWeeks', code: 'required' }] },
    });
  });

  it('for tuberculosis is exempt with the number of its report, which only who treats may see', async () => {
    const patient = nextPatient(patients);
    const evidence = { infectiousReport: { no: 'IDR-990101-000077' } };
    const ill = { diagnoses: [icd('A15.0')], deptCode: '03', evidence };
    const visit = await walksIn(hospital, patient, ill);
    expect(visit.verdict).toMatchObject({ verdict: 'exempt', code: 'EX06' });
    const desk = (await (await as(system, 'referral-desk')).read<VisitView>(`/v1/visits/${visit.id}`)).body;
    expect(desk.verdict).toMatchObject({ verdict: 'exempt', codeSealed: true });
    expect(JSON.stringify(desk)).not.toMatch(/EX06|IDR-990101/);
    expect((await hospital.read<VisitView>(`/v1/visits/${visit.id}`)).body.evidence).toEqual(evidence);
    const { rows } = await system.database.query(
      `SELECT 1 FROM referral.encounter e WHERE strpos(e::text, 'IDR-990101') > 0`,
    );
    expect(rows).toEqual([]);
  });

  it('as a planned revisit of the hospital that discharged the patient is exempt, at another one it is not', async () => {
    const patient = nextPatient(patients);
    const stay = await walksIn(hospital, patient, { diagnoses: [ANGINA], careType: 'inpatient', deptCode: '03.04' });
    const early = await walksIn(hospital, patient, { diagnoses: [ANGINA], claimedExemption: 'EX04' });
    expect(early.verdict?.notGranted).toEqual([{ code: 'EX04', missing: ['earlier-discharge'] }]);
    await hospital.post(`/v1/visits/${stay.id}/discharges`, { body: { eligibleCostFen: 600_000 }, ifMatch: 1 });
    const again = await walksIn(hospital, patient, { diagnoses: [icd('I20.0')] });
    expect(again.verdict).toMatchObject({ verdict: 'exempt', code: 'EX04' });
    const other = await walksIn(await as(system, 'hospital-doctor-tcm'), patient, { diagnoses: [ANGINA] });
    expect(other.verdict?.notGranted).toEqual([{ code: 'EX04', missing: ['discharge-of-this-hospital'] }]);
  });

  it('with a referral is compliant as expected, and again when the patient comes; the case then changes hands', async () => {
    const patient = nextPatient(patients);
    const { id, verdict, episodeId } = await referred(patient);
    expect(verdict).toMatchObject({ verdict: 'compliant-expected', penalty: false });
    const owner = async () =>
      (await doctor.read<EpisodeView>(`/v1/episodes/${episodeId}`)).body.firstContactResponsibility;
    expect(await owner()).toMatchObject({ institution: TOWNSHIP });
    await act(await as(system, 'referral-desk'), id, 'decisions', { decision: 'accept' });
    expect(await owner()).toMatchObject({ institution: COUNTY_HOSPITAL, referralId: id });
    const visit = await walksIn(hospital, patient, { diagnoses: [ANGINA], deptCode: '03.04' });
    expect(visit).toMatchObject({ referralId: id, episodeId });
    expect(visit.verdict).toMatchObject({ verdict: 'compliant', penalty: false });
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    const detail: ReferralDetail = await now(doctor, id);
    expect(detail.verdictCode).toBe('compliant');
    expect((detail.gate as { earlier: { verdict: string }[] }).earlier.map((one) => one.verdict)).toEqual([
      'compliant-expected',
    ]);
  });

  it('is looked for again when the desk redirects: another hospital, another verdict beside the first', async () => {
    const { id } = await referred(nextPatient(patients));
    const to = { institution: TCM_HOSPITAL, deptCode: '03.04' };
    await act(await as(system, 'referral-desk'), id, 'decisions', { decision: 'redirect', reason: 'no-capacity', to });
    const gate = (await now(doctor, id)).gate as { inputs: { moment: string; to: object }; earlier: object[] };
    expect(gate.inputs).toMatchObject({ moment: 'redirect', to: { institution: TCM_HOSPITAL } });
    expect(gate.earlier).toHaveLength(1);
  });

  it('can be previewed: the same verdict, and nothing stored', async () => {
    const patient = nextPatient(patients);
    const question = { patientId: patient.id, institution: COUNTY_HOSPITAL, diagnosis: 'I20.9', deptCode: '03.04' };
    const count = async () => (await system.database.query('SELECT count(*) FROM referral.encounter')).rows[0];
    const before = await count();
    const alone = (await doctor.post<VerdictPreview>('/v1/verdict-previews', { body: question })).body;
    expect(alone).toMatchObject({ verdict: 'bypass-first-visit', institution: COUNTY_HOSPITAL });
    expect(await count()).toEqual(before);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const referral = { direction: 'up', urgencyClass: 'U3', firstVisitEncounterId };
    const with_ = await doctor.post<VerdictPreview>('/v1/verdict-previews', { body: { ...question, referral } });
    expect(with_.body).toMatchObject({
      verdict: 'compliant-expected',
      reasons: ['pair-consortium', 'first-visit-proven'],
    });
    const { diagnosis: _, ...bare } = question;
    expect((await doctor.post<VerdictPreview>('/v1/verdict-previews', { body: bare })).body).toMatchObject({
      verdict: 'unreferred',
      unknown: ['diagnosis'],
    });
  });

  it('follows the catalogue that the county publishes from a file', async () => {
    const about = `validFrom=${today}&approvedBy=County&source=test`;
    const path = `/v1/first-visit-disease-imports?${about}`;
    const csv = (lines: string[]) => ({ body: { csv: ['icd10From,icd10To,tier', ...lines].join('\n') } });
    const wrong = await authority.attempt<Problem>(path, csv(['E00,E07,2', 'E05,E10,9', 'I15,I10,2']));
    expect(wrong).toMatchObject({ status: 422, body: { code: 'CATALOGUE_INVALID' } });
    const fields = ((wrong.body as Problem).errors ?? []).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['csv.3.tier', 'csv.4.icd10From']));
    const overlapping = await authority.attempt<Problem>(path, csv(['E00,E07,2', 'E05,E10,1']));
    expect((overlapping.body as Problem).errors).toMatchObject([{ field: 'csv.3.icd10From' }]);
    const lines = ['E00,E14,2', 'I10,I15,2', 'I20,I25,2'];
    const dry = await authority.post<CatalogueChange>(`${path}&dryRun=true`, csv(lines));
    expect(dry.body).toMatchObject({ dryRun: true, lines: 3 });
    const published = await authority.post<CatalogueChange>(path, csv(lines));
    expect(published.body).toMatchObject({ dryRun: false, version: 2, lines: 3 });
    const patient = nextPatient(patients);
    await until('a bypass', 10, async () => {
      const visit = await walksIn(hospital, patient, { diagnoses: [icd('E04.9')], deptCode: '03.07' });
      return visit.verdictCode === 'bypass-first-visit';
    });
    expect((await doctor.attempt(path, csv(lines))).status).toBe(403);
  });

  it('is not asked of who comes because of an event that the county has declared', async () => {
    const id = `flood-${randomUUID().slice(0, 8)}`;
    const patient = nextPatient(patients);
    const comes = { diagnoses: [ANGINA], evidence: { massEvent: { id } } };
    expect((await walksIn(hospital, patient, comes)).verdict?.notGranted).toEqual([
      { code: 'EX10', missing: ['declared-event'] },
    ]);
    const event = { id, name: '山洪', nameEn: 'Flash flood', validFrom: today, validTo: '2099-01-01' };
    await authority.post('/v1/mass-events', { body: event });
    expect((await authority.attempt('/v1/mass-events', { body: event })).status).toBe(409);
    await until('exempt', 10, async () => (await walksIn(hospital, patient, comes)).verdict?.code === 'EX10');
  });
});

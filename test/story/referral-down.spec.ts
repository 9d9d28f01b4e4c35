import { DAY_MS } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, actions, now, refused, wayOf } from './acting.js';
import { homePlan, referralDown } from './course.js';
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
  upReferral,
} from './people.js';

describe('a referral down', () => {
  let system: System;
  let doctor: Api;
  let cardiologist: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    cardiologist = await as(system, 'hospital-doctor');
    patients = await contractedPatients(doctor, 10);
  });

  afterAll(() => system?.stop());

  /** A patient who was referred up, walked in, and is treated at the county hospital. */
  async function patientInCare(): Promise<ReferralView> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const day = (days: number) => new Date(consentAt.getTime() + days * DAY_MS).toISOString();
    const window = { earliest: day(4), latest: day(5) };
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 })).body;
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    return act(cardiologist, id, 'care-starts');
  }

  const referDown = (up: ReferralView) => referralDown(system, cardiologist, up);

  it('returns the outcome of the way up, goes home to the team, and closes both loops', async () => {
    const up = await patientInCare();
    const down = await referDown(up);
    expect(down).toMatchObject({
      state: 'submitted',
      episodeId: up.episodeId,
      to: { institution: '990101T01', deptCode: '02' },
    });
    expect(await now(doctor, up.id)).toMatchObject({
      state: 'outcome-returned',
      outcome: { outcome: 'down-referred' },
    });
    await act(doctor, down.id, 'decisions', { decision: 'accept' });
    expect(await now(doctor, up.id)).toMatchObject({ state: 'closed' });
    expect(await wayOf(doctor, up.id)).toEqual(['T02', 'T17', 'T25', 'T27', 'T30']);
    const contactAt = new Date((await businessNow(system.database)).getTime() + 2 * DAY_MS);
    expect(await act(doctor, down.id, 'first-contacts', { at: contactAt.toISOString() })).toMatchObject({
      state: 'confirmed',
      firstContactAt: contactAt.toISOString(),
      dueKind: 'visit',
    });
    await moveClock(system.databaseUrl, contactAt);
    await act(doctor, down.id, 'arrivals');
    const report = {
      outcome: 'handover-done',
      finalDiagnosis: [ANGINA],
      adviceToFamilyDoctor: 'Stable.',
      followUpNeeded: false,
    };
    await act(doctor, down.id, 'outcomes', report);
    expect(await actions(cardiologist, down.id)).toEqual(['T28 query-outcome', 'T30 acknowledge']);
    expect(await act(cardiologist, down.id, 'acknowledgements')).toMatchObject({ state: 'closed' });
    expect(await wayOf(cardiologist, down.id)).toEqual(['T02', 'T06', 'T11', 'T24', 'T26', 'T30']);
  });

  it('is one episode with the way up', async () => {
    const up = await patientInCare();
    const down = await referDown(up);
    const episode = (await doctor.read<{ legs: { referralId: string }[] }>(`/v1/episodes/${up.episodeId}`)).body;
    expect(episode.legs.map(({ referralId }) => referralId)).toEqual([up.id, down.id]);
  });

  it('is decided by the team and by nobody else', async () => {
    const down = await referDown(await patientInCare());
    expect(await actions(doctor, down.id)).toEqual([
      'T03 review',
      'T04 return-for-info',
      'T06 accept',
      'T07 reject',
      'T15 redirect',
    ]);
    expect(await actions(cardiologist, down.id)).toEqual([
      'T22 cancel',
      'T36 extend',
      'T15 choose-for-patient',
      'T22 cancel-for-patient',
    ]);
    await expect((await as(system, 'family-doctor-2')).read(`/v1/referrals/${down.id}`)).rejects.toThrow('404');
  });

  it('names what is wrong with its plan', async () => {
    const up = await patientInCare();
    const body = await homePlan(system, up, { medicationSupplyDays: 7, finalDiagnosis: [{ ...ANGINA, code: 'I10' }] });
    const { status, body: problem } = await refused(cardiologist, '/v1/referrals', { body });
    expect(status).toBe(422);
    expect(problem.errors?.map(({ field }) => field)).toEqual(['down.medicationSupplyDays', 'down.monitoring']);
  });

  it('goes to one department of the team once at a time', async () => {
    const up = await patientInCare();
    const { id } = await referDown(up);
    const { status, body } = await refused(cardiologist, '/v1/referrals', { body: await homePlan(system, up) });
    expect([status, body.code, body.open]).toMatchObject([409, 'OPEN_REFERRAL', { id }]);
    expect(up.to.deptCode).toBe(CARDIOLOGY);
  });
});

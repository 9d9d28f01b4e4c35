import { randomUUID } from 'node:crypto';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Booking } from '../../apps/reservation/booking/booking.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { breachesAtRest } from '../invariants/invariants.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, now, refused, wayOf } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  type Patient,
  until,
  upReferral,
} from './people.js';

const REHABILITATION = '21';

interface WardDay {
  kind: string;
  bases: { basis: string; beds: number; reserve: number; inForce: boolean }[];
  offers: { sessionId: string; group: string; bedClass: string; capacity: number; reserve: number }[];
}

describe('beds of wards', () => {
  let system: System;
  let doctor: Api;
  let cardiologist: Api;
  let township: Api;
  let hospital: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    cardiologist = await as(system, 'hospital-doctor');
    township = await as(system, 'his-adapter-township');
    hospital = await as(system, 'his-adapter');
    patients = await contractedPatients(doctor, 5);
  });

  afterAll(() => system?.stop());

  const dateIn = async (days: number) => plusDays(localDate(await businessNow(system.database)), days);
  const count = (bedClass: string, vacant: number, expectedDischarges = 0) => ({
    bedClass,
    staffed: 40,
    vacant,
    expectedDischarges,
    expectedAdmissions: 6,
  });
  const report = async (api: Api, group: string, date: string, kind: string, ...counts: object[]) => {
    const body = { wardDays: [{ group, date, kind, place: 'Ward', counts }] };
    return (await api.post<{ items: WardDay[] }>('/v1/ward-days', { body })).body.items[0]!;
  };
  const ofDay = (date: string) => ({ earliest: `${date}T10:00:00+08:00`, latest: `${date}T18:00:00+08:00` });

  it('are offered with three bases of the reserve, the excluded classes aside (TV27)', async () => {
    const date = await dateIn(5);
    const counts = [count('general', 4, 5), count('vip', 1), count('isolation', 1)];
    const day = await report(hospital, '05.09', date, 'forecast', ...counts);
    expect(day.offers).toMatchObject([{ group: '05.09', bedClass: 'general', capacity: 9, reserve: 2 }]);
    expect(day.bases).toEqual([
      { basis: 'allocatable', beds: 9, reserve: 2, inForce: true },
      { basis: 'total-staffed', beds: 40, reserve: 8, inForce: false },
      { basis: 'expected-admissions', beds: 6, reserve: 2, inForce: false },
    ]);
    const again = await hospital.post('/v1/ward-days', {
      body: { wardDays: [{ group: '05.09', date, kind: 'forecast', place: 'Ward', counts }] },
    });
    expect([again.status, again.body]).toEqual([200, { items: [day] }]);
    const path = `/v1/ward-days?from=${date}&group=05.09`;
    const seenBy = async (account: string) => (await (await as(system, account)).read<{ items: WardDay[] }>(path)).body;
    expect((await seenBy('county-health-authority')).items).toEqual([day]);
    expect((await seenBy('referral-desk')).items).toEqual([day]);
    expect((await seenBy('his-adapter-tcm')).items).toEqual([]);
    const early = { wardDays: [{ group: '05.09', date, kind: 'actual', place: 'Ward', counts }] };
    const { status, body } = await refused(hospital, '/v1/ward-days', { body: early });
    expect([status, body.errors?.[0]]).toMatchObject([422, { field: 'wardDays.0.kind', code: 'not-yet' }]);
  });

  it('of a township take a patient who comes back: held, confirmed, used, given a bed', async () => {
    const up = await inCare(patients.pop()!);
    const date = await dateIn(3);
    const counts = [count('rehab', 2), count('nursing', 1)];
    const { offers } = await report(township, REHABILITATION, date, 'forecast', ...counts);
    expect(offers).toMatchObject([
      { group: '21.rehab', capacity: 2, reserve: 0 },
      { group: '21.nursing', capacity: 1, reserve: 0 },
    ]);
    const { id } = (await cardiologist.post<ReferralView>('/v1/referrals', { body: await downTo(up, date), wait: 10 }))
      .body;
    await until('offered', 20, async () => (await now(doctor, id)).offered);
    expect((await now(doctor, id)).unit).toMatchObject({
      group: '21.rehab',
      institution: '990101T01',
      fromReserve: false,
    });
    await act(doctor, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
    await act(cardiologist, id, 'confirmations', {}, { wait: 10 });
    await until('confirmed', 20, async () => (await now(doctor, id)).state === 'confirmed');
    await moveClock(system.databaseUrl, new Date(`${date}T11:00:00+08:00`));
    await act(doctor, id, 'arrivals');
    const { unit } = await now(doctor, id);
    const path = `/v1/bookings/${unit?.reservationId}`;
    await until('arrived', 20, async () => (await township.read<Booking>(path)).body.state === 'arrived');
    const body = { beds: [{ label: 'R-1', group: REHABILITATION, bedClass: 'rehab' }] };
    const [bed] = (await township.post<{ items: { id: string }[] }>('/v1/beds', { body })).body.items;
    const admitted = await township.post<{ id: string; version: number }>(`${path}/admissions`, {
      body: { bedId: bed!.id },
    });
    expect(admitted.body).toMatchObject({ bedLabel: 'R-1', patientId: up.patientId });
    const ends = `/v1/occupancies/${admitted.body.id}/ends`;
    await township.post(ends, { body: { kind: 'discharge' }, ifMatch: admitted.body.version });
    expect(await wayOf(cardiologist, id)).toEqual(['T02', 'T06', 'T08', 'T10', 'T24']);
    await until('released what three days release', 60, clockIsAtRest);
    expect(await breachesAtRest(system.database, 60)).toEqual({});
  });

  it('of day surgery are booked for referrals, without a reserve', async () => {
    // Tomorrow: without a reserve everybody waits for the public opening.
    const date = await dateIn(1);
    const session = {
      externalId: randomUUID(),
      pool: 'day-surgery',
      group: '04',
      startsAt: `${date}T08:00:00+08:00`,
      endsAt: `${date}T17:00:00+08:00`,
      place: 'Day surgery',
      capacity: 5,
    };
    const published = await hospital.post<{ items: { reserve: number }[] }>('/v1/sessions', {
      body: { sessions: [session] },
    });
    expect(published.body.items).toMatchObject([{ capacity: 5, reserve: 0 }]);
    const patient = patients.pop()!;
    const form = await upForm(patient, { earliest: session.startsAt, latest: `${date}T09:00:00+08:00` });
    const to = { institution: COUNTY_HOSPITAL, deptCode: '04' };
    const requested = { ...(form as { requested: object }).requested, pool: 'day-surgery', deptCode: '04' };
    const body = { ...form, purpose: 'day-surgery', to, requested };
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
    await until('offered', 20, async () => (await now(doctor, id)).offered);
    expect((await now(doctor, id)).unit).toMatchObject({ pool: 'day-surgery', group: '04', fromReserve: false });
  });

  const clockIsAtRest = async () => {
    const { rowCount } = await system.database.query(
      `SELECT 1 FROM reservation.session WHERE least(next_release_at, offer_at) <= reservation.business_now() LIMIT 1`,
    );
    return rowCount === 0;
  };

  async function upForm(patient: Patient, window: { earliest: string; latest: string }): Promise<object> {
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    return upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
  }

  /** A patient who was referred up, walked in, and is treated at the county hospital. */
  async function inCare(patient: Patient): Promise<ReferralView> {
    const form = await upForm(patient, ofDay(await dateIn(4)));
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 })).body;
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    return act(cardiologist, id, 'care-starts');
  }

  async function downTo(up: ReferralView, date: string): Promise<object> {
    const at = await businessNow(system.database);
    return {
      direction: 'down',
      purpose: 'rehab',
      origin: 'hospital',
      urgencyClass: 'U4',
      patientId: up.patientId,
      parentReferralId: up.id,
      consent: { type: 'guardian', by: 'daughter', at: at.toISOString(), method: 'paper' },
      contact: { name: 'Li Si', relation: 'daughter', phone: '12012345678' },
      requested: { pool: 'inpatient-bed', deptCode: REHABILITATION, bedClass: 'rehab', ...ofDay(date) },
      down: {
        dischargeAt: at.toISOString(),
        finalDiagnosis: [ANGINA],
        mainResults: 'ECG without ischaemia at rest.',
        treatmentCourse: 'Statin and antiplatelet started.',
        conditionAtTransfer: 'recovering',
        nextPlan: 'Rehabilitation for two weeks.',
        rehabAdvice: 'Walk 30 minutes daily.',
        warningSigns: 'Pain at rest: refer up at once.',
        medications: [{ name: 'Clopidogrel', dose: '75 mg', freq: 'once daily', days: 28 }],
        followUpDueAt: plusDays(localDate(at), 10),
        careNeeds: ['rehab-bed'],
      },
    };
  }
});

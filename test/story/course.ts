import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import type { System } from '../system/system.js';
import { ANGINA } from './acting.js';
import { as, businessNow, COUNTY_HOSPITAL, type Patient, publishEvening, upReferral, windowOf } from './people.js';

/** The two legs of a course of care, over the public door. */

/** Up to the cardiologists of the county hospital, to an evening of its own. */
export async function referralUp(
  system: System,
  doctor: Api,
  patient: Patient,
  firstVisitEncounterId: string,
  time: string,
  change: object = {},
): Promise<ReferralView> {
  const his = await as(system, 'his-adapter');
  const session = await publishEvening(his, await businessNow(system.database), { days: 5, capacity: 5, time });
  const consentAt = await businessNow(system.database);
  const window = windowOf(session);
  const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
  return (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, ...change }, wait: 10 })).body;
}

/** The plan with which a stable patient goes home; `down` changes parts of it. */
export async function homePlan(system: System, up: ReferralView, down: object = {}): Promise<object> {
  const at = await businessNow(system.database);
  return {
    direction: 'down',
    purpose: 'chronic-care',
    origin: 'hospital',
    urgencyClass: 'U4',
    patientId: up.patientId,
    parentReferralId: up.id,
    consent: { type: 'guardian', by: 'daughter', at: at.toISOString(), method: 'paper' },
    contact: { name: 'Li Si', relation: 'daughter', phone: '12012345678' },
    down: {
      dischargeAt: at.toISOString(),
      finalDiagnosis: [ANGINA],
      mainResults: 'ECG without ischaemia at rest.',
      treatmentCourse: 'Statin and antiplatelet started.',
      conditionAtTransfer: 'stable',
      nextPlan: 'Continue tablets, control in two weeks.',
      rehabAdvice: 'Walk 30 minutes daily.',
      warningSigns: 'Pain at rest: refer up at once.',
      medications: [{ name: 'Clopidogrel', dose: '75 mg', freq: 'once daily', days: 28 }],
      medicationSupplyDays: 28,
      followUpDueAt: plusDays(localDate(at), 10),
      ...down,
    },
  };
}

/** Back home, stable, with a plan. */
export async function referralDown(system: System, cardiologist: Api, up: ReferralView): Promise<ReferralView> {
  return (await cardiologist.post<ReferralView>('/v1/referrals', { body: await homePlan(system, up) })).body;
}

/** An ECG at the township, to be read at the county hospital. */
export async function ecgOrdered(doctor: Api, patientId: string): Promise<string> {
  const body = { patientId, item: 'ecg-12', reportingInstitution: COUNTY_HOSPITAL };
  return (await doctor.post<{ id: string }>('/v1/exam-orders', { body })).body.id;
}

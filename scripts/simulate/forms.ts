import { DAY_MS, HOUR_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { SubmitReferral } from '../../apps/referral/referral/form/referral.dto.js';
import { ANGINA, downReferral, UP_BODY } from '../demo/story/forms.js';
import type { Case } from './cases.js';

/** How far ahead a place may lie, by class (domain §6). */
const WINDOW_MS = { U1: DAY_MS, U2: 10 * HOUR_MS, U3: 3 * DAY_MS, U4: 14 * DAY_MS };

/** 上转单 of one case; where it goes is left to routing. */
export function upForm(one: Case, now: Date, visit: { id: string; patientId: string }): SubmitReferral {
  const { urgencyClass, complaint } = one;
  const { pool, deptCode, examItem, bedClass, purpose } = complaint;
  const diagnosis = { ...ANGINA, code: complaint.code, name: complaint.name };
  const urgent = urgencyClass === 'U1' || urgencyClass === 'U2';
  return {
    direction: 'up',
    purpose,
    origin: 'family-doctor',
    urgencyClass,
    patientId: visit.patientId,
    firstVisitEncounterId: visit.id,
    consent: { type: 'patient', at: now.toISOString(), method: 'paper' },
    requested: {
      pool,
      deptCode,
      ...(examItem && { examItem }),
      ...(bedClass && { bedClass }),
      earliest: now.toISOString(),
      latest: new Date(now.getTime() + WINDOW_MS[urgencyClass]).toISOString(),
    },
    up: {
      ...UP_BODY,
      provisionalDiagnosis: [diagnosis],
      reasonCode: urgent ? ['critical'] : ['no-equipment'],
      vitals: { temp: 36.8, pulse: 96, resp: 20, sbp: 148, dbp: 92, spo2: 95, gcs: 15, at: now.toISOString() },
    },
  };
}

/** 下转单 after the treatment of the up-referral. */
export function downForm(now: Date, up: { id: string; patientId: string; institution: string }): SubmitReferral {
  const dateIn = (days: number) => plusDays(localDate(now), days);
  return downReferral(now, up, { institution: up.institution }, dateIn);
}

export const UP_OUTCOME_OF = (followUpNeeded: boolean) => ({
  outcome: 'treated-outpatient',
  finalDiagnosis: [ANGINA],
  adviceToFamilyDoctor: '继续用药，定期复查 Go on with the tablets, control visits',
  followUpNeeded,
});

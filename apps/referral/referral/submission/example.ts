import { DAY_MS } from '#service/calendar/local-time.js';
import type { SubmitReferral } from '../form/referral.dto.js';

/**
 * A form that works in the demo county for the account `family-doctor`: its first contracted patient, an expert of
 * cardiology within the next 20 days. For the API document.
 * @param now the window and the consent are counted from here
 */
export function exampleForm(now: Date): SubmitReferral {
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString();
  return {
    direction: 'up',
    purpose: 'visit',
    origin: 'family-doctor',
    urgencyClass: 'U4',
    patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
    consent: { type: 'patient', at: day(0), method: 'paper' },
    requested: { pool: 'expert-slot', deptCode: '03.04', earliest: day(1), latest: day(20) },
    up: {
      chiefComplaint: 'Chest tightness on exertion for two weeks',
      presentIllness: 'Worse when climbing stairs, eased by rest within five minutes.',
      pastHistory: 'Hypertension for eight years.',
      allergies: ['none known'],
      provisionalDiagnosis: [{ system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 }],
      reasonCode: ['diag-unclear', 'no-equipment'],
      treatmentCourse: 'Amlodipine 5 mg once daily, blood pressure 152/94.',
      currentMedications: ['amlodipine 5 mg qd'],
      infectious: { suspected: false },
    },
  };
}

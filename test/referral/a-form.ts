import type { Principal } from '#service/auth/principal.js';
import type { SubmitReferral } from '../../apps/referral/referral/form/referral.dto.js';
import type { Applicant } from '../../apps/referral/referral/submission/submission.js';
import { aNetwork, COUNTY, DOCTORS } from './a-network.js';

/** Friday, 6 March 2026, 10:00 in Shanghai. */
export const NOW = new Date('2026-03-06T02:00:00Z');
export const PATIENT = '0199c0de-0000-7000-8000-000000000100';

const ANGINA = { system: 'icd-10', version: '2019', code: 'I20.9', name: 'Angina pectoris, unspecified', rank: 1 };

/** A complete up-referral to cardiology, U3, with the first visit and a window of five days. */
export function anUpForm(change: Partial<SubmitReferral> = {}): SubmitReferral {
  return {
    direction: 'up',
    purpose: 'visit',
    origin: 'family-doctor',
    urgencyClass: 'U3',
    patientId: PATIENT,
    firstVisitEncounterId: '0199c0de-0000-7000-8000-000000000101',
    consent: { type: 'patient', at: '2026-03-06T09:50:00+08:00', method: 'paper' },
    requested: {
      pool: 'expert-slot',
      deptCode: '03.04',
      earliest: '2026-03-07T08:00:00+08:00',
      latest: '2026-03-12T18:00:00+08:00',
    },
    up: {
      chiefComplaint: 'Chest tightness on exertion for two weeks',
      presentIllness: 'Worse when climbing stairs.',
      pastHistory: 'Hypertension.',
      allergies: ['none known'],
      provisionalDiagnosis: [ANGINA],
      reasonCode: ['diag-unclear'],
      treatmentCourse: 'Amlodipine.',
      currentMedications: [],
      infectious: { suspected: false },
    },
    ...change,
  };
}

/** A complete hand-back to the contracted team. */
export function aDownForm(change: Partial<SubmitReferral> = {}): SubmitReferral {
  return {
    direction: 'down',
    purpose: 'chronic-care',
    origin: 'hospital',
    urgencyClass: 'U4',
    patientId: PATIENT,
    consent: { type: 'patient', at: '2026-03-06T09:50:00+08:00', method: 'paper' },
    down: {
      dischargeAt: '2026-03-07T10:00:00+08:00',
      finalDiagnosis: [ANGINA],
      mainResults: 'ECG without ischaemia.',
      treatmentCourse: 'Statin started.',
      conditionAtTransfer: 'stable',
      nextPlan: 'Continue tablets.',
      rehabAdvice: 'Walk daily.',
      warningSigns: 'Pain at rest.',
      medications: [{ name: 'Clopidogrel', dose: '75 mg', freq: 'once daily', days: 28 }],
      medicationSupplyDays: 28,
      followUpDueAt: '2026-03-20',
    },
    ...change,
  };
}

/** The family doctor of T01 with a patient of 67 years under contract with the own team, seen yesterday. */
export function anApplicant(change: Partial<Applicant> = {}, who: Partial<Principal> = {}): Applicant {
  const principal = {
    account: 'family-doctor',
    practitioner: DOCTORS.township,
    institution: 'T01',
    county: COUNTY,
    roles: ['family-doctor'],
    departments: ['02'],
    expiresAt: new Date(NOW.getTime() + 600_000),
    ...who,
  } satisfies Principal;
  return { principal, network: aNetwork(), now: NOW, facts: someFacts(), ...change };
}

export function someFacts(change: Partial<Applicant['facts']> = {}): Applicant['facts'] {
  return {
    patientId: PATIENT,
    birthDate: '1958-06-15',
    sexCode: 1,
    divisionCode: '990101001',
    homeInstitution: 'T01',
    contract: { id: 'contract', teamId: 'team', institution: 'T01', doctorInTeam: true },
    visit: {
      id: '0199c0de-0000-7000-8000-000000000101',
      patientId: PATIENT,
      episodeId: '0199c0de-0000-7000-8000-000000000102',
      tier: 2,
      institution: 'T01',
      visitedAt: new Date('2026-03-05T02:00:00Z'),
      diagnoses: [],
    },
    coverage: { scheme: 'resident', poolingArea: COUNTY, chronicSpecial: [], aidCategory: null },
    history: { stays: [], discharges: [] },
    parent: null,
    ...change,
  };
}

import type { Schema } from '../api/client';

/** The codes that the forms of the console offer, as the API document lists them (domain §4). */

type DecisionReason = NonNullable<Schema<'Decision'>['reason']>;
type Outcome = Schema<'ReturnedOutcome'>['outcome'];
type Down = Schema<'DownBody'>;

export const DECISION_REASONS = [
  'no-capability',
  'no-capacity',
  'not-indicated',
  'wrong-department',
  'duplicate',
  'incomplete',
  'out-of-network',
  'other',
] as const satisfies DecisionReason[];

export const CANCEL_REASONS = [
  'recovered',
  'declined',
  'treated-elsewhere',
  'patient-died',
  'duplicate',
  'travel',
  'other',
] as const satisfies Schema<'Cancellation'>['reason'][];

export const QUESTION_CODES = [
  'diagnosis',
  'history',
  'medication',
  'results',
  'consent',
  'contact',
  'other',
] as const satisfies NonNullable<Schema<'Decision'>['questions']>[number][];

export const UP_OUTCOMES = [
  'treated-outpatient',
  'treated-inpatient',
  'down-referred',
  'transferred-onward',
  'left-care',
  'dead',
] as const satisfies Outcome[];

export const DOWN_OUTCOMES = ['handover-done', 're-referred-up', 'unreachable', 'dead'] as const satisfies Outcome[];

export const REFERRAL_REASONS = [
  'critical',
  'diag-unclear',
  'treat-failed',
  'no-equipment',
  'no-subject',
  'need-surgery',
  'need-exam',
  'chronic-not-at-target',
  'maternal-risk',
  'newborn-risk',
  'infectious',
  'patient-request',
  'other',
] as const satisfies NonNullable<Schema<'UpBody'>['reasonCode']>[number][];

export const CONSENT_TYPES = ['patient', 'guardian', 'emergency-waiver'] as const satisfies Schema<'Consent'>['type'][];

export const CONSENT_METHODS = [
  'paper',
  'e-signature',
  'verbal-witnessed',
] as const satisfies Schema<'Consent'>['method'][];

export const TRANSPORT_MODES = [
  'ambulance-120',
  'institution-vehicle',
  'own-transport',
  'public-transport',
] as const satisfies Schema<'Transport'>['mode'][];

export const ESCORTS = ['doctor', 'nurse', 'family', 'none'] as const satisfies Schema<'Transport'>['escort'][];

export const TRANSFER_CONDITIONS = [
  'recovering',
  'stable',
  'chronic-stable',
  'palliative',
] as const satisfies Down['conditionAtTransfer'][];

export const CARE_NEEDS = [
  'rehab-bed',
  'nursing-bed',
  'elder-care-bed',
  'home-care',
  'hospice',
] as const satisfies NonNullable<Down['careNeeds']>[number][];

import type { Schema } from '../api/client';
import { every } from '../code/every';

/** The codes that the forms of the console offer, as the API document lists them (domain §4). */

type DecisionReason = NonNullable<Schema<'Decision'>['reason']>;
type Outcome = Schema<'ReturnedOutcome'>['outcome'];
type Down = Schema<'DownBody'>;

export const DECISION_REASONS = every<DecisionReason>()([
  'no-capability',
  'no-capacity',
  'not-indicated',
  'wrong-department',
  'duplicate',
  'incomplete',
  'out-of-network',
  'other',
]);

export const CANCEL_REASONS = every<Schema<'Cancellation'>['reason']>()([
  'recovered',
  'declined',
  'treated-elsewhere',
  'patient-died',
  'duplicate',
  'travel',
  'other',
]);

export const QUESTION_CODES = every<NonNullable<Schema<'Decision'>['questions']>[number]>()([
  'diagnosis',
  'history',
  'medication',
  'results',
  'consent',
  'contact',
  'other',
]);

export const UP_OUTCOMES = [
  'treated-outpatient',
  'treated-inpatient',
  'down-referred',
  'transferred-onward',
  'left-care',
  'dead',
] as const satisfies Outcome[];

export const DOWN_OUTCOMES = ['handover-done', 're-referred-up', 'unreachable', 'dead'] as const satisfies Outcome[];

export const REFERRAL_REASONS = every<NonNullable<Schema<'UpBody'>['reasonCode']>[number]>()([
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
]);

export const CONSENT_TYPES = every<Schema<'Consent'>['type']>()(['patient', 'guardian', 'emergency-waiver']);

export const CONSENT_METHODS = every<Schema<'Consent'>['method']>()(['paper', 'e-signature', 'verbal-witnessed']);

export const TRANSPORT_MODES = every<Schema<'Transport'>['mode']>()([
  'ambulance-120',
  'institution-vehicle',
  'own-transport',
  'public-transport',
]);

export const ESCORTS = every<NonNullable<Schema<'Transport'>['escort']>>()(['doctor', 'nurse', 'family', 'none']);

export const TRANSFER_CONDITIONS = every<Down['conditionAtTransfer']>()([
  'recovering',
  'stable',
  'chronic-stable',
  'palliative',
]);

export const CARE_NEEDS = every<NonNullable<Down['careNeeds']>[number]>()([
  'rehab-bed',
  'nursing-bed',
  'elder-care-bed',
  'home-care',
  'hospice',
]);

export const PURPOSES = ['visit', 'exam', 'admission', 'day-surgery', 'chronic-care', 'rehab', 'transfer'] as const;
export const CENTRES = ['chest-pain', 'stroke', 'trauma', 'maternal', 'neonatal'] as const;
export const RISK_COLOURS = ['green', 'yellow', 'orange', 'red', 'purple'] as const;
export const RESULT_KINDS = ['lab', 'ecg', 'imaging', 'pathology', 'endoscopy', 'other'] as const;
export const REPEAT_REASONS = [
  'condition-changed',
  'quality-insufficient',
  'interval-required',
  'emergency',
  'pre-operation',
  'other',
] as const;

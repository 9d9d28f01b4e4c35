/** Code values of the referral form (domain §4). */

export const PURPOSES = [
  'visit',
  'exam',
  'admission',
  'day-surgery',
  'rehab',
  'chronic-care',
  'hospice',
  'transfer',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `self` and `primary-other` carry no right to the reserve (V05). */
export const ORIGINS = ['family-doctor', 'primary-other', 'hospital', 'elder-care', 'prehospital', 'self'] as const;
export type Origin = (typeof ORIGINS)[number];

/** GB/T 2261.1: unknown, male, female, not stated. */
export const SEX_CODES = [0, 1, 2, 9] as const;

export const CONSENT_TYPES = ['patient', 'guardian', 'emergency-waiver'] as const;
export const CONSENT_METHODS = ['paper', 'e-signature', 'verbal-witnessed'] as const;

/** The five critical centres (domain §2.1). */
export const CRITICAL_CENTRES = ['chest-pain', 'stroke', 'trauma', 'maternal', 'neonatal'] as const;
export type CriticalCentreKind = (typeof CRITICAL_CENTRES)[number];

/** `ambulance-120` names its job number in `dispatchRef`. */
export const TRANSPORT_MODES = ['ambulance-120', 'institution-vehicle', 'own-transport', 'public-transport'] as const;

export const ESCORTS = ['doctor', 'nurse', 'family', 'none'] as const;

/** Colours of the risk of mother and child, 孕产妇妊娠风险五色管理. */
export const RISK_COLOURS = ['green', 'yellow', 'orange', 'red', 'purple'] as const;

export const RESULT_KINDS = ['lab', 'ecg', 'imaging', 'pathology', 'endoscopy', 'other'] as const;

export const ATTACHMENT_TYPES = ['dicom-link', 'ecg', 'lab-report', 'image', 'pdf'] as const;
export const SCAN_STATES = ['pending', 'clean', 'infected'] as const;

/** Why an exam is done once more although a recognised result still holds (domain §4.7); `other` needs a text. */
export const REPEAT_REASONS = [
  'condition-changed',
  'quality-insufficient',
  'interval-required',
  'emergency',
  'pre-operation',
  'other',
] as const;
export type RepeatReason = (typeof REPEAT_REASONS)[number];

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
] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

/** The only conditions in which a patient may be handed back (V15). */
export const TRANSFER_CONDITIONS = ['recovering', 'stable', 'chronic-stable', 'palliative'] as const;

export const CARE_NEEDS = ['rehab-bed', 'nursing-bed', 'elder-care-bed', 'home-care', 'hospice'] as const;

export const BED_CLASSES = [
  'general',
  'day-surgery',
  'icu',
  'ccu',
  'isolation',
  'rehab',
  'nursing',
  'elder-care',
] as const;

export const DIAGNOSIS_SYSTEMS = ['icd-10', 'tcm'] as const;

/** Receiver's reasons of a rejection (domain §4.6). */
export const DECISION_REASONS = [
  'no-capability',
  'no-capacity',
  'not-indicated',
  'wrong-department',
  'duplicate',
  'incomplete',
  'out-of-network',
  'other',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

/** What a desk may reject by itself without delegation (domain §2.2). */
export const DESK_REASONS: readonly DecisionReason[] = ['out-of-network', 'duplicate', 'wrong-department'];

/** What the receiver may ask when it returns a form (T04). */
export const QUESTION_CODES = ['diagnosis', 'history', 'medication', 'results', 'consent', 'contact', 'other'] as const;

export const CANCEL_REASONS = [
  'recovered',
  'declined',
  'treated-elsewhere',
  'patient-died',
  'duplicate',
  'travel',
  'other',
] as const;

/** Outcomes of an up or lateral referral that a person may return (domain §4.6; `no-show` is written by T21). */
export const UP_OUTCOMES = [
  'treated-outpatient',
  'treated-inpatient',
  'down-referred',
  'transferred-onward',
  'left-care',
  'dead',
] as const;
/** Outcomes after which nobody is left to be followed up (T30). */
export const WITHOUT_FOLLOW_UP: readonly Outcome[] = ['down-referred', 'transferred-onward', 'left-care', 'dead'];
export const OUTCOMES = [...UP_OUTCOMES, 'handover-done', 're-referred-up', 'unreachable'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const DOWN_OUTCOMES: readonly Outcome[] = ['handover-done', 're-referred-up', 'unreachable', 'dead'];

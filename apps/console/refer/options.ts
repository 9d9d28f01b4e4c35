import { useTranslation } from 'react-i18next';

/** Codes as options of a list, in the reader's words: `useOptions()('form:mode', MODES)`. */
export function useOptions() {
  const { t } = useTranslation(['refer', 'code', 'form']);
  return <Value extends string>(words: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: t(`${words}.${value}`) }));
}

export const URGENCIES = ['U1', 'U2', 'U3', 'U4'] as const;
export const PURPOSES = ['visit', 'exam', 'admission', 'day-surgery', 'chronic-care', 'rehab', 'transfer'] as const;
export const CENTRES = ['chest-pain', 'stroke', 'trauma', 'maternal', 'neonatal'] as const;
export const REASONS = [
  'diag-unclear',
  'treat-failed',
  'no-equipment',
  'no-subject',
  'need-surgery',
  'need-exam',
  'chronic-not-at-target',
  'critical',
  'maternal-risk',
  'newborn-risk',
  'infectious',
  'patient-request',
  'other',
] as const;
export const COLOURS = ['green', 'yellow', 'orange', 'red', 'purple'] as const;
export const RESULT_KINDS = ['lab', 'ecg', 'imaging', 'pathology', 'endoscopy', 'other'] as const;
export const CONSENT_TYPES = ['patient', 'guardian', 'emergency-waiver'] as const;
export const CONSENT_METHODS = ['paper', 'e-signature', 'verbal-witnessed'] as const;
export const MODES = ['ambulance-120', 'institution-vehicle', 'own-transport', 'public-transport'] as const;
export const ESCORTS = ['doctor', 'nurse', 'family', 'none'] as const;
export const BED_CLASSES = ['general', 'day-surgery', 'icu', 'ccu', 'isolation', 'rehab', 'nursing'] as const;
export const POOLS = ['expert-slot', 'general-slot', 'exam', 'inpatient-bed', 'day-surgery', 'dialysis-chair'] as const;
export const REPEATS = [
  'condition-changed',
  'quality-insufficient',
  'interval-required',
  'emergency',
  'pre-operation',
  'other',
] as const;

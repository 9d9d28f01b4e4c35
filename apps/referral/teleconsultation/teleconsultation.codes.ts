/** What a specialist advises (domain §4.7). */
export const ADVICE_OUTCOMES = ['stay-local', 'up-refer', 'emergency'] as const;
export type AdviceOutcome = (typeof ADVICE_OUTCOMES)[number];

export const WITHDRAWAL_REASONS = [
  'resolved',
  'referred',
  'patient-declined',
  'patient-died',
  'entered-in-error',
  'other',
] as const;

import type { Schema } from '../api/client';

/** What a doctor decides to do after a visit, the least first; a referral is `up`, of class U1 `emergency`. */
export const PLANS = ['stay', 'teleconsult', 'up', 'emergency'] as const;
export type Plan = (typeof PLANS)[number];

export const OVERRULE_REASONS = [
  'clinical-judgement',
  'patient-wish',
  'already-treated',
  'not-available-here',
  'teleconsultation-done',
  'other',
] as const;

/** Reasons of a form that say already why somebody goes up who could stay. */
const REASONS_TO_GO = ['patient-request', 'other'];

interface Choice {
  readonly plan: Plan;
  readonly urgencyClass?: string;
  readonly reasons?: readonly string[];
}

/** Whether deciding so against the advice needs a reason (domain §3.2); the API has the last word. */
export function needsReason(advice: Pick<Schema<'AdviceAnswer'>, 'advice' | 'class'>, choice: Choice): boolean {
  const { plan, urgencyClass, reasons = [] } = choice;
  if (plan === 'emergency' || urgencyClass === 'U1' || advice.advice === 'down') return false;
  const step = PLANS.indexOf(plan) - PLANS.indexOf(advice.advice);
  if (step < 0) return true;
  if (step > 0) return !reasons.some((one) => REASONS_TO_GO.includes(one));
  return advice.class !== undefined && urgencyClass !== undefined && urgencyClass > advice.class;
}

/** What the advice comes to as a plan. */
export function planOf({ advice }: Pick<Schema<'AdviceAnswer'>, 'advice'>): Plan {
  return advice === 'down' ? 'stay' : advice;
}

import { URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import type { FieldError } from '#service/problem/problem.js';
import type { Advice } from './advice.js';

/** What a doctor decides to do after a visit; a referral is `up`, for class U1 `emergency`. */
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
export type OverruleReason = (typeof OVERRULE_REASONS)[number];

/** Reasons of a referral that say by themselves why a patient goes up though he could be treated here. */
const REASONS_TO_GO: readonly string[] = ['patient-request', 'other'];

export interface Choice {
  plan: Plan;
  /** Class of the referral. */
  class?: UrgencyClass;
  reason?: OverruleReason;
  text?: string;
  /** Reason codes of the form. */
  reasons?: readonly string[];
}

/** How the doctor's choice differs from the advice; kept with it. */
export interface Overruled {
  how: 'more-than-advised' | 'less-than-advised' | 'lower-class';
  reason: string;
}

const step = (plan: string): number => PLANS.indexOf(plan as Plan);

/** How a choice differs from the advice; undefined where it follows it. An emergency never needs a reason. */
export function differenceOf(advice: Advice, { plan, class: chosen }: Choice): Overruled['how'] | undefined {
  if (plan === 'emergency' || chosen === 'U1') return undefined;
  if (step(plan) < step(advice.advice)) return plan === 'up' && chosen ? 'lower-class' : 'less-than-advised';
  if (step(plan) > step(advice.advice)) return 'more-than-advised';
  const isLower = advice.class && chosen && URGENCY_CLASSES.indexOf(chosen) > URGENCY_CLASSES.indexOf(advice.class);
  return isLower ? 'lower-class' : undefined;
}

/** The reason of a choice against the advice. Undefined with a fault where one is needed and missing (domain §3.2). */
export function overruling(advice: Advice, choice: Choice): { overruled?: Overruled; faults: FieldError[] } {
  const how = differenceOf(advice, choice);
  if (!how) return { faults: [] };
  const byForm = how === 'more-than-advised' ? choice.reasons?.find((one) => REASONS_TO_GO.includes(one)) : undefined;
  const reason = choice.reason ?? byForm;
  if (!reason) return { faults: [missingReason(advice)] };
  if (choice.reason === 'other' && !choice.text) {
    return { faults: [{ field: 'overrule.text', code: 'required', message: 'The reason `other` needs a text.' }] };
  }
  return { overruled: { how, reason }, faults: [] };
}

function missingReason({ advice, class: advised, matched }: Advice): FieldError {
  const said = matched.length > 0 ? matched.map(({ id }) => id).join(', ') : 'no criterion matched';
  const message = `The advice is ${[advice, advised].filter(Boolean).join(' ')} (${said}): say why you decide otherwise.`;
  const rule = advice === 'stay' || advice === 'teleconsult' ? { rule: 'V16' } : {};
  return { field: 'overrule', code: 'required', message, ...rule };
}

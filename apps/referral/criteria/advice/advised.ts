import type { Direction, UrgencyClass } from '#contracts/codes.js';
import type { FieldError } from '#service/problem/problem.js';
import type { Network } from '../../network/network.js';
import type { InputValues } from '../expression/inputs.js';
import { type Asked, type Person, type Said, valuesOf } from '../expression/values.js';
import type { CriterionDirection } from '../set/criterion.js';
import { type Advice, advise, type MatchedCriterion } from './advice.js';
import type { KeptAdvice } from './kept.js';
import { type Choice, overruling } from './overrule.js';

/** An advice with what it was made from and what the doctor chose. */
export interface Advised {
  kept: KeptAdvice;
  matched: MatchedCriterion[];
  values: InputValues;
  /** A criterion speaks for going up (V16). */
  forUp: boolean;
}

/** What the criteria say; undefined where the county has none at all. */
export function adviceFor(
  direction: CriterionDirection,
  said: Said,
  person: Person,
  asked: Asked,
): { advice: Advice; values: InputValues } | undefined {
  const set = asked.network.criteriaOn(asked.day);
  if (!set) return undefined;
  const values = valuesOf(said, person, asked);
  return { advice: advise(set, direction, values, asked.day), values };
}

/** The advice with the choice that was made; a choice against it without a reason is a fault. */
export function decided(
  advice: Advice,
  values: InputValues,
  choice: Choice | undefined,
): { advised: Advised; faults: FieldError[] } {
  const { matched, ...rest } = advice;
  const { overruled, faults } = choice ? overruling(advice, choice) : { overruled: undefined, faults: [] };
  const kept: KeptAdvice = {
    ...rest,
    ...(choice ? { chosen: choice.plan } : {}),
    ...(overruled ? { overruled } : {}),
    ...(values['diagnosis.inCatalogue'] === true ? { inCatalogue: true } : {}),
  };
  const forUp = advice.advice === 'up' || advice.advice === 'emergency';
  return { advised: { kept, matched, values, forUp }, faults };
}

/** A form of referral, as far as the criteria look at it. */
export interface AdvisedForm {
  direction: Direction;
  urgencyClass: UrgencyClass;
  up?: {
    provisionalDiagnosis?: Said['diagnoses'];
    vitals?: Said['vitals'];
    reasonCode?: readonly string[];
    maternal?: { riskColour: string };
  };
  down?: { finalDiagnosis?: Said['diagnoses'] };
  findings?: Said['findings'];
  overrule?: { reason: Choice['reason']; text?: string };
}

/**
 * The criteria at submit: up and down, not lateral. An emergency goes on whatever they say, and even where they cannot
 * be asked (domain §5.3); a hand-back needs no reason.
 */
export function adviceOn(
  form: AdvisedForm,
  person: Person,
  { from, day }: { from: { code: string; tier: Asked['tier'] }; day: string },
  network: Network,
): { advised?: Advised; faults: FieldError[] } {
  if (form.direction === 'lateral') return { faults: [] };
  try {
    const asked = { network, institution: from.code, tier: from.tier, day };
    const found = adviceFor(form.direction, saidBy(form), person, asked);
    if (!found) return { faults: [] };
    return decided(found.advice, found.values, choiceOf(form));
  } catch (error) {
    if (form.urgencyClass === 'U1') return { faults: [] };
    throw error;
  }
}

function saidBy({ direction, up, down, findings }: AdvisedForm): Said {
  if (direction === 'down') return { diagnoses: down?.finalDiagnosis, findings };
  return {
    diagnoses: up?.provisionalDiagnosis,
    vitals: up?.vitals,
    reasons: up?.reasonCode,
    findings: { riskColour: up?.maternal?.riskColour, ...findings },
  };
}

function choiceOf({ direction, urgencyClass, up, overrule }: AdvisedForm): Choice | undefined {
  if (direction !== 'up') return undefined;
  const plan = urgencyClass === 'U1' ? 'emergency' : 'up';
  return { plan, class: urgencyClass, ...overrule, reasons: up?.reasonCode };
}

import type { UrgencyClass } from '#contracts/codes.js';
import type { InputValues } from '../expression/inputs.js';
import {
  type CriteriaSet,
  type Criterion,
  type CriterionDirection,
  type CriterionResult,
  expressionOf,
  type Words,
} from '../set/criterion.js';
import { SAMPLE_NOTICE } from '../set/sample.js';

/** What a doctor is advised to do; `down` for a patient who is in hospital. */
export const ADVICE = ['stay', 'teleconsult', 'up', 'emergency', 'down'] as const;
export type AdviceCode = (typeof ADVICE)[number];

/** A criterion that holds, as it was then. */
export interface MatchedCriterion extends CriterionResult {
  id: string;
  version: string;
  /** The text it comes from, with its mark. */
  basis: string;
}

/** A criterion of which nobody can say whether it holds. */
export interface OpenCriterion {
  id: string;
  /** What the doctor should be asked. */
  fields: string[];
}

/** What a set of criteria says about one patient. It informs; the doctor decides. */
export interface Advice {
  direction: CriterionDirection;
  advice: AdviceCode;
  /** Of the most urgent hit; missing where the doctor picks it. */
  class?: UrgencyClass;
  /** All that hold, the most urgent first. */
  matched: MatchedCriterion[];
  unknown: OpenCriterion[];
  /** Fields to ask for, those of the most urgent criteria first. */
  ask: string[];
  /** True where a missing answer could still make it more urgent. */
  open: boolean;
  followUpDays?: number;
  downReady?: boolean;
  /** What was asked with which version; `notice` as long as nobody has approved it. */
  set: { id: string; version: number; approved: boolean; approvedBy?: string; approvedAt?: string; notice?: Words };
}

const CLASSES: readonly (UrgencyClass | undefined)[] = ['U1', 'U2', 'U3', 'U4', undefined];

/** 0 is the most urgent. */
function urgency({ class: of, advice }: CriterionResult): number {
  if (advice === 'stay') return 6;
  if (advice === 'teleconsult') return 5;
  return CLASSES.indexOf(of);
}

/** Asks every criterion of one direction that holds that day. Pure. @throws ExpressionFault for a row never checked */
export function advise(set: CriteriaSet, direction: CriterionDirection, values: InputValues, day: string): Advice {
  const rows = set.rows
    .filter((row) => row.direction === direction && holds(row, day))
    .sort((a, b) => urgency(a.result) - urgency(b.result));
  const matched: MatchedCriterion[] = [];
  const unknown: OpenCriterion[] = [];
  let best = Number.POSITIVE_INFINITY;
  let open = false;
  for (const row of rows) {
    const expression = expressionOf(set.id, row);
    const truth = expression.of(values);
    if (truth === true) {
      matched.push({ id: row.id, version: row.version, basis: row.basis, ...row.result });
      best = Math.min(best, urgency(row.result));
    } else if (truth === 'unknown') {
      unknown.push({ id: row.id, fields: expression.fields.filter((field) => !(field in values)) });
      open ||= urgency(row.result) < Math.min(best, 6);
    }
  }
  const first = matched[0];
  const followUpDays = matched.find((one) => one.followUpDays !== undefined)?.followUpDays;
  return {
    direction,
    advice: codeOf(direction, first),
    ...(first?.class ? { class: first.class } : {}),
    matched,
    unknown,
    ask: [...new Set(unknown.flatMap(({ fields }) => fields))],
    open,
    ...(followUpDays === undefined ? {} : { followUpDays }),
    ...(matched.some((one) => one.downReady) ? { downReady: true } : {}),
    set: setOf(set),
  };
}

function codeOf(direction: CriterionDirection, first: MatchedCriterion | undefined): AdviceCode {
  if (!first) return 'stay';
  if (direction === 'down') return 'down';
  if (first.advice) return first.advice;
  return first.class === 'U1' ? 'emergency' : 'up';
}

function setOf({ id, version, approvedBy, approvedAt }: CriteriaSet): Advice['set'] {
  if (!approvedBy || !approvedAt) return { id, version, approved: false, notice: SAMPLE_NOTICE };
  return { id, version, approved: true, approvedBy, approvedAt: approvedAt.toISOString() };
}

const holds = ({ validFrom, validTo }: Criterion, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);

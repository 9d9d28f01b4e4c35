import type { UrgencyClass } from '#contracts/codes.js';
import { type Expression, readExpression } from '../expression/expression.js';

/** Directions that criteria speak about; a lateral referral has none. */
export const CRITERION_DIRECTIONS = ['up', 'down'] as const;
export type CriterionDirection = (typeof CRITERION_DIRECTIONS)[number];

export interface Words {
  zh: string;
  en: string;
}

/** What a hit says. */
export interface CriterionResult {
  /** Urgency of the way up; where it is missing the doctor picks the class. */
  class?: UrgencyClass;
  /** Instead of a way up: ask a specialist, or treat here. */
  advice?: 'stay' | 'teleconsult';
  /** Departments that could take the patient. */
  dept?: string[];
  /** A kind of critical centre, or `by-symptom`. */
  centre?: string;
  /** Tier or kind of institution that is meant, in words of the domain: `county-or-above`, `designated`, `village`. */
  level?: string;
  /** The receiver must isolate. */
  isolation?: boolean;
  /** The ward is asked whether the patient can go back (domain §9 `downReady`). */
  downReady?: boolean;
  /** The family doctor looks again after so many days. */
  followUpDays?: number;
  message: Words;
}

/** One rule of a set (domain §9); who approved it is said of the set. */
export interface Criterion {
  /** `HT-E1` */
  id: string;
  version: string;
  direction: CriterionDirection;
  /** An expression of the Common Expression Language, see docs/criteria.md. */
  when: string;
  result: CriterionResult;
  /** The text it comes from, with its mark. */
  basis: string;
  /** Days on which it holds within the validity of its set, `YYYY-MM-DD`; null = as long as the set. */
  validFrom: string | null;
  validTo: string | null;
}

/** A set of criteria of one county, or the sample that is shipped. */
export interface CriteriaSet {
  county: string;
  id: string;
  version: number;
  name: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  validFrom: string | null;
  validTo: string | null;
  rows: readonly Criterion[];
}

/** Rows never change: what has been planned for a set, id and version is planned once for the process. */
const planned = new Map<string, Expression>();

/** @throws ExpressionFault for a row that was never checked */
export function expressionOf(
  setId: string,
  { id, version, when }: Pick<Criterion, 'id' | 'version' | 'when'>,
): Expression {
  const key = `${setId} ${id} ${version}`;
  const known = planned.get(key);
  if (known) return known;
  const expression = readExpression(when);
  planned.set(key, expression);
  return expression;
}

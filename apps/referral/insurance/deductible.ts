import type { Direction } from '#contracts/codes.js';
import { DAY_MS, localDate } from '#service/calendar/local-time.js';

/** An inpatient stay of the episode, as far as the deductible needs it; times are ISO instants. */
export interface PaidStay {
  institution: string;
  admittedAt: string;
  /** Null: still there. */
  dischargedAt: string | null;
  /** Fen; null = nobody has told what was paid. */
  deductiblePaidFen: number | null;
}

export interface DeductibleQuestion {
  /** Deductible of the tier, fen. */
  fullFen: number;
  direction: Direction | null;
  /** Verdict `compliant`, or `exempt` with a referral. */
  eligible: boolean;
  /** Stays of the episode before this one, in any order. */
  stays: readonly PaidStay[];
  /** Both stays lie in one consortium, or where the rule row allows it for tier 4, in one city group or under an agreement. */
  together: (institution: string) => boolean;
  /** Expected or real begin of the stay, ISO. */
  admittedAt: string;
  maxGapDays: number;
}

export interface Deductible {
  payNowFen: number;
  /** Fen paid in the episode so far; counted only where the deductible is continuous. */
  alreadyPaidFen: number;
  continuous: boolean;
  /** Why it is continuous, or why not. */
  reasons: string[];
  unknown: string[];
}

/** Continuous deductible 连续计算起付线 (domain §3.3): up or lateral the rest, down nothing, unlinked all of it. */
export function continuousDeductible(question: DeductibleQuestion): Deductible {
  const { fullFen, stays, direction } = question;
  const last = [...stays].sort((a, b) => (a.admittedAt < b.admittedAt ? 1 : -1))[0];
  const obstacles = last ? obstaclesOf(question, last) : ['no-earlier-stay-in-the-episode'];
  if (obstacles.length > 0) {
    return { payNowFen: fullFen, alreadyPaidFen: 0, continuous: false, reasons: obstacles, unknown: [] };
  }
  const alreadyPaidFen = stays.reduce((sum, stay) => sum + (stay.deductiblePaidFen ?? 0), 0);
  const unknown = stays.some((stay) => stay.deductiblePaidFen === null) ? ['deductible-paid'] : [];
  const payNowFen = direction === 'down' ? 0 : Math.max(0, fullFen - alreadyPaidFen);
  return { payNowFen, alreadyPaidFen, continuous: true, reasons: ['linked-by-referral'], unknown };
}

function obstaclesOf(question: DeductibleQuestion, last: PaidStay): string[] {
  const { eligible, direction, together, admittedAt, maxGapDays } = question;
  const reasons: string[] = [];
  if (direction === null) reasons.push('no-referral');
  else if (!eligible) reasons.push('not-compliant');
  if (!together(last.institution)) reasons.push('other-consortium');
  if (last.dischargedAt !== null && gapDays(last.dischargedAt, admittedAt) > maxGapDays) reasons.push('gap-too-long');
  return reasons;
}

/** Days from the date of discharge to that of the next admission, in local dates. */
function gapDays(dischargedAt: string, admittedAt: string): number {
  const day = (instant: string) => Date.parse(`${localDate(new Date(instant))}T00:00:00Z`);
  return Math.round((day(admittedAt) - day(dischargedAt)) / DAY_MS);
}

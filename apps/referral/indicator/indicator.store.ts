import type { EntityManager } from 'typeorm';
import type { Direction, ReferralState, UrgencyClass } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { VerdictCode } from '../gate/verdict/verdict.js';

/** What is counted: referrals of a county between two instants, from or to these institutions. */
export interface Counted {
  county: string;
  /** First instant. */
  since: Date;
  /** The first instant after it. */
  before: Date;
  /** Undefined counts every institution. */
  institutions?: readonly string[];
}

/** The referral is of the county or comes to it, and touches one of the institutions. */
export const TOUCHES = `(referral.county = $1 OR referral.to_county = $1)
  AND ($2::text[] IS NULL OR referral.from_institution = ANY ($2) OR referral.to_institution = ANY ($2))`;

export interface StateCount {
  direction: Direction;
  urgencyClass: UrgencyClass;
  state: ReferralState;
  referrals: number;
  overdue: number;
}

const SUBMITTED: Statement = {
  name: 'indicator-submitted',
  text: `SELECT direction, urgency_class AS "urgencyClass", state, count(*)::int AS referrals,
           count(*) FILTER (WHERE due_at < $5)::int AS overdue
           FROM referral WHERE ${TOUCHES} AND submitted_at >= $3 AND submitted_at < $4 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
};

/** Those submitted in the period, by what they are now. */
export const countSubmitted = (tx: EntityManager, now: Date, of: Counted) =>
  run<StateCount>(tx, SUBMITTED, [of.county, of.institutions ?? null, of.since, of.before, now]);

const OPEN: Statement = {
  name: 'indicator-open',
  text: `SELECT direction, urgency_class AS "urgencyClass", state, count(*)::int AS referrals,
           count(*) FILTER (WHERE due_at < $3)::int AS overdue
           FROM referral WHERE ${TOUCHES} AND due_at IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
};

/** Whatever somebody still has to do something for, whenever it was submitted. */
export const countOpen = (tx: EntityManager, now: Date, { county, institutions }: Counted) =>
  run<StateCount>(tx, OPEN, [county, institutions ?? null, now]);

export interface VerdictCount {
  verdict: VerdictCode;
  referrals: number;
}

const VERDICTS: Statement = {
  name: 'indicator-verdicts',
  text: `SELECT verdict ->> 'verdict' AS verdict, count(*)::int AS referrals
           FROM referral WHERE ${TOUCHES} AND submitted_at >= $3 AND submitted_at < $4 AND direction = 'up' GROUP BY 1 ORDER BY 1`,
};

/** What the fund gate says of the up-referrals of the period (domain §3.2). */
export const countVerdicts = (tx: EntityManager, of: Counted) =>
  run<VerdictCount>(tx, VERDICTS, [of.county, of.institutions ?? null, of.since, of.before]);

export interface DayCount {
  date: string;
  direction: Direction;
  referrals: number;
}

const DAYS: Statement = {
  name: 'indicator-days',
  text: `SELECT (submitted_at AT TIME ZONE 'Asia/Shanghai')::date::text AS date, direction, count(*)::int AS referrals
           FROM referral WHERE ${TOUCHES} AND submitted_at >= $3 AND submitted_at < $4 GROUP BY 1, 2 ORDER BY 1, 2`,
};

/** Referrals of each local day of the period that had any. */
export const countDays = (tx: EntityManager, of: Counted) =>
  run<DayCount>(tx, DAYS, [of.county, of.institutions ?? null, of.since, of.before]);

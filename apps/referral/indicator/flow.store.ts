import type { EntityManager } from 'typeorm';
import type { Direction } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import { type Counted, TOUCHES } from './indicator.store.js';

/** Referrals of one direction from one institution to another. */
export interface Flow {
  fromCounty: string;
  from: string;
  toCounty: string;
  to: string;
  direction: Direction;
  referrals: number;
  /** Those whose patients have come. */
  arrived: number;
  rejected: number;
  closed: number;
}

export interface FlowFilter extends Counted {
  direction?: string;
  urgencyClass?: string;
  /** Department that is referred to. */
  department?: string;
}

const FLOWS: Statement = {
  name: 'referral-flows',
  text: `SELECT county AS "fromCounty", from_institution AS "from", to_county AS "toCounty", to_institution AS "to", direction,
           count(*)::int AS referrals, count(arrived_at)::int AS arrived,
           count(*) FILTER (WHERE state = 'rejected')::int AS rejected, count(*) FILTER (WHERE state = 'closed')::int AS closed
           FROM referral
          WHERE ${TOUCHES} AND submitted_at >= $3 AND submitted_at < $4 AND ($5::text IS NULL OR direction = $5)
            AND ($6::text IS NULL OR urgency_class = $6) AND ($7::text IS NULL OR to_department = $7)
          GROUP BY 1, 2, 3, 4, 5 ORDER BY referrals DESC, 2, 4, 5`,
};

/** The strongest first; all of them: there are no more than pairs of institutions that refer to each other. */
export const flowsOf = (tx: EntityManager, of: FlowFilter) =>
  run<Flow>(tx, FLOWS, [
    of.county,
    of.institutions ?? null,
    of.since,
    of.before,
    of.direction ?? null,
    of.urgencyClass ?? null,
    of.department ?? null,
  ]);

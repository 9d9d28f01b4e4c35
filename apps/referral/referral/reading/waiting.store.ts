import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow } from '../store/referral.row.js';

/** Whom something may wait for. */
export interface Waiter {
  county: string;
  institution: string;
  /** Doctors in whose place the caller acts, himself among them; null: everybody's of the house (a clerk). */
  practitioners: readonly string[] | null;
  /** Posts that he holds: what is owned by nobody by name. */
  posts: readonly string[];
  /** His departments, where the post ends at them; null: the whole house. */
  departments: readonly string[] | null;
}

/** undefined takes everything. */
export interface WaitingFilter {
  direction?: string;
  kind?: string;
  /** Deadline and id of the last one of the page before. */
  after?: readonly [dueAt: string, id: string];
  limit: number;
}

/**
 * What is owned by the caller or his post; and, of his own referrals, what he may do although somebody else is owner of the
 * state: choose one of the free units (T08), complete the form of an emergency (T37).
 */
const WAITING = {
  name: 'referral-waiting',
  text: `SELECT ${LISTED} FROM referral
          WHERE (county = $1 OR to_county = $1) AND due_at IS NOT NULL
            AND (owner_institution = $2 AND (owner_practitioner = ANY ($3::uuid[])
                   OR owner_practitioner IS NOT NULL AND $3 IS NULL
                   OR owner_practitioner IS NULL AND owner_role = ANY ($4::text[])
                      AND ($5::text[] IS NULL OR direction = 'down' OR to_department = ANY ($5)))
              OR (progress ? 'formDueAt' OR state IN ('accepted', 'waitlisted') AND options IS NOT NULL)
                 AND county = $1 AND from_institution = $2 AND ($3 IS NULL OR from_practitioner = ANY ($3::uuid[])))
            AND ($6::text IS NULL OR direction = $6) AND ($7::text IS NULL OR due_kind = $7)
            AND ($8::timestamptz IS NULL OR (due_at, id) > ($8, $9::uuid))
          ORDER BY due_at, id LIMIT $10`,
};

/** One page and the first of the next one, the most urgent deadline first. */
export function listWaiting(tx: EntityManager, waiter: Waiter, filter: WaitingFilter): Promise<ListedRow[]> {
  const { county, institution, practitioners, posts, departments } = waiter;
  const { direction, kind, after, limit } = filter;
  return run<ListedRow>(tx, WAITING, [
    county,
    institution,
    practitioners,
    posts,
    departments,
    direction ?? null,
    kind ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit + 1,
  ]);
}

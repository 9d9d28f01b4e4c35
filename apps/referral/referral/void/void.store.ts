import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { run } from '#service/database/prepared.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow, ReferralRow } from '../store/referral.row.js';

const INSERT = {
  name: 'void-insert',
  text: `INSERT INTO referral_void (county, referral_id, requested_at, requested_institution, requested_account, requested_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
};
const ANSWER = {
  name: 'void-answer',
  text: `UPDATE referral_void SET answered_at = $3, answered_account = $4, answered_by = $5, agreed = $6
          WHERE county = $1 AND referral_id = $2 AND answered_at IS NULL
            AND requested_by <> $5 AND requested_account <> $4 RETURNING 1`,
};

type Case = Pick<ReferralRow, 'county' | 'id'>;

export async function insertVoid(tx: EntityManager, { county, id }: Case, by: Principal, now: Date): Promise<void> {
  await run(tx, INSERT, [county, id, now, by.institution, by.account, by.practitioner]);
}

/** @returns false where the same person asked, or nobody did */
export async function answerVoid(
  tx: EntityManager,
  { county, id }: Case,
  by: Principal,
  agreed: boolean,
  now: Date,
): Promise<boolean> {
  return (await run(tx, ANSWER, [county, id, now, by.account, by.practitioner, agreed])).length > 0;
}

/** Those that wait for an answer, the nearest deadline first. */
const PENDING = {
  name: 'void-pending',
  text: `SELECT ${LISTED} FROM referral
          WHERE (county = $1 OR to_county = $1) AND progress ? 'voidRequest'
            AND state NOT IN ('closed', 'rejected', 'cancelled', 'expired')
            AND (from_institution = ANY ($2) OR to_institution = ANY ($2))
            AND ($3::text IS NULL OR (progress #>> '{voidRequest,dueAt}', id) > ($3, $4::uuid))
          ORDER BY progress #>> '{voidRequest,dueAt}', id LIMIT $5`,
};

/** One page and the first of the next one. @param touching houses of which one has a part @param after the last one's sort values */
export function pendingVoids(
  tx: EntityManager,
  county: string,
  touching: readonly string[],
  { after, limit }: { after?: readonly [dueAt: string, id: string]; limit: number },
): Promise<ListedRow[]> {
  return run<ListedRow>(tx, PENDING, [county, touching, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
}

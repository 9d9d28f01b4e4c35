import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

/** What an event says about a referral. */
export interface Claim {
  /** County of the referral. */
  county: string;
  referralId: string;
  version: number;
  hop: number;
  /** The referral needs no unit any more, and never will. */
  ended: boolean;
  /** Where it may get units. */
  counties: readonly string[];
}

const RAISE: Statement = {
  name: 'claim-raise',
  text: `INSERT INTO claim AS c (county, referral_id, version, hop, ended, counties)
         SELECT county, referral_id, version, hop, ended, string_to_array(counties, ',')::bpchar[]
           FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::smallint[], $5::boolean[], $6::text[])
             AS row (county, referral_id, version, hop, ended, counties)
          ORDER BY county, referral_id
         ON CONFLICT (county, referral_id) DO UPDATE SET version = excluded.version, hop = excluded.hop, ended = excluded.ended,
           counties = ARRAY(SELECT DISTINCT unnest(c.counties || excluded.counties))
          WHERE c.version < excluded.version
         RETURNING referral_id AS "referralId", counties`,
};

/**
 * Notes the newest event of each referral and locks its row until commit, so that two events of one referral never run
 * at the same time.
 * @returns counties of all candidates so far, for the referrals whose event is newer than what was seen before
 */
export async function raiseClaims(tx: EntityManager, claims: readonly Claim[]): Promise<Map<string, string[]>> {
  if (claims.length === 0) return new Map();
  const of = <T>(value: (claim: Claim) => T) => claims.map(value);
  const rows = await run<{ referralId: string; counties: string[] }>(tx, RAISE, [
    of((claim) => claim.county),
    of((claim) => claim.referralId),
    of((claim) => claim.version),
    of((claim) => claim.hop),
    of((claim) => claim.ended),
    of((claim) => claim.counties.join(',')),
  ]);
  return new Map(rows.map((row) => [row.referralId, row.counties]));
}

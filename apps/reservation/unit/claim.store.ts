import type { EntityManager } from 'typeorm';
import type { UnitWanted } from '#contracts/parts.js';
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
  /** What it wants, where the event says so. */
  wish: Wish | null;
}

/** What a referral wants, kept for the day on which a hospital takes its unit away. */
export interface Wish {
  referralNo: string;
  wanted: UnitWanted;
  /** Only a form is being filled: there is no referral yet that could wait. */
  draft?: boolean;
}

const RAISE: Statement = {
  name: 'claim-raise',
  text: `INSERT INTO claim AS c (county, referral_id, version, hop, ended, counties, wish)
         SELECT county, referral_id, version, hop, ended, string_to_array(counties, ',')::bpchar[], wish::jsonb
           FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::smallint[], $5::boolean[], $6::text[], $7::text[])
             AS row (county, referral_id, version, hop, ended, counties, wish)
          ORDER BY county, referral_id
         ON CONFLICT (county, referral_id) DO UPDATE SET version = excluded.version, hop = excluded.hop, ended = excluded.ended,
           counties = ARRAY(SELECT DISTINCT unnest(c.counties || excluded.counties)),
           wish = CASE WHEN excluded.wish IS NULL THEN c.wish WHEN c.wish IS NULL OR c.hop < excluded.hop THEN excluded.wish
             ELSE jsonb_set(excluded.wish, '{wanted,candidates}', c.wish #> '{wanted,candidates}') END
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
    of((claim) => claim.wish && JSON.stringify(claim.wish)),
  ]);
  return new Map(rows.map((row) => [row.referralId, row.counties]));
}

const WISHES: Statement = {
  name: 'claim-wishes',
  text: `SELECT c.county, c.referral_id AS "referralId", c.ended, c.wish FROM claim c
          WHERE (c.county, c.referral_id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))`,
};

/** What referrals want, with all candidates of their present hop; not those that have ended. */
export async function readWishes(
  tx: EntityManager,
  referrals: readonly { county: string; id: string }[],
): Promise<Map<string, Wish>> {
  if (referrals.length === 0) return new Map();
  const rows = await run<{ referralId: string; ended: boolean; wish: Wish | null }>(tx, WISHES, [
    referrals.map(({ county }) => county),
    referrals.map(({ id }) => id),
  ]);
  return new Map(rows.flatMap(({ referralId, ended, wish }) => (wish && !ended ? [[referralId, wish]] : [])));
}

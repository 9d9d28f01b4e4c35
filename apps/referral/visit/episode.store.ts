import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { EpisodeLeg } from './episode.dto.js';

const LEGS: Statement = {
  name: 'legs-of-episode',
  text: `SELECT id AS "referralId", referral_no AS "referralNo", direction, state, parent_referral_id AS "parentReferralId",
                from_institution AS "fromInstitution", to_institution AS "toInstitution", submitted_at AS "submittedAt"
           FROM referral WHERE county = $1 AND episode_id = $2 ORDER BY submitted_at, id`,
};

type LegRow = Omit<EpisodeLeg, 'parentReferralId' | 'submittedAt'> & {
  parentReferralId: string | null;
  submittedAt: Date;
};

/** The referrals of an episode that the scope may see, oldest first. */
export async function legsOf(tx: EntityManager, county: string, episodeId: string): Promise<EpisodeLeg[]> {
  const rows = await run<LegRow>(tx, LEGS, [county, episodeId]);
  return rows.map(({ parentReferralId, submittedAt, ...row }) => ({
    ...row,
    ...(parentReferralId ? { parentReferralId } : {}),
    submittedAt: submittedAt.toISOString(),
  }));
}

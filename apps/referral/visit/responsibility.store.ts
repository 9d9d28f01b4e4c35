import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

/** Who owns a case, and since when; without a referral it is still the first institution (domain §3.1). */
export interface Responsibility {
  institution: string;
  since: Date;
  referralId: string | null;
}

const OWNER: Statement = {
  name: 'case-owner',
  text: `SELECT institution, since, referral_id AS "referralId" FROM case_responsibility
          WHERE county = $1 AND episode_id = $2 AND since <= $3 ORDER BY since DESC, seq DESC LIMIT 1`,
};

/** The owner of the case at that instant, as far as the scope may see the episode. */
export async function responsibilityOf(
  tx: EntityManager,
  county: string,
  episodeId: string,
  at: Date,
): Promise<Responsibility | undefined> {
  return (await run<Responsibility>(tx, OWNER, [county, episodeId, at]))[0];
}

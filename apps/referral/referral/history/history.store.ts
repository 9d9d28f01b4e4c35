import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import type { ChainedEntry } from './chain.js';

const READ = {
  name: 'referral-history',
  text: `SELECT county, referral_id AS "referralId", version, event, transition, from_state AS "fromState", to_state AS "toState",
                actor_code AS "actorCode", actor_id AS "actorId", actor_role AS "actorRole",
                actor_institution AS "actorInstitution", reason, rule_set_version AS "ruleSetVersion", detail, became,
                note_sealed AS "noteSealed", at, prev_hash AS "prevHash", hash
           FROM referral_event WHERE county = $1 AND referral_id = $2 ORDER BY version`,
};

/** The whole history of one referral, oldest first; `firstBreak` of chain.ts proves it. */
export function historyOf(tx: EntityManager, county: string, referralId: string): Promise<ChainedEntry[]> {
  return run<ChainedEntry>(tx, READ, [county, referralId]);
}

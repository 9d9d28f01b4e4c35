import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import type { RevealPurpose } from './trace.dto.js';

/** A reason given for reading the clinical text of a referral. */
export interface Reveal {
  county: string;
  id: string;
  referralId: string;
  purpose: RevealPurpose;
  /** Sealed with the key of the referring institution. */
  reasonSealed: string;
  account: string;
  practitioner: string;
  role: string;
  at: Date;
  until: Date;
}

const INSERT = {
  name: 'reveal-insert',
  text: `INSERT INTO clinical_reveal (county, id, referral_id, purpose, reason_sealed, account, practitioner, role, at, until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

export async function insertReveal(tx: EntityManager, reveal: Reveal): Promise<void> {
  const { county, id, referralId, purpose, reasonSealed, account, practitioner, role, at, until } = reveal;
  await run(tx, INSERT, [county, id, referralId, purpose, reasonSealed, account, practitioner, role, at, until]);
}

const OF_ONE = {
  name: 'reveals-of',
  text: `SELECT county, id, referral_id AS "referralId", purpose, reason_sealed AS "reasonSealed", account, practitioner, role, at, until
           FROM clinical_reveal WHERE county = $1 AND referral_id = $2 ORDER BY at, id`,
};

/** Every reason that was given for one referral, oldest first. */
export const revealsOf = (tx: EntityManager, county: string, referralId: string) =>
  run<Reveal>(tx, OF_ONE, [county, referralId]);

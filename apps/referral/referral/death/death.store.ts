import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { SELECTED } from '../store/referral.columns.js';
import type { ReferralRow } from '../store/referral.row.js';

const BATCH = 100;

const NOTE = { name: 'patient-note-death', text: 'SELECT note_death($1, $2, $3)' };

/** Open referrals of the dead that do not know it yet. */
const CLAIM = {
  name: 'referral-claim-of-the-dead',
  text: `SELECT ${SELECTED}, patient.died_at AS "diedAt" FROM patient
           JOIN referral ON referral.county = patient.county AND referral.patient_id = patient.id
          WHERE patient.died_at IS NOT NULL AND patient.county <> ALL ($1) AND NOT referral.progress ? 'patientDiedAt'
            AND referral.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
          ORDER BY referral.county, referral.id LIMIT ${BATCH} FOR UPDATE OF referral SKIP LOCKED`,
};

/** A step said that the patient has died: from now on nothing is sent to him; his other referrals follow by the clock. */
export async function followDeath(tx: EntityManager, before: ReferralRow, after: ReferralRow): Promise<void> {
  const { patientDiedAt } = after.progress;
  if (!patientDiedAt || before.progress.patientDiedAt) return;
  await run(tx, NOTE, [after.county, after.patientId, patientDiedAt]);
}

export const claimOfTheDead = (
  tx: EntityManager,
  _now: Date,
  except: readonly string[],
): Promise<(ReferralRow & { diedAt: Date })[]> => run(tx, CLAIM, [except]);

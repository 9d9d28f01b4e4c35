import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { SELECTED } from '../store/referral.columns.js';
import type { ReferralRow } from '../store/referral.row.js';

const BATCH = 100;

/** Whose validity ends soon; what has its place, or has ended, needs no warning. */
const EXPIRING = {
  name: 'referral-claim-expiring',
  text: `SELECT ${SELECTED} FROM referral
          WHERE warn_at <= $1 AND county <> ALL ($2) AND state IN ('submitted', 'under-review', 'returned', 'accepted', 'waitlisted', 'reserved')
          ORDER BY warn_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
};

/** Patients in care whose onward referral has been accepted elsewhere. */
const TRANSFERRED = {
  name: 'referral-claim-transferred',
  text: `SELECT ${SELECTED}, onward.id AS "onwardId"
           FROM referral
           JOIN LATERAL (
                  SELECT child.id FROM referral child
                   WHERE child.county = referral.county AND child.parent_referral_id = referral.id
                     AND child.direction <> 'down' AND child.from_institution = referral.to_institution
                     AND child.place_by IS NOT NULL
                     AND child.state NOT IN ('submitted', 'under-review', 'returned', 'rejected', 'cancelled', 'expired')
                   LIMIT 1) onward ON true
          WHERE referral.direction <> 'down' AND referral.state IN ('arrived', 'in-care') AND referral.county <> ALL ($1)
          ORDER BY referral.county, referral.id LIMIT ${BATCH} FOR UPDATE OF referral SKIP LOCKED`,
};

export const claimExpiring = (tx: EntityManager, now: Date, except: readonly string[]): Promise<ReferralRow[]> =>
  run(tx, EXPIRING, [now, except]);

export const claimTransferred = (
  tx: EntityManager,
  _now: Date,
  except: readonly string[],
): Promise<(ReferralRow & { onwardId: string })[]> => run(tx, TRANSFERRED, [except]);

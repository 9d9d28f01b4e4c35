import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { SELECTED } from '../store/referral.columns.js';
import type { ReferralRow } from '../store/referral.row.js';

const BATCH = 100;

/** T23 is not for U1, and for U2 only by the doctor's command (domain §5.2). */
const EXPIRED = {
  name: 'referral-claim-expired',
  text: `SELECT ${SELECTED} FROM referral
          WHERE state IN ('submitted', 'under-review', 'returned', 'accepted', 'waitlisted', 'reserved')
            AND valid_until <= $1 AND county <> ALL ($2) AND urgency_class NOT IN ('U1', 'U2')
          ORDER BY valid_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
};

const UNDECIDED = {
  name: 'referral-claim-undecided',
  text: `SELECT ${SELECTED} FROM referral
          WHERE state IN ('submitted', 'under-review') AND no_decision_at <= $1 AND county <> ALL ($2)
          ORDER BY no_decision_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
};

/** Referrals whose validity is over. @param except counties that are left out */
export const claimExpired = (tx: EntityManager, now: Date, except: readonly string[]) =>
  run<ReferralRow>(tx, EXPIRED, [now, except]);

/** Referrals on which nobody decided in time although another candidate is left. @param except counties that are left out */
export const claimUndecided = (tx: EntityManager, now: Date, except: readonly string[]) =>
  run<ReferralRow>(tx, UNDECIDED, [now, except]);

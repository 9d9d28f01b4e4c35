import type { EntityManager } from 'typeorm';
import type { UrgencyClass } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import { endOf, type Waiting } from './waiting.js';

const STORE: Statement = {
  name: 'slot-waiting-store',
  // State and wish have versions of their own: not every message says what is wanted.
  text: `
    INSERT INTO slot_waiting AS w (county, referral_id, referral_no, institution, version, state, urgency_class, held_until, died,
        wanted_version, entitlement, pool, group_code, valid_until, heard_at)
    SELECT row.*, $15::timestamptz FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[],
        $8::timestamptz[], $9::boolean[], $10::int[], $11::text[], $12::text[], $13::text[], $14::timestamptz[]) AS row
        ON CONFLICT (county, referral_id) DO UPDATE SET
          state = CASE WHEN excluded.version > w.version THEN excluded.state ELSE w.state END,
          urgency_class = CASE WHEN excluded.version > w.version THEN excluded.urgency_class ELSE w.urgency_class END,
          held_until = CASE WHEN excluded.version > w.version THEN excluded.held_until ELSE w.held_until END,
          version = greatest(w.version, excluded.version), died = w.died OR excluded.died,
          entitlement = CASE WHEN excluded.wanted_version > w.wanted_version THEN excluded.entitlement ELSE w.entitlement END,
          pool = CASE WHEN excluded.wanted_version > w.wanted_version THEN excluded.pool ELSE w.pool END,
          group_code = CASE WHEN excluded.wanted_version > w.wanted_version THEN excluded.group_code ELSE w.group_code END,
          valid_until = CASE WHEN excluded.wanted_version > w.wanted_version THEN excluded.valid_until ELSE w.valid_until END,
          wanted_version = greatest(w.wanted_version, excluded.wanted_version), heard_at = excluded.heard_at
    RETURNING w.county, w.referral_id AS "referralId", w.state, w.died`,
};

const END: Statement = {
  name: 'slot-subscription-end-for',
  text: `UPDATE slot_subscription s SET ended_at = $4, end_reason = row.reason, version = s.version + 1
      FROM unnest($1::text[], $2::uuid[], $3::text[]) AS row (county, referral_id, reason)
     WHERE s.county = row.county AND s.referral_id = row.referral_id AND s.ended_at IS NULL`,
};

/** Keeps what is newest of each referral, and ends the subscriptions whose patient looks for no unit any more. */
export async function storeWaiting(tx: EntityManager, now: Date, all: readonly Waiting[]): Promise<void> {
  if (all.length === 0) return;
  const of = <T>(value: (one: Waiting) => T) => all.map(value);
  const known = await run<Pick<Waiting, 'county' | 'referralId' | 'state' | 'died'>>(tx, STORE, [
    of((one) => one.county),
    of((one) => one.referralId),
    of((one) => one.referralNo),
    of((one) => one.institution),
    of((one) => one.version),
    of((one) => one.state),
    of((one) => one.urgencyClass),
    of((one) => one.heldUntil ?? null),
    of((one) => one.died),
    of((one) => one.wanted?.version ?? 0),
    of((one) => one.wanted?.entitlement ?? null),
    of((one) => one.wanted?.pool ?? null),
    of((one) => one.wanted?.group ?? null),
    of((one) => one.wanted?.validUntil ?? null),
    now,
  ]);
  const over = known.filter((one) => endOf(one) !== undefined);
  if (over.length === 0) return;
  await run(tx, END, [over.map((o) => o.county), over.map((o) => o.referralId), over.map((o) => endOf(o)), now]);
}

/** A referral as a subscription asks for it. */
export interface KnownWaiting {
  state: string;
  died: boolean;
  pool: string | null;
  urgencyClass: UrgencyClass;
}

const FIND: Statement = {
  name: 'slot-waiting-find',
  text: `SELECT state, died, pool, urgency_class AS "urgencyClass" FROM slot_waiting
    WHERE county = $1 AND referral_id = $2 AND institution = $3 FOR SHARE`,
};

/** A referral of this house, kept as it is until commit; undefined for one that nobody here may see. */
export async function findWaiting(
  tx: EntityManager,
  county: string,
  institution: string,
  referralId: string,
): Promise<KnownWaiting | undefined> {
  return (await run<KnownWaiting>(tx, FIND, [county, referralId, institution]))[0];
}

const FORGET: Statement = {
  name: 'slot-waiting-forget',
  text: `DELETE FROM slot_waiting WHERE (county, referral_id) IN (SELECT county, referral_id FROM slot_waiting
    WHERE heard_at <= $1::timestamptz - interval '200 days' ORDER BY heard_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
};

/** A referral of which nothing was heard for longer than one can be valid. */
export async function forgetWaiting(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}

import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import type { Urgency } from '../notice/notice.js';
import type { Claimed, Outcome, Step } from './attempt.js';

/** One attempt with what came of it. */
export interface Attempted {
  readonly claimed: Claimed;
  readonly outcome: Outcome;
  readonly milliseconds?: number;
  readonly step: Step;
}

/** Names one delivery. */
export interface DeliveryKey {
  readonly county: string;
  readonly id: string;
}

const ATTEMPT: Statement = {
  name: 'delivery-attempt',
  text: `
    INSERT INTO delivery_attempt (county, delivery_id, attempt, channel, result, code, milliseconds)
    SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[])
        ON CONFLICT DO NOTHING`,
};

const STEP: Statement = {
  name: 'delivery-step',
  // Who comes after his lease, or after the receipt, changes nothing. What was taken on meanwhile is not tried again.
  text: `
    UPDATE delivery d
       SET state = row.state, reason = row.reason, next_at = coalesce(row.next_at, d.next_at), lease_until = NULL,
           ended_at = CASE WHEN row.state <> 'waiting' THEN business_now() END
      FROM (SELECT given.county, given.id, given.attempt, given.next_at,
                   CASE WHEN needless THEN 'cancelled' ELSE given.state END AS state,
                   CASE WHEN needless THEN 'acknowledged' ELSE given.reason END AS reason
              FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])
                     AS given (county, id, attempt, state, reason, next_at)
              JOIN delivery k ON k.county = given.county AND k.id = given.id
              JOIN notice n ON n.county = k.county AND n.id = k.notice_id
             CROSS JOIN LATERAL (SELECT given.state = 'waiting' AND (n.acknowledged_at IS NOT NULL OR n.over_at IS NOT NULL) AND k.channel <> 'webhook') AS word (needless)
           ) AS row
     WHERE d.county = row.county AND d.id = row.id AND d.state = 'sending' AND d.attempts = row.attempt
    RETURNING d.county, d.id`,
};

const FALL_BACK: Statement = {
  name: 'delivery-fall-back',
  // The first channel of the list on which the recipient has nothing yet; the rest goes with it. Of what somebody has
  // taken on meanwhile nobody need be told on one more channel.
  text: `
    WITH original AS (
      SELECT d.*, row.next_id FROM delivery d JOIN unnest($1::bpchar[], $2::uuid[], $4::uuid[]) AS row (county, id, next_id)
        ON d.county = row.county AND d.id = row.id
      JOIN notice n ON n.county = d.county AND n.id = d.notice_id AND n.acknowledged_at IS NULL AND n.over_at IS NULL
     WHERE cardinality(d.fallback) > 0),
    cleared AS (
      UPDATE delivery d SET fallback = '{}' FROM original o WHERE d.county = o.county AND d.id = o.id)
    INSERT INTO delivery (county, id, notice_id, recipient, patient_county, referral_id, patient_id, channel, fallback,
                          urgency, language, owner, owner_county, institution, next_at, expires_at, state, origin)
    SELECT o.county, o.next_id, o.notice_id, o.recipient, o.patient_county, o.referral_id, o.patient_id,
           next.channel, o.fallback[next.place + 1 :], o.urgency, o.language, o.owner, o.owner_county, o.institution,
           greatest(business_now(), $3::timestamptz), o.expires_at, 'waiting', coalesce(o.origin, o.id)
      FROM original o CROSS JOIN LATERAL (
        SELECT channel, place::int FROM unnest(o.fallback) WITH ORDINALITY AS list (channel, place)
         WHERE NOT EXISTS (SELECT FROM delivery k WHERE k.county = o.county AND k.notice_id = o.notice_id
                              AND k.recipient = o.recipient AND k.channel = list.channel)
         ORDER BY place LIMIT 1) next
        ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING
    RETURNING county, id`,
};

const REACHED: Statement = {
  name: 'delivery-reached',
  // Urgent ones go on: two calls are better than none.
  text: `
    UPDATE delivery other SET state = 'cancelled', reason = 'reached-otherwise', ended_at = business_now()
      FROM delivery d JOIN unnest($1::bpchar[], $2::uuid[]) AS row (county, id) ON d.county = row.county AND d.id = row.id
     WHERE d.urgency <> 'urgent' AND other.county = d.county AND other.notice_id = d.notice_id
       AND other.recipient = d.recipient AND other.id <> d.id AND other.state = 'waiting'
       AND coalesce(other.origin, other.id) = coalesce(d.origin, d.id)`,
};

const LOCK_NOTICES: Statement = {
  name: 'delivery-lock-notices',
  text: `
    SELECT 1 FROM notice n WHERE (n.county, n.id) IN (
      SELECT d.county, d.notice_id FROM delivery d JOIN unnest($1::bpchar[], $2::uuid[]) AS row (county, id)
          ON d.county = row.county AND d.id = row.id)
     ORDER BY n.county, n.id FOR NO KEY UPDATE`,
};

const UNREACHED: Statement = {
  name: 'delivery-unreached',
  text: `
    SELECT DISTINCT ON (d.county, d.notice_id, CASE WHEN tried.refused THEN d.recipient ELSE '' END) d.owner_county AS county, d.owner, d.institution, d.urgency,
           n.referral_id AS "referralId", n.referral_no AS "referralNo"
      FROM delivery d JOIN unnest($1::bpchar[], $2::uuid[]) AS row (county, id) ON d.county = row.county AND d.id = row.id
      JOIN notice n ON n.county = d.county AND n.id = d.notice_id
     CROSS JOIN LATERAL (
       SELECT bool_or(k.state = 'dead') AS refused, bool_or(k.state = 'not-configured') AS homeless FROM delivery k
        WHERE k.county = d.county AND k.notice_id = d.notice_id AND k.recipient = d.recipient) tried
     WHERE d.channel <> 'webhook' AND n.acknowledged_at IS NULL AND n.over_at IS NULL
       AND (tried.refused OR (tried.homeless AND d.urgency = 'urgent' AND NOT EXISTS (
             SELECT FROM delivery o WHERE o.county = d.county AND o.notice_id = d.notice_id AND o.channel <> 'webhook'
                AND o.state IN ('waiting', 'sending', 'sent', 'delivered'))))
       AND NOT EXISTS (SELECT FROM delivery o WHERE o.county = d.county AND o.notice_id = d.notice_id AND o.recipient = d.recipient
                          AND o.state IN ('waiting', 'sending', 'sent', 'delivered'))`,
};

/** A recipient whom nothing reached, and who is to act. */
export interface Unreached {
  /** Of the owner. */
  readonly county: string;
  readonly owner: string;
  readonly institution: string;
  readonly urgency: Urgency;
  readonly referralId: string | null;
  readonly referralNo: string | null;
}

const keys = (deliveries: readonly DeliveryKey[]) => [deliveries.map((d) => d.county), deliveries.map((d) => d.id)];

/** Writes the attempts down. @returns the deliveries that moved; not those another worker has taken over */
export async function recordAttempts(tx: EntityManager, attempts: readonly Attempted[]): Promise<DeliveryKey[]> {
  const claimed = attempts.map((attempt) => attempt.claimed);
  const [counties, ids] = keys(claimed);
  const numbers = claimed.map(({ attempt }) => attempt);
  await run(tx, ATTEMPT, [
    counties,
    ids,
    numbers,
    claimed.map(({ channel }) => channel),
    attempts.map(({ outcome }) => outcome.result),
    attempts.map(({ outcome }) => outcome.code),
    attempts.map(({ milliseconds }) => milliseconds ?? null),
  ]);
  const steps = attempts.map(({ step }) => step);
  const moves = [
    steps.map(({ state }) => state),
    steps.map(({ reason }) => reason ?? null),
    steps.map(({ nextAt }) => nextAt ?? null),
  ];
  return run<DeliveryKey>(tx, STEP, [counties, ids, numbers, ...moves]);
}

/** Tries the next channel, too, from now or `notBefore` on. */
export async function fallBack(
  tx: EntityManager,
  deliveries: readonly DeliveryKey[],
  notBefore: Date | null = null,
): Promise<void> {
  if (deliveries.length === 0) return;
  await run(tx, FALL_BACK, [...keys(deliveries), notBefore, deliveries.map(() => v7())]);
}

/** Ends what waits on other channels for whom these have reached. */
export async function endOthers(tx: EntityManager, deliveries: readonly DeliveryKey[]): Promise<void> {
  if (deliveries.length > 0) await run(tx, REACHED, keys(deliveries));
}

/**
 * Of those that ended without reaching anybody, one for each recipient who was given up on some channel, to whom nothing
 * else is under way, and whose task nobody has taken on. An urgent one that found no channel in
 * this house for anybody counts once: somebody must call.
 */
export async function findUnreached(tx: EntityManager, deliveries: readonly DeliveryKey[]): Promise<Unreached[]> {
  if (deliveries.length === 0) return [];
  // Two channels that give up at the same time must see each other.
  await run(tx, LOCK_NOTICES, keys(deliveries));
  return run<Unreached>(tx, UNREACHED, keys(deliveries));
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { NOTICE_COLUMNS, type NoticeRow, toNotice } from '../notice/notice.row.js';
import type { Claimed } from './attempt.js';
import type { Channel, Language, PatientOf } from './delivery.js';

/** A worker that is not heard of for so long is dead; longer than any attempt may take. */
const LEASE_SECONDS = 60;

const CLAIMED_COLUMNS = `
  d.county, d.id AS delivery_id, d.recipient, d.patient_county, d.referral_id AS patient_referral, d.patient_id, d.channel,
  d.fallback, d.urgency AS delivery_urgency, d.language, d.attempts, d.spared, ${NOTICE_COLUMNS}`;

/** Those of a hospital's system that fails wait until it is asked again. */
const branch = (rank: number, limit: string) => `(
  SELECT county, id FROM delivery
   WHERE channel = $1 AND rank = ${rank} AND state = 'waiting' AND next_at <= business_now()
     AND (expires_at IS NULL OR expires_at > business_now())
     AND NOT EXISTS (SELECT FROM breaker b WHERE b.key = delivery.recipient AND b.open_until > clock_timestamp())
   ORDER BY next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;

const CLAIM: Statement = {
  name: 'delivery-claim',
  // What urgent ones leave goes to tasks, what these leave to news; each class has a share of its own besides.
  text: `
    WITH urgent AS ${branch(0, '$2')},
         task AS ${branch(1, '(SELECT $3 - count(*) FROM urgent)')},
         info AS ${branch(2, '(SELECT $4 - (SELECT count(*) FROM urgent) - (SELECT count(*) FROM task))')},
         due AS (SELECT * FROM urgent UNION ALL SELECT * FROM task UNION ALL SELECT * FROM info),
         claimed AS (
      UPDATE delivery d SET state = 'sending', attempts = attempts + 1, reason = NULL,
             lease_until = clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'
        FROM due WHERE d.county = due.county AND d.id = due.id
      RETURNING d.*)
    SELECT ${CLAIMED_COLUMNS}
      FROM claimed d JOIN notice n ON n.county = d.county AND n.id = d.notice_id
     ORDER BY d.rank, d.next_at`,
};

const LOST: Statement = {
  name: 'delivery-lost',
  text: `
    SELECT ${CLAIMED_COLUMNS}, d.reason
      FROM delivery d JOIN notice n ON n.county = d.county AND n.id = d.notice_id
     WHERE d.state = 'sending' AND d.lease_until < clock_timestamp()
     ORDER BY d.lease_until LIMIT $1 FOR UPDATE OF d SKIP LOCKED`,
};

interface ClaimedRow extends NoticeRow {
  county: string;
  delivery_id: string;
  recipient: string;
  patient_county: string | null;
  patient_referral: string | null;
  patient_id: string | null;
  channel: Channel;
  fallback: Channel[];
  delivery_urgency: Claimed['urgency'];
  language: Language;
  attempts: number;
  spared: number;
}

/** Takes up to `most` deliveries of a channel that are due; another worker that looks at the same time gets others. */
export async function claimDue(tx: EntityManager, channel: Channel, most: number): Promise<Claimed[]> {
  const ofUrgent = Math.ceil(most * 0.6);
  const ofTasks = Math.ceil(most * 0.85);
  return (await run<ClaimedRow>(tx, CLAIM, [channel, ofUrgent, ofTasks, most])).map(toClaimed);
}

/** A delivery that nobody is at, and the word of its gateway where that is the cause. */
export interface Lost {
  readonly claimed: Claimed;
  readonly reason?: string;
}

/**
 * Deliveries whose worker died while it sent them: whether the other side has them nobody knows; and those of which their
 * gateway says that they never arrived. Locked.
 */
export async function lockLost(tx: EntityManager, most: number): Promise<Lost[]> {
  const rows = await run<ClaimedRow & { reason: string | null }>(tx, LOST, [most]);
  return rows.map((row) => ({ claimed: toClaimed(row), ...(row.reason ? { reason: row.reason } : {}) }));
}

function toClaimed(row: ClaimedRow): Claimed {
  return {
    county: row.county,
    id: row.delivery_id,
    recipient: row.recipient,
    ...(row.patient_county ? { patientOf: patientOf(row.patient_county, row) } : {}),
    channel: row.channel,
    fallback: row.fallback,
    urgency: row.delivery_urgency,
    language: row.language,
    attempt: row.attempts,
    tries: row.attempts - row.spared,
    notice: toNotice(row),
  };
}

function patientOf(county: string, { patient_referral: referralId, patient_id: patientId }: ClaimedRow): PatientOf {
  return { county, ...(referralId ? { referralId } : {}), ...(patientId ? { patientId } : {}) };
}

import type { EntityManager } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { SlotNews } from './slot.js';

export interface SubscriptionRow {
  county: string;
  id: string;
  version: number;
  institution: string;
  practitioner: string;
  hospital: string | null;
  pool: Pool | null;
  department: string | null;
  doctorId: string | null;
  examItem: string | null;
  referralId: string | null;
  news: SlotNews[];
  createdAt: Date;
  validUntil: Date;
  endedAt: Date | null;
  endReason: string | null;
}

type Person = Pick<SubscriptionRow, 'county' | 'practitioner'>;

const COLUMNS = `county, id, version, institution, practitioner, hospital, pool, department, doctor_id AS "doctorId", exam_item AS "examItem",
  referral_id AS "referralId", news, created_at AS "createdAt", valid_until AS "validUntil", ended_at AS "endedAt", end_reason AS "endReason"`;

const INSERT: Statement = {
  name: 'slot-subscription-insert',
  // The same wish a second time goes on with the first one: nobody is told twice.
  text: `
    INSERT INTO slot_subscription AS s (county, id, institution, practitioner, hospital, pool, department, doctor_id, exam_item, referral_id, news,
        created_at, valid_until)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (county, practitioner, coalesce(hospital, ''), coalesce(pool, ''), coalesce(department, ''), coalesce(doctor_id, ''),
          coalesce(exam_item, ''), coalesce(referral_id::text, '')) WHERE ended_at IS NULL
        DO UPDATE SET institution = excluded.institution, news = excluded.news, valid_until = excluded.valid_until, version = s.version + 1
    RETURNING ${COLUMNS}`,
};

/** Stores a subscription; one for the same is renewed instead. */
export async function insertSubscription(tx: EntityManager, row: SubscriptionRow): Promise<SubscriptionRow> {
  const { county, id, institution, practitioner, hospital, pool, department, doctorId, examItem, referralId } = row;
  const about = [hospital, pool, department, doctorId, examItem, referralId];
  const values = [county, id, institution, practitioner, ...about, row.news, row.createdAt, row.validUntil];
  return (await run<SubscriptionRow>(tx, INSERT, values))[0] as SubscriptionRow;
}

const COUNT: Statement = {
  name: 'slot-subscription-count',
  text: 'SELECT count(*)::int AS count FROM slot_subscription WHERE county = $1 AND practitioner = $2 AND ended_at IS NULL',
};

export async function countSubscriptions(tx: EntityManager, { county, practitioner }: Person): Promise<number> {
  return (await run<{ count: number }>(tx, COUNT, [county, practitioner]))[0]?.count ?? 0;
}

const LIST: Statement = {
  name: 'slot-subscription-list',
  text: `SELECT ${COLUMNS} FROM slot_subscription WHERE county = $1 AND practitioner = $2 AND ($3::uuid IS NULL OR id < $3)
    ORDER BY id DESC LIMIT $4`,
};

/** Newest first. */
export function listSubscriptions(
  tx: EntityManager,
  { county, practitioner }: Person,
  before: string | undefined,
  limit: number,
): Promise<SubscriptionRow[]> {
  return run<SubscriptionRow>(tx, LIST, [county, practitioner, before ?? null, limit]);
}

const FIND: Statement = {
  name: 'slot-subscription-find',
  text: `SELECT ${COLUMNS} FROM slot_subscription WHERE county = $1 AND practitioner = $2 AND id = $3`,
};

export async function findSubscription(
  tx: EntityManager,
  { county, practitioner }: Person,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return (await run<SubscriptionRow>(tx, FIND, [county, practitioner, id]))[0];
}

const WITHDRAW: Statement = {
  name: 'slot-subscription-withdraw',
  text: `UPDATE slot_subscription SET ended_at = $4, end_reason = 'withdrawn', version = version + 1
    WHERE county = $1 AND practitioner = $2 AND id = $3 AND ended_at IS NULL RETURNING ${COLUMNS}`,
};

/** Undefined where it has ended already, or is not this doctor's. */
export async function withdrawSubscription(
  tx: EntityManager,
  { county, practitioner }: Person,
  id: string,
  now: Date,
): Promise<SubscriptionRow | undefined> {
  return (await run<SubscriptionRow>(tx, WITHDRAW, [county, practitioner, id, now]))[0];
}

const EXPIRE: Statement = {
  name: 'slot-subscription-expire',
  text: `UPDATE slot_subscription s SET ended_at = $1, end_reason = 'expired', version = s.version + 1 FROM (
      SELECT county, id FROM slot_subscription WHERE ended_at IS NULL AND valid_until <= $1 ORDER BY valid_until LIMIT $2 FOR UPDATE SKIP LOCKED) due
     WHERE s.county = due.county AND s.id = due.id RETURNING s.county, s.institution, s.practitioner`,
};

/** Ends those whose time is over. @returns whose they were */
export function endExpired(
  tx: EntityManager,
  now: Date,
  limit: number,
): Promise<Pick<SubscriptionRow, 'county' | 'institution' | 'practitioner'>[]> {
  return run(tx, EXPIRE, [now, limit]);
}

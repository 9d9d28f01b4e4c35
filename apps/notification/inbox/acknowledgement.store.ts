import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Urgency } from '../notice/notice.js';
import { NOTICE_COLUMNS, type NoticeRow } from '../notice/notice.row.js';
import type { OpenItem } from './open-item.js';

/** Who has taken a task on, and when (business time). */
export interface Acknowledged {
  readonly at: Date;
  readonly by: string;
  readonly role: string;
}

/** A notice of one of the caller's audiences, as an act on it needs it. */
export interface HeldNotice extends NoticeRow {
  institution: string;
  urgency: Urgency;
  item: OpenItem | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_role: string | null;
}

const LOCK: Statement = {
  name: 'notice-lock',
  text: `
    SELECT ${NOTICE_COLUMNS}, n.institution, n.item, n.acknowledged_at, n.acknowledged_by, n.acknowledged_role
      FROM notice n WHERE n.county = $1 AND n.id = $2 AND n.audience = ANY ($3) FOR UPDATE`,
};

const ACKNOWLEDGE: Statement = {
  name: 'notice-acknowledge',
  // A hospital's own system hears of everything; people whom the task needs no more are left alone.
  text: `
    WITH acknowledged AS (
      UPDATE notice SET acknowledged_at = $3, acknowledged_by = $4, acknowledged_role = $5 WHERE county = $1 AND id = $2),
    unsent AS (
      UPDATE delivery SET state = 'cancelled', reason = 'acknowledged', ended_at = $3
       WHERE county = $1 AND notice_id = $2 AND state = 'waiting' AND channel <> 'webhook')
    UPDATE notice_snooze SET ended_at = $3, ended_by = 'acknowledgement'
     WHERE county = $1 AND notice_id = $2 AND ended_at IS NULL`,
};

/** Locks a notice for an act on it; undefined when no audience of the caller has it. */
export async function lockNotice(
  tx: EntityManager,
  county: string,
  audiences: readonly string[],
  id: string,
): Promise<HeldNotice | undefined> {
  return (await run<HeldNotice>(tx, LOCK, [county, id, audiences]))[0];
}

/** Notes who has taken on a locked notice; nobody of the post need be told or reminded of it any more. */
export async function acknowledge(
  tx: EntityManager,
  county: string,
  id: string,
  { at, by, role }: Acknowledged,
): Promise<void> {
  await run(tx, ACKNOWLEDGE, [county, id, at, by, role]);
}

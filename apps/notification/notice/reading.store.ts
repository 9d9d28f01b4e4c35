import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Notice } from './notice.js';
import { NOTICE_COLUMNS, type NoticeRow, toNotice } from './notice.row.js';

/** A notice as one practitioner has it before him. */
export interface ReadableNotice extends Notice {
  readonly readAt?: string;
  readonly snoozedUntil?: string;
  /** Who of its post has taken it on. */
  readonly acknowledged?: { readonly at: string; readonly practitioner: string; readonly role: string };
  /** When its referral, question or request had moved on. */
  readonly overAt?: string;
}

export interface Reader {
  readonly county: string;
  readonly practitioner: string;
  /** Keys of all audiences that the caller belongs to now. */
  readonly audiences: readonly string[];
}

/** Which part of whose notices; `before[i]` bounds the seq of `audiences[i]`. */
export interface Slice extends Reader {
  readonly before: readonly number[];
  readonly unreadOnly: boolean;
  /** Only tasks that wait for somebody to take them on. */
  readonly openOnly: boolean;
  readonly limit: number;
  readonly now: Date;
}

const SNOOZED = `s.county = $1 AND s.practitioner = $2 AND s.notice_id = n.id AND s.ended_at IS NULL AND s.until > $7`;

const list = (name: string, from: string, snoozed: string): Statement => ({
  name,
  // Materialized: row-level security lets only a plain column bound the index from below.
  text: `
    WITH part AS MATERIALIZED (
      SELECT given.audience, given.before, coalesce(reader.read_to, 0) AS read_to, reader.marked_at,
             CASE WHEN $5 THEN coalesce(reader.read_to, 0) ELSE 0 END AS from_seq
        FROM unnest($3::text[], $4::int[]) AS given (audience, before)
        LEFT JOIN notice_reader reader ON reader.county = $1 AND reader.practitioner = $2 AND reader.audience = given.audience)
    SELECT ${NOTICE_COLUMNS}, n.acknowledged_at, n.acknowledged_by, n.acknowledged_role, n.over_at,
           coalesce(r.read_at, CASE WHEN n.seq <= part.read_to THEN part.marked_at END) AS read_at, ${snoozed} AS snoozed_until
      FROM part
     CROSS JOIN LATERAL (
       SELECT n.*${from}
          AND n.county = $1 AND n.audience = part.audience AND n.seq < part.before
          AND n.seq > part.from_seq
          AND (NOT $5 OR NOT EXISTS (
                SELECT FROM notice_read r WHERE r.county = $1 AND r.practitioner = $2 AND r.notice_id = n.id))
          AND (NOT $8 OR (n.urgency <> 'info' AND n.acknowledged_at IS NULL AND n.over_at IS NULL))
        ORDER BY n.seq DESC LIMIT $6) n
      LEFT JOIN notice_read r ON r.county = $1 AND r.practitioner = $2 AND r.notice_id = n.id
     ORDER BY n.audience, n.seq DESC`,
});

const LISTS = {
  shown: list(
    'notice-list',
    ` FROM notice n WHERE NOT EXISTS (SELECT FROM notice_snooze s WHERE ${SNOOZED})`,
    'NULL::timestamptz',
  ),
  snoozed: list(
    'notice-list-snoozed',
    `, s.until FROM notice n JOIN notice_snooze s ON ${SNOOZED} WHERE true`,
    'n.until',
  ),
} as const;

const FIND: Statement = {
  name: 'notice-find',
  text: `
    SELECT ${NOTICE_COLUMNS}, n.acknowledged_at, n.acknowledged_by, n.acknowledged_role, n.over_at,
           coalesce(r.read_at, CASE WHEN n.seq <= reader.read_to THEN reader.marked_at END) AS read_at, s.until AS snoozed_until
      FROM notice n
      LEFT JOIN notice_reader reader ON reader.county = $1 AND reader.practitioner = $2 AND reader.audience = n.audience
      LEFT JOIN notice_read r ON r.county = $1 AND r.practitioner = $2 AND r.notice_id = n.id
      LEFT JOIN notice_snooze s ON s.county = $1 AND s.practitioner = $2 AND s.notice_id = n.id AND s.ended_at IS NULL AND s.until > $5
     WHERE n.county = $1 AND n.audience = ANY ($3) AND n.id = $4`,
};

/** A few rows for each audience, however many notices it has; see migration 0010. */
const UNREAD: Statement = {
  name: 'notice-unread',
  text: `
    SELECT counter.audience,
           greatest(0, counter.last_seq - greatest(counter.forgotten_to, reader.read_to) - coalesce(reader.read_beyond, 0)) AS unread
      FROM audience_counter counter
      LEFT JOIN notice_reader reader
        ON reader.county = counter.county AND reader.practitioner = $2 AND reader.audience = counter.audience
     WHERE counter.county = $1 AND counter.audience = ANY ($3) ORDER BY counter.audience`,
};

const MARK_READ: Statement = {
  name: 'notice-mark-read',
  // A second reading changes nothing, but must answer: DO NOTHING would return no row.
  text: `
    INSERT INTO notice_read AS known (county, practitioner, notice_id, audience, read_at)
    SELECT county, $2, id, audience, $5 FROM notice WHERE county = $1 AND id = $4 AND audience = ANY ($3)
        ON CONFLICT (county, practitioner, notice_id) DO UPDATE SET read_at = known.read_at
    RETURNING read_at`,
};

type ListedRow = NoticeRow & {
  read_at: Date | null;
  snoozed_until: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_role: string | null;
  over_at: Date | null;
};

function toReadable(row: ListedRow): ReadableNotice {
  const { read_at, snoozed_until, acknowledged_at, acknowledged_by: practitioner, acknowledged_role: role } = row;
  const acknowledged =
    acknowledged_at && practitioner && role
      ? { acknowledged: { at: acknowledged_at.toISOString(), practitioner, role } }
      : {};
  return {
    ...toNotice(row),
    ...(read_at ? { readAt: read_at.toISOString() } : {}),
    ...(snoozed_until ? { snoozedUntil: snoozed_until.toISOString() } : {}),
    ...acknowledged,
    ...(row.over_at ? { overAt: row.over_at.toISOString() } : {}),
  };
}

/** Up to `limit` notices of each audience, newest first within it: what is shown, or what the caller has put off. */
export async function listNotices(
  tx: EntityManager,
  which: keyof typeof LISTS,
  { county, practitioner, audiences, before, unreadOnly, openOnly, limit, now }: Slice,
): Promise<ReadableNotice[]> {
  const values = [county, practitioner, audiences, before, unreadOnly, limit, now, openOnly];
  return (await run<ListedRow>(tx, LISTS[which], values)).map(toReadable);
}

/** One notice of the caller; undefined when none of the audiences has it. */
export async function findNotice(
  tx: EntityManager,
  { county, practitioner, audiences }: Reader,
  id: string,
  now: Date,
): Promise<ReadableNotice | undefined> {
  const [row] = await run<ListedRow>(tx, FIND, [county, practitioner, audiences, id, now]);
  return row && toReadable(row);
}

/** How many of each audience the caller has not read. */
export async function countUnread(
  tx: EntityManager,
  { county, practitioner, audiences }: Reader,
): Promise<{ audience: string; unread: number }[]> {
  return run<{ audience: string; unread: number }>(tx, UNREAD, [county, practitioner, audiences]);
}

/** When it was first read; undefined when no audience of the caller has such a notice. */
export async function markRead(
  tx: EntityManager,
  { county, practitioner, audiences }: Reader,
  noticeId: string,
  now: Date,
): Promise<Date | undefined> {
  const [row] = await run<{ read_at: Date }>(tx, MARK_READ, [county, practitioner, audiences, noticeId, now]);
  return row?.read_at;
}

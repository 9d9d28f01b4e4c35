import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Notice } from './notice.js';
import { NOTICE_COLUMNS, type NoticeRow, toNotice } from './notice.row.js';

/** A notice as one practitioner has it before him. */
export interface ReadableNotice extends Notice {
  readonly readAt?: string;
}

/** Which part of whose notices; `before[i]` bounds the seq of `audiences[i]`. */
export interface Slice {
  readonly county: string;
  readonly practitioner: string;
  readonly audiences: readonly string[];
  readonly before: readonly number[];
  readonly unreadOnly: boolean;
  readonly limit: number;
}

const LIST: Statement = {
  name: 'notice-list',
  text: `
    SELECT ${NOTICE_COLUMNS}, r.read_at
      FROM unnest($3::text[], $4::int[]) AS part (audience, before)
     CROSS JOIN LATERAL (
       SELECT * FROM notice n
        WHERE n.county = $1 AND n.audience = part.audience AND n.seq < part.before
          AND (NOT $5 OR NOT EXISTS (SELECT FROM notice_read r
                                      WHERE r.county = $1 AND r.practitioner = $2 AND r.notice_id = n.id))
        ORDER BY n.seq DESC LIMIT $6) n
      LEFT JOIN notice_read r ON r.county = $1 AND r.practitioner = $2 AND r.notice_id = n.id
     ORDER BY n.audience, n.seq DESC`,
};

const UNREAD: Statement = {
  name: 'notice-unread',
  text: `
    SELECT coalesce(sum(last_seq), 0)::int
           - (SELECT count(*)::int FROM notice_read
               WHERE county = $1 AND practitioner = $2 AND audience = ANY ($3)) AS unread
      FROM audience_counter WHERE county = $1 AND audience = ANY ($3)`,
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

/** Up to `limit` notices of each audience, newest first within it. */
export async function listNotices(tx: EntityManager, slice: Slice): Promise<ReadableNotice[]> {
  const rows = await run<NoticeRow & { read_at: Date | null }>(tx, LIST, [
    slice.county,
    slice.practitioner,
    slice.audiences,
    slice.before,
    slice.unreadOnly,
    slice.limit,
  ]);
  return rows.map((row) => ({ ...toNotice(row), ...(row.read_at ? { readAt: row.read_at.toISOString() } : {}) }));
}

/** Counters have no holes, so the unread are all that there are less those read. */
export async function countUnread(
  tx: EntityManager,
  { county, practitioner, audiences }: Pick<Slice, 'county' | 'practitioner' | 'audiences'>,
): Promise<number> {
  const [row] = await run<{ unread: number }>(tx, UNREAD, [county, practitioner, audiences]);
  return row?.unread ?? 0;
}

/** When it was first read; undefined when no audience of the caller has such a notice. */
export async function markRead(
  tx: EntityManager,
  { county, practitioner, audiences }: Pick<Slice, 'county' | 'practitioner' | 'audiences'>,
  noticeId: string,
  now: Date,
): Promise<Date | undefined> {
  const [row] = await run<{ read_at: Date }>(tx, MARK_READ, [county, practitioner, audiences, noticeId, now]);
  return row?.read_at;
}

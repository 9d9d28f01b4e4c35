import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Audience } from '../notice/audience.js';
import type { Notice } from '../notice/notice.js';
import { NOTICE_COLUMNS, type NoticeRow, toNotice } from '../notice/notice.row.js';

const COUNTERS: Statement = {
  name: 'feed-counters',
  text: `
    SELECT counter.audience, counter.last_seq
      FROM unnest($1::text[], $2::text[]) AS wanted (county, audience)
      JOIN audience_counter counter ON counter.county = wanted.county AND counter.audience = wanted.audience`,
};

const AFTER: Statement = {
  name: 'feed-after',
  text: `
    SELECT ${NOTICE_COLUMNS} FROM notice n
     WHERE n.county = $1 AND n.audience = $2 AND n.seq > $3 ORDER BY n.seq LIMIT $4`,
};

/** The last committed seq of each audience; an audience that was never told anything is absent. */
export async function readCounters(tx: EntityManager, audiences: readonly Audience[]): Promise<Map<string, number>> {
  const rows = await run<{ audience: string; last_seq: number }>(tx, COUNTERS, [
    audiences.map((a) => a.county),
    audiences.map((a) => a.key),
  ]);
  return new Map(rows.map((row) => [row.audience, row.last_seq]));
}

/** The next notices of one audience after `seq`, oldest first. */
export async function readAfter(tx: EntityManager, audience: Audience, seq: number, limit: number): Promise<Notice[]> {
  return (await run<NoticeRow>(tx, AFTER, [audience.county, audience.key, seq, limit])).map(toNotice);
}

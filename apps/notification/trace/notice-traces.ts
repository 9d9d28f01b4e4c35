import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import { viewOf } from '../notice/notice.js';
import { toNotice } from '../notice/notice.row.js';
import type { NoticeTraceItem, NoticeTraceQuery } from './trace.dto.js';
import { noticesOfReferral, type TracedRow } from './trace.store.js';

/** Who was told of a referral when, and who took it on, for the authority that follows it (可追踪). */
@Injectable()
export class NoticeTraces {
  constructor(private readonly database: Database) {}

  /** Oldest first; the read is recorded. @throws Problem 404 where nobody of the caller's county was told of it */
  async read(
    caller: Principal,
    referralId: string,
    { limit, cursor }: NoticeTraceQuery,
  ): Promise<Page<NoticeTraceItem>> {
    const [after = null] = readCursor(cursor, 'uuid');
    // A referral of the county leads into others: the statement says which rows are the caller's.
    const rows = await this.database.transaction(SYSTEM, (tx) =>
      noticesOfReferral(tx, caller.county, referralId, after, limit + 1),
    );
    if (rows.length === 0 && after === null) throw notFound('Nobody in your county was told of such a referral.');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      await recordAccess(tx, caller, { subject: 'referral', subjectId: referralId, purpose: 'trace', at: now });
      return toPage(rows, limit, toItem, ({ id }) => [id]);
    });
  }
}

function toItem(row: TracedRow): NoticeTraceItem {
  const { id, event, urgency, institution, acknowledged_at: at, acknowledged_role: role } = row;
  return {
    ...{ id, event, urgency, institution },
    at: row.occurred_at.toISOString(),
    // The title alone leads to no case; the text may name a department.
    title: viewOf(toNotice(row)).title,
    post: row.audience.slice(0, row.audience.indexOf(':')),
    ...(at && role ? { acknowledged: { at: at.toISOString(), role } } : {}),
    deliveries: row.deliveries.map(({ endedAt, ...rest }) => ({
      ...rest,
      ...(endedAt ? { endedAt: new Date(endedAt).toISOString() } : {}),
    })),
  };
}

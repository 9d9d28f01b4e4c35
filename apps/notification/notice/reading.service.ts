import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { decodeCursor, encodeCursor } from '#service/paging/cursor.js';
import { notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { audiencesOf } from './audience.js';
import type { NoticeItem, NoticePage, NoticeQuery, NoticeReading } from './notice.dto.js';
import { viewOf } from './notice.js';
import { countUnread, findNotice, listNotices, markRead, type ReadableNotice, type Reader } from './reading.store.js';

/** Largest value of a counter: the first page starts behind everything. */
const END = 2_147_483_647;

/** The notices of one caller: those of his own and of every post he holds. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** Newest first over all audiences; the cursor holds one position for each, so a page never misses or repeats. */
  async list(principal: Principal, query: Pick<NoticeQuery, 'limit'> & Partial<NoticeQuery>): Promise<NoticePage> {
    const reader = readerOf(principal);
    const before = query.cursor ? positions(query.cursor, reader.audiences.length) : reader.audiences.map(() => END);
    const { limit, unread: unreadOnly = false, open: openOnly = false, snoozed = false } = query;
    const slice = { ...reader, before, unreadOnly, openOnly, limit: limit + 1 };
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      const listed = await listNotices(tx, snoozed ? 'snoozed' : 'shown', { ...slice, now });
      const merged = mergeNewestFirst(listed, reader.audiences);
      const shown = merged.slice(0, query.limit);
      const next = merged.length > query.limit ? encodeCursor(advance(before, reader.audiences, shown)) : undefined;
      const unread = (await countUnread(tx, reader)).reduce((all, one) => all + one.unread, 0);
      return { items: shown.map(toItem), ...(next ? { next } : {}), unread };
    });
  }

  /** @throws Problem 404 for a notice that is not the caller's, or that a post was told which the caller has left */
  async read(principal: Principal, id: string): Promise<NoticeItem> {
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      const notice = await findNotice(tx, readerOf(principal), id, now);
      if (!notice) throw notFound('There is no such notice for you.');
      return toItem(notice);
    });
  }

  /** @throws Problem 404 for a notice that is not the caller's */
  markRead(write: Write, id: string): Promise<Answer<NoticeReading>> {
    return this.writes.perform(write, async (tx, now) => {
      const readAt = await markRead(tx, readerOf(write.principal), id, now);
      if (!readAt) throw notFound('There is no such notice for you.');
      return { status: 201, body: { noticeId: id, readAt: readAt.toISOString() } };
    });
  }
}

/** The caller with the audiences that the token's roles give now. */
export function readerOf(principal: Principal): Reader {
  const { county, practitioner } = principal;
  return { county, practitioner, audiences: audiencesOf(principal).map((audience) => audience.key) };
}

function positions(cursor: string, count: number): number[] {
  return decodeCursor(cursor, count).map((value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= END) return value;
    throw new Problem({
      status: 400,
      code: 'CURSOR_INVALID',
      detail: 'The cursor is not one that this list gave out.',
    });
  });
}

/** Ids sort by time; within an audience seq decides, so that the shown ones are always the head of each list. */
function mergeNewestFirst(notices: readonly ReadableNotice[], audiences: readonly string[]): ReadableNotice[] {
  const lists = audiences.map((audience) => notices.filter((notice) => notice.audience === audience));
  const merged: ReadableNotice[] = [];
  while (merged.length < notices.length) {
    const newest = lists.filter((list) => list.length > 0).reduce((a, b) => (a[0]!.id > b[0]!.id ? a : b));
    merged.push(newest.shift()!);
  }
  return merged;
}

function advance(before: readonly number[], audiences: readonly string[], shown: readonly ReadableNotice[]): number[] {
  return audiences.map((audience, i) => shown.findLast((n) => n.audience === audience)?.seq ?? before[i]!);
}

function toItem(notice: ReadableNotice): NoticeItem {
  const { readAt, snoozedUntil, acknowledged, ...rest } = notice;
  return {
    ...viewOf(rest),
    ...(readAt ? { readAt } : {}),
    ...(snoozedUntil ? { snoozedUntil } : {}),
    ...(acknowledged ? { acknowledged } : {}),
  };
}

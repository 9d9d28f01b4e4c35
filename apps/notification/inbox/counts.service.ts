import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { readerOf } from '../notice/reading.service.js';
import { countUnread, findNotice, type Reader } from '../notice/reading.store.js';
import { countOpen, countSnoozed } from './count.store.js';
import type { NoticeCounts, PostCount, ReadUpTo } from './inbox.dto.js';
import { markUpTo } from './mark.store.js';

/** What a screen shows beside the list, without reading the list. */
@Injectable()
export class Counts {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** For the posts that the caller holds now; one that was given up counts no more. */
  of(principal: Principal): Promise<NoticeCounts> {
    const reader = readerOf(principal);
    return this.database.transaction(scopeOf(principal), (tx, now) => countsOf(tx, reader, now));
  }

  /** Reads everything up to a notice at once; tasks stay open. @throws Problem 404 for a notice that is not the caller's */
  readUpTo(write: Write, { upTo }: ReadUpTo): Promise<Answer<NoticeCounts>> {
    const reader = readerOf(write.principal);
    return this.writes.perform(write, async (tx, now) => {
      if (!(await findNotice(tx, reader, upTo, now))) throw notFound('There is no such notice for you.');
      await markUpTo(tx, reader, upTo, now);
      return { status: 201, body: await countsOf(tx, reader, now) };
    });
  }
}

async function countsOf(tx: EntityManager, reader: Reader, now: Date): Promise<NoticeCounts> {
  const unread = await countUnread(tx, reader);
  const open = await countOpen(tx, reader);
  return { unread: sum(unread), posts: byPost(unread), open, snoozed: await countSnoozed(tx, reader, now) };
}

const sum = (counts: readonly { unread: number }[]): number => counts.reduce((all, { unread }) => all + unread, 0);

/** Audiences of one kind, such as the departments of a doctor, are one line. */
function byPost(counts: readonly { audience: string; unread: number }[]): PostCount[] {
  const posts = new Map<string, number>();
  for (const { audience, unread } of counts) {
    const post = audience.slice(0, audience.indexOf(':'));
    posts.set(post, (posts.get(post) ?? 0) + unread);
  }
  return [...posts].map(([post, unread]) => ({ post, unread }));
}

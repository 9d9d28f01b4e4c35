import { Injectable } from '@nestjs/common';
import { Database, type Scope, SYSTEM } from '#service/database/database.js';
import { logger } from '#service/logging/logger.js';
import type { Audience } from '../notice/audience.js';
import { type Notice, viewOf } from '../notice/notice.js';
import { readAfter, readCounters } from './feed.store.js';

/** Notices read from the table in one go. */
const PAGE = 200;

/** Whoever listens to an audience; gets every notice once and in order. Must not throw. */
export interface Listener {
  take(audience: string, seq: number, block: string): void;
}

/** A part of what a listener missed. */
export interface Missed {
  readonly blocks: readonly { readonly seq: number; readonly block: string }[];
  readonly upTo: number;
}

interface Feed {
  readonly audience: Audience;
  readonly listeners: Set<Listener>;
  /** Last seq handed to the listeners; -1 until it is known. */
  seq: number;
  /** Somebody reads the table for this feed. */
  reading: boolean;
  /** There is more in the table than this feed has seen. */
  behind: boolean;
  ready: Promise<void>;
}

/**
 * The audiences that somebody on this process listens to. The table is the truth; what this process commits is handed
 * over at once, what another replica commits is found by {@link poll}. A gap in seq always leads back to the table.
 */
@Injectable()
export class Feeds {
  private readonly feeds = new Map<string, Feed>();

  constructor(private readonly database: Database) {}

  /** Listens from now on. Resolves when every feed knows its place. */
  async join(audiences: readonly Audience[], listener: Listener): Promise<void> {
    const unknown = audiences.filter((audience) => !this.feeds.has(audience.key));
    if (unknown.length > 0) this.open(unknown);
    const joined = audiences.map((audience) => this.feeds.get(audience.key)!);
    for (const feed of joined) feed.listeners.add(listener);
    await Promise.all(joined.map((feed) => feed.ready));
  }

  leave(audiences: readonly Audience[], listener: Listener): void {
    for (const { key } of audiences) {
      const feed = this.feeds.get(key);
      feed?.listeners.delete(listener);
      if (feed?.listeners.size === 0) this.feeds.delete(key);
    }
  }

  /** Where the live part of an audience stands. */
  seqOf(audience: Audience): number {
    return this.feeds.get(audience.key)?.seq ?? 0;
  }

  /**
   * What a listener missed, as blocks of the stream; read with the rights of its scope. `upTo`: nothing more is to be had
   * before it, though the numbers go so far: some are not to be seen in this scope, or were kept their time.
   */
  async missed(scope: Scope, audience: Audience, seq: number): Promise<Missed> {
    const end = this.seqOf(audience);
    const notices = await this.database.transaction(scope, (tx) => readAfter(tx, audience, seq, PAGE));
    const last = notices.at(-1)?.seq ?? seq;
    return {
      blocks: notices.map((notice) => ({ seq: notice.seq, block: blockOf(notice) })),
      upTo: notices.length < PAGE ? Math.max(last, end) : last,
    };
  }

  /** Hands over what this process has just committed. */
  publish(notices: readonly Notice[]): void {
    for (const notice of notices) {
      const feed = this.feeds.get(notice.audience);
      if (feed && !this.accept(feed, notice) && notice.seq > feed.seq) this.catchUpLater(feed);
    }
  }

  /** Compares the counters with the feeds and fetches what other replicas wrote. */
  async poll(): Promise<void> {
    const known = [...this.feeds.values()].filter((feed) => feed.seq >= 0);
    if (known.length === 0) return;
    const counters = await this.counters(known.map((feed) => feed.audience));
    const behind = known.filter((feed) => (counters.get(feed.audience.key) ?? 0) > feed.seq);
    await Promise.all(behind.map((feed) => this.catchUp(feed)));
  }

  private open(audiences: readonly Audience[]): void {
    const counters = this.counters(audiences);
    for (const audience of audiences) {
      const ready = Promise.resolve();
      const feed: Feed = { audience, listeners: new Set(), seq: -1, reading: true, behind: false, ready };
      feed.ready = counters.then((found) => {
        feed.seq = found.get(audience.key) ?? 0;
        feed.reading = false;
        if (feed.behind) this.catchUpLater(feed);
      });
      this.feeds.set(audience.key, feed);
    }
  }

  private counters(audiences: readonly Audience[]): Promise<Map<string, number>> {
    return this.database.transaction(SYSTEM, (tx) => readCounters(tx, audiences));
  }

  private accept(feed: Feed, notice: Notice): boolean {
    if (notice.seq !== feed.seq + 1) return false;
    feed.seq = notice.seq;
    const block = blockOf(notice);
    for (const listener of feed.listeners) listener.take(notice.audience, notice.seq, block);
    return true;
  }

  private catchUpLater(feed: Feed): void {
    this.catchUp(feed).catch((error: unknown) => logger.warn({ err: error }, 'live stream: read failed, polled again'));
  }

  private async catchUp(feed: Feed): Promise<void> {
    feed.behind = true;
    if (feed.reading) return;
    feed.reading = true;
    try {
      while (feed.behind) {
        feed.behind = false;
        const notices = await this.database.transaction(SYSTEM, (tx) => readAfter(tx, feed.audience, feed.seq, PAGE));
        for (const notice of notices) this.accept(feed, notice);
        if (notices.length === PAGE) feed.behind = true;
      }
    } finally {
      feed.reading = false;
    }
  }
}

/** Serialised once, however many listen. */
function blockOf(notice: Notice): string {
  return `event: notice\ndata: ${JSON.stringify(viewOf(notice))}\n\n`;
}

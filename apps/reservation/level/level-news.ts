import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import type { MessageName } from '#contracts/catalogue.js';
import type { SupplyLevel } from '#contracts/reservation.events.js';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { byCounty, oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { firstIdAt } from '../ledger/first-id.js';
import { SupplyPolicies } from '../policy/policies.js';
import { levelOf, sameLevel } from './level.js';
import {
  type Counted,
  changedSessions,
  countyAfter,
  type Feed,
  forgetClosed,
  nextSessions,
  noteTold,
  raiseVersion,
  saveFeed,
  silentCounties,
  takeFeed,
} from './level.store.js';
import { lowNews } from './low-news.js';
import { forgetLow } from './low-news.store.js';

const TICK_SECONDS = 2;
/** Entries of the ledger followed in one look. */
const ENTRIES = 2_000;
/** Ids are given before their transaction commits, and by several clocks: the last seconds are looked at again. */
const MARGIN_MS = 10_000;
/** Levels of one message. */
const BATCH = 200;
/** How levels are told is the same for every county. */
const NATION = '000000';

/**
 * Tells the other services what is left (`supply.counted.v1`), within seconds and only what changed: whoever gives units
 * writes nothing for it, the growth of the ledger says where to look. In slices, round after round, every open session is
 * looked at again, so that what the ledger does not say (a freeze, a segment that has begun) is told too. Any number of
 * replicas: one tells at a time. What fails in a county is told by a later round.
 */
@Injectable()
export class LevelNews implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('supply-levels', TICK_SECONDS, () => this.runOnce());
  }

  /** One look at what changed and at the next slice of the round. @returns 1 when more changes wait */
  runOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const feed = await takeFeed(tx);
      if (!feed) return 0;
      const { heartbeatSeconds, sliceSessions } = (await this.policies.at(tx, now, [NATION])).of(NATION, '').levels();
      const changed = await changedSessions(tx, feed.lookedUntil, ENTRIES);
      const walked = await walk(tx, now, feed, sliceSessions);
      const counted = [...changed.counted, ...walked.counted];
      const each = byCounty(counted, ({ session }) => session.county);
      const { failed } = await oneByOne('supply-levels', each, ({ county, rows }) => this.tell(tx, now, county, rows));
      const silent = (await silentCounties(tx, now, heartbeatSeconds)).filter((county) => !failed.includes(county));
      for (const county of silent) await addToOutbox(tx, [await levelNews(tx, now, county, [])]);
      await forgetClosed(tx, now);
      await forgetLow(tx, now);
      const more = changed.entries === ENTRIES;
      const settled = firstIdAt(Date.now() - MARGIN_MS);
      const lookedUntil = more ? changed.last : settled > feed.lookedUntil ? settled : feed.lookedUntil;
      await saveFeed(tx, { ...walked.feed, lookedUntil });
      return more ? 1 : 0;
    });
  }

  /** Tells what differs from what a county was told, and where its reserve runs low. */
  private tell(tx: EntityManager, now: Date, county: string, counted: readonly Counted[]): Promise<void> {
    return tx.transaction(async (savepoint) => {
      const book = await this.policies.at(savepoint, now, [county]);
      const changed = changedLevels(counted, now);
      const news: NewMessage<MessageName>[] = [];
      for (let at = 0; at < changed.length; at += BATCH)
        news.push(await levelNews(savepoint, now, county, changed.slice(at, at + BATCH)));
      const sessions = counted.map(({ session }) => session);
      news.push(...(await lowNews(savepoint, now, book, sessions)));
      // Travels with COMMIT, past the savepoint: only once all else has gone well.
      await addToOutbox(savepoint, news);
    });
  }
}

/** The next slice of the round; after the last county it begins again. */
async function walk(
  tx: EntityManager,
  now: Date,
  feed: Feed,
  slice: number,
): Promise<{ feed: Feed; counted: Counted[] }> {
  // A ward's day and a night's session run on past midnight.
  const first = plusDays(localDate(now), -1);
  const { roundCounty: county, roundDate, roundId } = feed;
  const date = roundDate && roundDate > first ? roundDate : first;
  const place = { county: county ?? '', date, id: date === roundDate ? (roundId ?? NIL) : NIL };
  const counted = county ? await nextSessions(tx, now, place, slice) : [];
  const last = counted.at(-1)?.session;
  if (last && counted.length === slice) {
    return { counted, feed: { ...feed, roundDate: last.date, roundId: last.id } };
  }
  return { counted, feed: { ...feed, roundCounty: await countyAfter(tx, county), roundDate: null, roundId: null } };
}

/** The levels that differ from what was told, each once. */
function changedLevels(counted: readonly Counted[], now: Date): SupplyLevel[] {
  const levels = new Map<string, SupplyLevel>();
  for (const { session, told } of counted) {
    const level = levelOf(session, now);
    if (told ? sameLevel(told, level) : session.closesAt <= now) continue;
    levels.set(session.id, level);
  }
  return [...levels.values()];
}

/** The next message of a county, noted as told. */
async function levelNews(
  tx: EntityManager,
  now: Date,
  county: string,
  levels: SupplyLevel[],
): Promise<NewMessage<'supply.counted.v1'>> {
  const { id, version } = await raiseVersion(tx, county, now);
  if (levels.length > 0) await noteTold(tx, county, levels);
  return {
    name: 'supply.counted.v1',
    county,
    aggregateId: id,
    aggregateVersion: version,
    occurredAt: now,
    data: { levels },
  };
}

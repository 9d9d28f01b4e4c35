import type { EntityManager } from 'typeorm';
import type { NewMessage } from '#messaging/outbox.js';
import type { PolicyBook } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { noteLow } from './low-news.store.js';

type Counted = Pick<Session, 'protected' | 'reserve' | 'stage' | 'frozen' | 'stoppedAt' | 'opensFamilyAt' | 'closesAt'>;

/**
 * Family doctors have taken all but a small part of the reserve (domain §5.4). After the first stage of the release
 * little is left because nobody wanted it: that is no shortage. Pure.
 */
export function isLow(session: Counted, lowBps: number, now: Date): boolean {
  const { frozen, stoppedAt, opensFamilyAt, closesAt, stage, reserve } = session;
  const isGiven = !frozen && stoppedAt === null && opensFamilyAt <= now && closesAt > now;
  return isGiven && stage === 0 && reserve > 0 && session.protected * 10_000 <= reserve * lowBps;
}

/** Notes whose reserve runs low. @returns what is to be told of it, of every session once */
export async function lowNews(
  tx: EntityManager,
  now: Date,
  book: PolicyBook,
  sessions: readonly Session[],
): Promise<NewMessage<'reserve.low.v1'>[]> {
  const low = sessions.filter((session) => isLow(session, book.of(session.county, session.institution).lowBps(), now));
  const each = [...new Map(low.map((session) => [session.id, session])).values()];
  return (await noteLow(tx, each)).map(({ county, id, version, institution, pool, group, doctorId, ...session }) => ({
    name: 'reserve.low.v1' as const,
    county,
    aggregateId: id,
    aggregateVersion: version,
    occurredAt: now,
    data: {
      sessionId: id,
      institution,
      pool,
      group,
      ...(doctorId ? { doctorId } : {}),
      startsAt: session.startsAt.toISOString(),
      reserve: session.reserve,
      units: session.protected,
    },
  }));
}

import type { EntityManager } from 'typeorm';
import type { PolicyBook } from '../policy/policies.js';
import { knownSessions } from '../supply/publication.store.js';
import { type Publisher, publish } from '../supply/publish.js';
import type { Session, SessionKey } from '../supply/session.entity.js';
import { Turn } from '../unit/turn.js';
import { draftsOf, type WardReport } from './ward-day.js';

/** A report that says something new, and the sessions that stood for its day so far. */
export interface NewReport<R extends WardReport> {
  report: R;
  offered: readonly string[];
}

/**
 * Publishes what is offered for the first time; what was published before gets its new capacity, and what is no longer
 * reported none: a change of supply like any other (domain §7.7).
 * @returns ids of the sessions of each report
 */
export async function offerBeds<R extends WardReport>(
  tx: EntityManager,
  now: Date,
  by: Publisher,
  book: PolicyBook,
  reports: readonly NewReport<R>[],
): Promise<Map<R, string[]>> {
  const { county, institution, account } = by;
  const wanted = reports.map(({ report, offered }) => ({
    report,
    offered,
    drafts: draftsOf(report, book.of(county, institution, report.date)),
  }));
  const drafts = wanted.flatMap((one) => one.drafts);
  const names = drafts.map(({ externalId }) => externalId);
  const known = new Map<string, Session>();
  for (const session of await knownSessions(tx, county, institution, names)) known.set(session.externalId, session);
  const fresh = drafts.filter(({ externalId }) => !known.has(externalId));
  const idOf = new Map([...known].map(([externalId, { id }]) => [externalId, id]));
  for (const { session } of await publish(tx, now, by, fresh)) idOf.set(session.externalId, session.id);
  const sessions = new Map(
    wanted.map((one) => [one.report, one.drafts.flatMap(({ externalId }) => idOf.get(externalId) ?? [])]),
  );
  const gone = wanted.flatMap(({ report, offered }) => offered.filter((id) => !sessions.get(report)?.includes(id)));
  const changes = [
    ...drafts.flatMap(({ externalId, capacity, ratioBps }) => {
      const session = known.get(externalId);
      return session ? [{ session, capacity, ratioBps }] : [];
    }),
    ...gone.map((id) => ({ session: { county, id }, capacity: 0 })),
  ];
  if (changes.length > 0) {
    const turn = new Turn(tx, now, book, county);
    await changeCapacity(turn, changes, { actor: account, reason: 'ward-day' });
    await turn.save();
    await turn.tell();
  }
  return sessions;
}

async function changeCapacity(
  _turn: Turn,
  _changes: readonly { session: SessionKey; capacity: number; ratioBps?: number }[],
  _why: { actor: string; reason: string },
): Promise<void> {
  throw new Error('not yet');
}

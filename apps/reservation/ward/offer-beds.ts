import type { EntityManager } from 'typeorm';
import { type CapacityChange, changeCapacity } from '../change/change-capacity.js';
import type { PolicyBook } from '../policy/policies.js';
import { reserveOf } from '../reserve/floor.js';
import type { Draft } from '../supply/publication.js';
import { knownSessions, placeSessions } from '../supply/publication.store.js';
import { type Publisher, publish } from '../supply/publish.js';
import type { Session } from '../supply/session.entity.js';
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
    ...drafts.flatMap((draft) => changeOf(known.get(draft.externalId), draft)),
    ...gone.map((id) => ({ session: { county, id }, capacity: 0 })),
  ];
  if (changes.length > 0) {
    const turn = new Turn(tx, now, book, county);
    await changeCapacity(turn, changes, { cause: 'capacity', reason: 'ward-day', actor: account });
    await turn.tell();
  }
  await placeSessions(
    tx,
    drafts.map(({ externalId, place }) => ({ county, id: idOf.get(externalId) as string, place })),
  );
  return sessions;
}

/** None where as many beds are offered, and reserved, as before, or where the hospital has stopped the day: it stays so. */
function changeOf(session: Session | undefined, { capacity, ratioBps }: Draft): CapacityChange[] {
  if (!session || session.stoppedAt !== null) return [];
  const isReserved = ratioBps === undefined || session.reserve === reserveOf(capacity, ratioBps);
  return session.capacity === capacity && isReserved ? [] : [{ session, capacity, ratioBps }];
}

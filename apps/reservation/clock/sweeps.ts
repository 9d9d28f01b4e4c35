import { plusMinutes } from '#service/calendar/local-time.js';
import { noteChanges } from '../change/account.store.js';
import { unusedLate } from '../change/late-supply.js';
import { settled } from '../reserve/counters.js';
import { NO_HOLDBACK, type ReleaseKind, releaseAt } from '../reserve/release.js';
import { nextReleaseOf } from '../supply/next-release.js';
import type { Session } from '../supply/session.entity.js';
import { advanceSessions, planNextOffer } from '../supply/session.store.js';
import { miss } from '../unit/miss.js';
import { readMissed } from '../unit/reservation.store.js';
import type { Shelf } from '../unit/stock.js';
import type { Turn } from '../unit/turn.js';

/** What the clock does to locked sessions in which something is due. Each sweep saves the turn. */
export type Sweep = (turn: Turn, sessions: readonly Session[]) => Promise<void>;

/** Holds past their time: opening a session lets them go (domain §7.5). */
export async function endHolds(turn: Turn, sessions: readonly Session[]): Promise<void> {
  await turn.open(sessions);
  await turn.save();
}

/** Bookings whose patient did not come in time: a slot is lost, a bed is free at once (T18). */
export async function markNoShows(turn: Turn, sessions: readonly Session[]): Promise<void> {
  await turn.open(sessions);
  for (const row of await readMissed(turn.tx, sessions, turn.now)) {
    miss(turn, row, 'system');
  }
  await turn.serveWaiting();
  await turn.save();
}

const STAGES: ReleaseKind[] = ['release-1', 'release-2', 'release-holdback'];

/** The next stage of the release clock: unused protected units become open, waiting ones come first (domain §7.4). */
export async function release(turn: Turn, sessions: readonly Session[]): Promise<void> {
  const shelves = await turn.open(sessions);
  const steps = shelves.map((shelf) => {
    advance(turn, shelf);
    return { session: shelf.session, nextReleaseAt: nextReleaseOf(shelf.session) };
  });
  await turn.serveWaiting();
  await turn.save();
  await advanceSessions(turn.tx, steps);
}

function advance(turn: Turn, shelf: Shelf): void {
  const { session } = shelf;
  const at = Math.max(session.stage, session.release1At === null ? 1 : 0);
  const kind = STAGES[at] ?? 'release-holdback';
  const policy = turn.book.of(session.county, session.institution);
  const units = releaseAt(kind, session, session.holdbackAt === null ? NO_HOLDBACK : policy.holdback());
  session.stage = at + 1;
  releaseUnits(turn, shelf, kind, units);
}

/** Units added after stage 2 that no family doctor took within the hour become open (domain §7.7). */
export async function releaseLateSupply(turn: Turn, sessions: readonly Session[]): Promise<void> {
  const shelves = await turn.open(sessions);
  for (const shelf of shelves) {
    const units = unusedLate(shelf.session, shelf.session.lateUnits);
    Object.assign(shelf.session, { lateUnits: 0, lateUntil: null });
    releaseUnits(turn, shelf, 'late-supply', units);
  }
  await turn.serveWaiting();
  await turn.save();
  await noteChanges(turn.tx, sessions);
  await advanceSessions(
    turn.tx,
    sessions.map((session) => ({ session, nextReleaseAt: nextReleaseOf(session) })),
  );
}

function releaseUnits(turn: Turn, shelf: Shelf, kind: ReleaseKind | 'late-supply', units: number): void {
  if (units === 0) return;
  const { session } = shelf;
  const policy = turn.book.of(session.county, session.institution);
  // A unit that a cut took away is missing no longer once nothing is protected.
  turn.stock.write(shelf, kind, settled(session, { released: units }), 'system');
  const stillFresh = session.freshUntil !== null && session.freshUntil > turn.now ? session.freshUnits : 0;
  session.freshUnits = stillFresh + units;
  session.freshUntil = plusMinutes(turn.now, policy.primaryFirstMinutes());
  shelf.freed = true;
  turn.say({
    // Of an allotment nothing opens here: what nobody used is the hospital's own again.
    name: session.allotment ? 'reserve.returned.v1' : 'reserve.released.v1',
    county: session.county,
    aggregateId: session.id,
    aggregateVersion: session.version + 1,
    occurredAt: turn.now,
    data: {
      institution: session.institution,
      pool: session.pool,
      group: session.group,
      startsAt: session.startsAt.toISOString(),
      stage: kind,
      units,
    },
  });
}

/** Units that have just become open to more of those who wait: after publication and at the public opening. */
export async function offerOpened(turn: Turn, sessions: readonly Session[]): Promise<void> {
  for (const shelf of await turn.open(sessions)) shelf.freed = true;
  await turn.serveWaiting();
  await turn.save();
  await planNextOffer(turn.tx, sessions, turn.now);
}

import type { DisplacementCause } from '#contracts/reservation.events.js';
import { type Deltas, plus, shortfallOf, unreleased } from '../reserve/counters.js';
import type { OpeningPolicy } from '../reserve/opening.js';
import type { Session } from '../supply/session.entity.js';
import type { Reservation } from '../unit/reservation.entity.js';
import type { Shelf } from '../unit/stock.js';
import type { Turn } from '../unit/turn.js';
import { lateSupplyUntil, unusedLate } from './late-supply.js';
import { displacementOrder } from './order.js';

/** From this stage on an added share is late supply (domain §7.7). */
const STAGE_2 = 2;

/** Why supply changes, as the ledger keeps it. */
export interface Why {
  cause: DisplacementCause;
  /** Code or words of the hospital. */
  reason: string;
  /** Account name, or `system`. */
  actor: string;
}

/** What a session is to become. */
export interface Target {
  shelf: Shelf;
  /** C'. */
  capacity: number;
  /** R'. */
  share: number;
  stop: boolean;
  /** Its live holds and bookings. */
  rows: readonly Reservation[];
}

/** Persons on seats of the capacity; an extra unit exists beside it for its one patient (domain §7.3). */
const seated = ({ familyTaken, otherTaken, publicTaken, emergencyTaken, extra }: Session): number =>
  familyTaken + otherTaken + publicTaken + emergencyTaken - extra;

/**
 * The smallest capacity a session can fall to: seats of patients who have come, or who did not come in time, stay.
 * @param rows its live holds and bookings
 */
export function leastCapacity(session: Session, rows: readonly Reservation[]): number {
  return seated(session) - rows.filter(({ extra }) => !extra).length;
}

/** Gives a locked session its new capacity and share; whoever has no seat any more loses it (domain §7.7, §7.8). */
export function resize(turn: Turn, target: Target, why: Why): Reservation[] {
  const { shelf, capacity, share, stop, rows } = target;
  const { session } = shelf;
  const many = Math.max(0, seated(session) - capacity);
  const leaving = displacementOrder(
    rows.filter(({ extra }) => stop || !extra),
    share,
  ).slice(0, stop ? undefined : many);
  for (const row of leaving) turn.stock.free(row, 'displaced', 'displace', turn.now, why.actor, why.reason);
  adjust(turn, target, why);
  // What the hospital declared beside an allotment is cancelled with it.
  if (stop) Object.assign(session, { stoppedAt: turn.now, elsewhere: 0 });
  shelf.freed = !stop;
  return leaving;
}

function adjust(turn: Turn, { shelf, capacity, share, stop }: Target, why: Why): void {
  const { session } = shelf;
  const added = share - session.reserve;
  // Where there is no doctor nothing is left to protect.
  const least = stop ? Math.max(0, share - session.familyTaken) : 0;
  const released = Math.max(least, Math.min(session.released, share));
  const deltas: Deltas = {
    capacity: capacity - session.capacity,
    reserve: added,
    released: released - session.released,
  };
  const late = added > 0 && session.stage >= STAGE_2 ? lateSupply(turn, session, deltas, added) : {};
  const after = plus(plus(session, deltas), late);
  const shortfall = shortfallOf(after) - session.shortfall;
  const changes = { ...deltas, shortfall };
  if (Object.values(changes).some((delta) => delta !== 0)) {
    turn.stock.write(shelf, 'adjust', changes, why.actor, undefined, why.reason);
  }
  if (late.released) turn.stock.write(shelf, 'late-supply', late, 'system', undefined, why.reason);
}

/** An added share waits an hour for family doctors; where it may not wait any more it is released at once. */
function lateSupply(turn: Turn, session: Session, deltas: Deltas, added: number): Deltas {
  const policy: OpeningPolicy = turn.book.of(session.county, session.institution).opening();
  const until = lateSupplyUntil(session, turn.now, policy);
  const after = plus(session, deltas);
  if (until <= turn.now) return { released: Math.min(unusedLate(after, added), unreleased(after)) };
  session.lateUnits += added;
  session.lateUntil = until;
  return {};
}

import { reserveOf } from '../reserve/floor.js';
import { inOrder, spread } from '../reserve/spread.js';

/** A session of an account before and after a change of its capacity; extras are outside (domain §7.3). */
export interface Resized {
  id: string;
  startsAt: Date;
  /** C_i, and R_i, as they were. */
  before: number;
  reserve: number;
  /** C'_i: the same as before where the session did not change. */
  capacity: number;
  /** All of it is reserve; its hospital declares further units, which count for the floor and lie elsewhere. */
  allotment?: boolean;
  elsewhere?: number;
}

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/**
 * The reserve of each session of an account after capacities changed (domain §7.7): R' is the ceil of the new sum;
 * R' − R goes to the changed sessions by largest remainder of their change, with 0 ≤ R'_i ≤ C'_i; only what does not fit
 * there goes to the others in the order of §7.2. A session that did not change keeps its share otherwise.
 * @returns R'_i per session id; the sum is R', or less where an allotment falls below the ratio of its declared total
 */
export function sharesAfter(ratioBps: number, sessions: readonly Resized[]): Map<string, number> {
  const floor = reserveOf(
    sum(sessions, ({ capacity, elsewhere = 0 }) => capacity + elsewhere),
    ratioBps,
  );
  const allotted = sessions.filter(({ allotment }) => allotment);
  const offered = sessions.filter(({ allotment }) => !allotment);
  const rest = floor - sum(allotted, ({ capacity }) => capacity);
  const room = sum(offered, ({ capacity }) => capacity);
  const shares = sharesOfOffered(Math.min(room, Math.max(0, rest)), offered);
  for (const { id, capacity } of allotted) shares.set(id, capacity);
  return shares;
}

function sharesOfOffered(reserve: number, sessions: readonly Resized[]): Map<string, number> {
  const capacity = sum(sessions, (session) => session.capacity);
  const changed = sessions.filter((session) => session.capacity !== session.before);
  const shares = new Map(sessions.map((session) => [session.id, session.reserve]));
  const wished = wishes(reserve - sum(sessions, (session) => session.reserve), changed);
  for (const { id, capacity: most, reserve: had } of changed) {
    shares.set(id, Math.min(most, Math.max(0, had + (wished.get(id) ?? 0))));
  }
  const byRemainder = ranked(reserve, capacity, sessions);
  const isChanged = ({ id }: Resized) => changed.some((session) => session.id === id);
  pour(reserve, shares, byRemainder.filter(isChanged));
  pour(
    reserve,
    shares,
    byRemainder.filter((session) => !isChanged(session)),
  );
  return shares;
}

/** What each changed session would get of the difference, its bounds aside: by largest remainder of the change. */
function wishes(difference: number, changed: readonly Resized[]): Map<string, number> {
  const sizes = changed.map(({ id, startsAt, before, capacity }) => ({
    id,
    startsAt,
    capacity: Math.abs(capacity - before),
  }));
  const most = sizes.reduce((sum, { capacity }) => sum + capacity, 0);
  const units = spread(Math.min(most, Math.abs(difference)), sizes);
  return new Map([...units].map(([id, share]) => [id, Math.sign(difference) * share]));
}

/** The order of §7.2: largest remainder first; ties: larger capacity, earlier start, smaller id. */
function ranked(reserve: number, capacity: number, sessions: readonly Resized[]): Resized[] {
  const remainder = (session: Resized) => (capacity === 0 ? 0 : (reserve * session.capacity) % capacity);
  return [...sessions].sort((a, b) => remainder(b) - remainder(a) || inOrder(a, b));
}

/** Gives what is missing in the order given, one unit each and round again; takes what is too much from the end. */
function pour(reserve: number, shares: Map<string, number>, sessions: readonly Resized[]): void {
  const missing = () => reserve - [...shares.values()].reduce((sum, share) => sum + share, 0);
  const share = (id: string) => shares.get(id) ?? 0;
  for (let moved = true; moved && missing() !== 0; ) {
    moved = false;
    const more = missing() > 0;
    for (const { id, capacity } of more ? sessions : [...sessions].reverse()) {
      if (missing() === 0) return;
      if (more ? share(id) >= capacity : share(id) === 0) continue;
      shares.set(id, share(id) + (more ? 1 : -1));
      moved = true;
    }
  }
}

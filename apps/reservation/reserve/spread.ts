/** A session that takes part in spreading a reserve. */
export interface Share {
  id: string;
  capacity: number;
  startsAt: Date;
}

/**
 * Spreads a reserve over sessions by largest remainder (domain §7.2): per session `R·C_i div C`, the units left go to
 * the largest remainders; ties: larger capacity, earlier start, smaller id. Never a ceil per session (TV05).
 * @returns units per session id; the sum is `reserve`
 */
export function spread(reserve: number, sessions: readonly Share[]): Map<string, number> {
  const capacity = sessions.reduce((sum, session) => sum + session.capacity, 0);
  if (reserve > capacity) throw new RangeError('The reserve is larger than the capacity');
  const shares = new Map<string, number>();
  if (capacity === 0) return new Map(sessions.map((session) => [session.id, 0]));
  const byRemainder = sessions.map((session) => ({ session, remainder: (reserve * session.capacity) % capacity }));
  for (const { session, remainder } of byRemainder) {
    shares.set(session.id, (reserve * session.capacity - remainder) / capacity);
  }
  byRemainder.sort((a, b) => b.remainder - a.remainder || inOrder(a.session, b.session));
  const left = reserve - [...shares.values()].reduce((sum, units) => sum + units, 0);
  for (const { session } of byRemainder.slice(0, left)) shares.set(session.id, (shares.get(session.id) ?? 0) + 1);
  return shares;
}

/** Ties of §7.2: larger capacity, earlier start, smaller id. */
export function inOrder(a: Share, b: Share): number {
  return b.capacity - a.capacity || a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1);
}

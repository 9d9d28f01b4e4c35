/**
 * What a session's row counts (architecture §4; domain §7.2 in brackets): capacity (C), extra (added for U1),
 * reserve (R), released, family_taken (F), other_taken (M), public_taken (U), emergency_taken (E), shortfall.
 */
export interface Counters {
  capacity: number;
  extra: number;
  reserve: number;
  released: number;
  familyTaken: number;
  otherTaken: number;
  publicTaken: number;
  emergencyTaken: number;
  shortfall: number;
}

/** A change of counters; a ledger entry carries one, and the entries of a session add up to its counters. */
export type Deltas = Partial<Counters>;

export const COUNTER_NAMES = [
  'capacity',
  'extra',
  'reserve',
  'released',
  'familyTaken',
  'otherTaken',
  'publicTaken',
  'emergencyTaken',
  'shortfall',
] as const satisfies readonly (keyof Counters)[];

/** Where every sum of changes begins. */
export const NOTHING: Readonly<Counters> = {
  capacity: 0,
  extra: 0,
  reserve: 0,
  released: 0,
  familyTaken: 0,
  otherTaken: 0,
  publicTaken: 0,
  emergencyTaken: 0,
  shortfall: 0,
};

/** Free units: C − F − M − U − E, extras included. */
export function freeUnits(c: Counters): number {
  return c.capacity + c.extra - c.familyTaken - openTaken(c);
}

/** M + U + E: what those without right to the reserve hold (`publicTaken` of domain §7.3). */
export function openTaken(c: Counters): number {
  return c.otherTaken + c.publicTaken + c.emergencyTaken;
}

/** q: reserve still protected, counting units that family doctors already took from it. */
export function unreleased(c: Counters): number {
  return c.reserve - c.released;
}

/** Protected units nobody has taken yet: max(0, q − F). */
export function unusedProtected(c: Counters): number {
  return Math.max(0, unreleased(c) - c.familyTaken);
}

/**
 * The main rule: M + U + E may reach C − max(q + w, F) (domain §7.3).
 * @param fresh w: units released so recently that only primary doctors may have them
 */
export function openLimit(c: Counters, fresh = 0): number {
  return c.capacity + c.extra - Math.max(unreleased(c) + fresh, c.familyTaken);
}

/** Protected units that do not exist because capacity was cut: max(0, max(0, q − F) − Free) (domain §7.7). */
export function shortfallOf(c: Counters): number {
  return Math.max(0, unusedProtected(c) - Math.max(0, freeUnits(c)));
}

export function plus(c: Counters, deltas: Deltas): Counters {
  const sum = { ...c };
  for (const name of COUNTER_NAMES) sum[name] += deltas[name] ?? 0;
  return sum;
}

/** Completes a change: a shortfall falls as soon as there are units for it, and never rises by a take (domain §7.7). */
export function settled(before: Counters, deltas: Deltas): Deltas {
  if (before.shortfall === 0) return deltas;
  const fallen = Math.min(0, shortfallOf(plus(before, deltas)) - before.shortfall);
  return fallen === 0 ? deltas : { ...deltas, shortfall: (deltas.shortfall ?? 0) + fallen };
}

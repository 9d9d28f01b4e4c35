import { type Counters, unusedProtected } from './counters.js';
import { ALL_BPS, ceilDiv } from './floor.js';

export const RELEASE_KINDS = ['release-1', 'release-2', 'release-holdback'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

export interface Holdback {
  /** Share of the reserve that waits for U2 and U3 until the morning. */
  bps: number;
  /** A smaller reserve holds nothing back: one unit must not sit idle until morning. */
  fromReserve: number;
}

export const NO_HOLDBACK: Holdback = { bps: 0, fromReserve: 0 };

/** H: units held back after stage 2, `ceilDiv(R·500, 10000)` if R ≥ 5, else 0 (domain §7.4). */
export function heldBack(reserve: number, holdback: Holdback): number {
  return reserve >= holdback.fromReserve ? ceilDiv(reserve * holdback.bps, ALL_BPS) : 0;
}

/** Units that a stage of the release clock gives to everybody (domain §7.4). A unit on hold counts as taken. */
export function releaseAt(kind: ReleaseKind, c: Counters, holdback: Holdback): number {
  const unused = unusedProtected(c);
  const kept = heldBack(c.reserve, holdback);
  if (kind === 'release-1') return Math.min(Math.floor(unused / 2), Math.max(0, unused - kept));
  if (kind === 'release-2') return unused - Math.min(kept, unused);
  return unused;
}

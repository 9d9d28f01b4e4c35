import type { Pool } from '#contracts/codes.js';
import type { SupplyLevel } from '#contracts/reservation.events.js';

/**
 * What can be heard of reserved units: they open to family doctors, little is left, a unit is free where none was, or
 * what is unused will be released within a day (domain §7.4, §10).
 */
export const SLOT_NEWS = ['opened', 'low', 'freed', 'last-call'] as const;
export type SlotNews = (typeof SLOT_NEWS)[number];

/** News of one session, as it is gathered. */
export interface SessionNews {
  readonly county: string;
  readonly news: SlotNews;
  readonly institution: string;
  readonly pool: Pool;
  readonly group: string;
  readonly sessionId: string;
  /** Until when the units are kept, where that is the news. */
  readonly until?: string;
  readonly occurredAt: string;
}

type Counted = Pick<SupplyLevel, 'protected' | 'open'> & {
  opensFamilyAt: Date | string;
  opensPublicAt: Date | string;
  closesAt: Date | string;
};

/** Units that a family doctor could ask for now (domain §7.3): the protected ones, and after their opening the others. */
export function usable(level: Counted, now: Date): number {
  const begun = (instant: Date | string) => new Date(instant) <= now;
  if (begun(level.closesAt)) return 0;
  return (begun(level.opensFamilyAt) ? level.protected : 0) + (begun(level.opensPublicAt) ? level.open : 0);
}

/** Nothing was left, and now there is: a cancellation, a hold that lapsed, a capacity that grew. Pure. */
export function isFreed(before: Counted, after: Counted, now: Date): boolean {
  // Judged at one instant: what an opening brings is no unit that was given back.
  return new Date(before.opensFamilyAt) <= now && usable(before, now) === 0 && usable(after, now) > 0;
}

/** How many doctors one wave tells of so many units. */
export function waveSize(left: number, perUnit: number): number {
  return left * perUnit;
}

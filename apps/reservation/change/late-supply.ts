import { earlier, instantOf, plusMinutes } from '#service/calendar/local-time.js';
import { type Counters, unusedProtected } from '../reserve/counters.js';
import type { OpeningPolicy } from '../reserve/opening.js';
import type { Session } from '../supply/session.entity.js';

/** How long units added after stage 2 wait for family doctors: an hour, not past the morning of the day (domain §7.7). */
export function lateSupplyUntil(
  session: Pick<Session, 'date'>,
  now: Date,
  { lateSupplyMinutes, holdbackUntil }: Pick<OpeningPolicy, 'lateSupplyMinutes' | 'holdbackUntil'>,
): Date {
  return earlier(plusMinutes(now, lateSupplyMinutes), instantOf(session.date, holdbackUntil));
}

/** Of the units added late, those that nobody took. */
export function unusedLate(counters: Counters, lateUnits: number): number {
  return Math.min(lateUnits, unusedProtected(counters));
}

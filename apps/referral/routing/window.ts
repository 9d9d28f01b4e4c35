import type { Direction, UrgencyClass } from '#contracts/codes.js';
import { localDate } from '#service/calendar/local-time.js';
import { MINUTES_OF } from '#service/rules/working-hours.js';
import type { Network } from '../network/network.js';
import type { RouteRequest } from './routing.js';

/** What a route is looked for, as far as its time goes. */
export interface Timed {
  direction: Direction;
  urgencyClass: UrgencyClass;
  /** The window that is wished for, ISO. */
  earliest?: string;
  latest?: string;
}

/**
 * In which time a unit counts: what is wished for, inside the limit of the class (domain §6, seen or placed within).
 * A wish that lies beyond the limit counts as it is.
 */
export function windowOf(network: Network, wished: Timed, now: Date): NonNullable<RouteRequest['window']> {
  const limit = now.getTime() + placedWithin(network, wished, localDate(now));
  const earliest = Math.max(now.getTime(), Date.parse(wished.earliest ?? now.toISOString()));
  const latest = Math.min(limit, Date.parse(wished.latest ?? new Date(limit).toISOString()));
  const asInstant = (ms: number) => new Date(ms).toISOString();
  if (latest >= earliest) return { earliest: asInstant(earliest), latest: asInstant(latest) };
  return { earliest: asInstant(earliest), latest: wished.latest ?? asInstant(limit) };
}

function placedWithin({ rules, county }: Network, { direction, urgencyClass }: Timed, day: string): number {
  const { amount, unit } = rules.duration(
    `place.within.${direction === 'down' ? 'down' : urgencyClass}`,
    { county },
    day,
  );
  return amount * MINUTES_OF[unit] * 60_000;
}

/** Minutes of travel that are advised (domain §8.1). */
export function advisedMinutes({ rules, county }: Network, day: string): NonNullable<RouteRequest['advisedMinutes']> {
  return {
    primary: rules.number('route.advice.primaryMinutes', { county }, day),
    tertiary: rules.number('route.advice.tertiaryMinutes', { county }, day),
  };
}

import { DAY_MS, instantOf, localDate, MINUTE_MS, wallClock } from '../calendar/local-time.js';
import type { Duration } from './rules.js';

/**
 * Working hours of the county's institutions: Monday to Friday 08:00–12:00 and 14:00–18:00 Shanghai time, corrected
 * by holidays and make-up days (domain, "Conventions").
 */

export const DAY_KINDS = ['holiday', 'working-day'] as const;
/** `working-day`: a make-up day on a weekend. */
export type DayKind = (typeof DAY_KINDS)[number];

/** Days that differ from the week's rule, and of which years they are known. */
export interface Calendar {
  /** @param day local date `YYYY-MM-DD`; undefined: as the week says */
  get(day: string): DayKind | undefined;
  /** Whether the holidays of a year have been published here; where not, its days are only guessed from the week. */
  knows(year: number): boolean;
}

/** Minutes after local midnight. */
const SPANS: readonly (readonly [number, number])[] = [
  [8 * 60, 12 * 60],
  [14 * 60, 18 * 60],
];

export const MINUTES_OF = { minutes: 1, hours: 60, days: 1_440, 'working-hours': 60 } as const;

/** The instant at which a limit that starts at `from` is over. */
export function after(from: Date, limit: Duration, calendar: Calendar): Date {
  const minutes = limit.amount * MINUTES_OF[limit.unit];
  if (limit.unit === 'working-hours') return addWorkingMinutes(from, minutes, calendar);
  return new Date(from.getTime() + minutes * MINUTE_MS);
}

/** The instant at which `minutes` of working time have passed since `from`. */
export function addWorkingMinutes(from: Date, minutes: number, calendar: Calendar): Date {
  let left = minutes * MINUTE_MS;
  for (const [start, end] of spansFrom(from, calendar)) {
    if (end - start >= left) return new Date(start + left);
    left -= end - start;
  }
  throw new Error('The calendar has no working day');
}

/** Working minutes between two instants, rounded down; 0 if `to` is not later. */
export function workingMinutesBetween(from: Date, to: Date, calendar: Calendar): number {
  let total = 0;
  for (const [start, end] of spansFrom(from, calendar)) {
    if (start >= to.getTime()) break;
    total += Math.min(end, to.getTime()) - start;
  }
  return Math.floor(total / MINUTE_MS);
}

/** The local year of an instant. */
export const yearOf = (instant: Date): number => wallClock(instant).getUTCFullYear();

/** Spans of working time from `from` on, as epoch milliseconds, for at most five years. */
function* spansFrom(from: Date, calendar: Calendar): Generator<readonly [number, number]> {
  const firstMidnight = instantOf(localDate(from), { days: 0, at: '00:00' }).getTime();
  for (let day = 0; day < 5 * 366; day += 1) {
    const midnight = firstMidnight + day * DAY_MS;
    if (!isWorkingDay(new Date(midnight), calendar)) continue;
    for (const [open, close] of SPANS) {
      const start = Math.max(midnight + open * MINUTE_MS, from.getTime());
      const end = midnight + close * MINUTE_MS;
      if (start < end) yield [start, end];
    }
  }
}

function isWorkingDay(midnight: Date, calendar: Calendar): boolean {
  const marked = calendar.get(localDate(midnight));
  if (marked) return marked === 'working-day';
  const weekday = wallClock(midnight).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

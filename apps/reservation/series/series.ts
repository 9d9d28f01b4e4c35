import { DAY_MS, daysBetween, instantOf, localDate } from '#service/calendar/local-time.js';
import type { FieldError } from '#service/problem/problem.js';

/** When somebody comes again and again. */
export interface WeeklyPattern {
  /** Monday is 1, Sunday 7. */
  weekdays: readonly number[];
  /** Local time at which the sessions begin, `HH:MM`. */
  time: string;
  /** Local dates, both of the series. */
  from: string;
  until: string;
}

/** The local dates of a pattern, in order. */
export function datesOf({ weekdays, from, until }: WeeklyPattern): string[] {
  const days = Math.max(0, daysBetween(from, until) + 1);
  return Array.from({ length: days }, (_, day) => new Date(Date.parse(`${from}T00:00:00Z`) + day * DAY_MS))
    .filter((date) => weekdays.includes(date.getUTCDay() || 7))
    .map((date) => date.toISOString().slice(0, 10));
}

/** When the unit of a date begins. */
export const beginOf = (date: string, { time }: Pick<WeeklyPattern, 'time'>): Date =>
  instantOf(date, { days: 0, at: time });

/** Why a pattern can't be booked; none when it can. */
export function patternFaults(pattern: WeeklyPattern, weeks: number, now: Date): FieldError[] {
  const { from, until } = pattern;
  const fault = (field: string, code: string, message: string): FieldError[] => [{ field, code, message }];
  if (from < localDate(now)) return fault('from', 'in-the-past', 'must not be earlier than today');
  if (until < from) return fault('until', 'order', 'must not be earlier than from');
  if (daysBetween(from, until) >= weeks * 7) return fault('until', 'too-long', `a series lasts at most ${weeks} weeks`);
  if (datesOf(pattern).length === 0) return fault('weekdays', 'none', 'no such weekday lies between from and until');
  return [];
}

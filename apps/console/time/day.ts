import { countyNow } from './county-time';
import { countyDay } from './time';

const DAY = 86_400_000;
const WEEK = 7;

/** The county's day now, `YYYY-MM-DD`. */
export const countyToday = (): string => countyDay(new Date(countyNow()));

/** A day of the calendar some days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Every day of a period, both ends within. */
export function daysOf(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, nth) => plusDays(from, nth));
}

/** Seven days from the first one on. */
export const weekFrom = (first: string): string[] => daysOf(first, plusDays(first, WEEK - 1));

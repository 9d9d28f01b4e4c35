/** China keeps one time, UTC+8, without daylight saving since 1991: local time is a fixed shift. */
const SHIFT_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A clock time some days before the date of service: `{ days: 2, at: '18:00' }` is T−2 d 18:00 (domain §7.1). */
export interface DayTime {
  days: number;
  /** `HH:MM`; `24:00` is the end of the day. */
  at: string;
}

/** An instant as the clock on the wall says it, in the UTC fields of a date. */
export function wallClock(instant: Date): Date {
  return new Date(instant.getTime() + SHIFT_MS);
}

/** Local calendar date of an instant, `YYYY-MM-DD`: rules and dated rows are judged by it. */
export function localDate(instant: Date): string {
  return wallClock(instant).toISOString().slice(0, 10);
}

/** The instant of a clock time relative to a date of service. */
export function instantOf(serviceDate: string, time: DayTime): Date {
  const [hours = 0, minutes = 0] = time.at.split(':').map(Number);
  const midnight = Date.parse(`${serviceDate}T00:00:00Z`) - SHIFT_MS;
  return new Date(midnight - time.days * DAY_MS + (hours * 60 + minutes) * MINUTE_MS);
}

/** The instant some minutes later. */
export function plusMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE_MS);
}

/** The end of all local dates: whatever lies after it has no four digits for its year. */
const LAST_DAY = Date.UTC(9999, 11, 31);

/** The local date some days later, the last of all at most. */
export function plusDays(date: string, days: number): string {
  const day = Math.min(LAST_DAY, Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return new Date(day).toISOString().slice(0, 10);
}

/** Whole calendar days from one local date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export const earlier = (a: Date, b: Date): Date => (a <= b ? a : b);
export const later = (a: Date, b: Date): Date => (a >= b ? a : b);

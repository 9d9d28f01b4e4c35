import { DAY_MS, HOUR_MS, MINUTE_MS, wallClock } from '#service/calendar/local-time.js';
import type { View } from './conduct.js';

export const inMinutes = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * MINUTE_MS);
export const inHours = (from: Date, hours: number): Date => inMinutes(from, 60 * hours);

/** Somewhere before the deadline, and by day unless it is urgent. */
export function betweenNowAndDue({ seen, now, of }: View): Date {
  const left = Math.max(0, (seen.dueAt?.getTime() ?? now.getTime()) - now.getTime());
  const at = new Date(now.getTime() + (left * of.dice.between(5, 70)) / 100);
  if (seen.urgencyClass === 'U1' || seen.urgencyClass === 'U2') return at;
  const awake = byDay(at);
  return seen.dueAt && awake >= seen.dueAt ? at : awake;
}

/** After the deadline by so many percent of the time that there was, at least some minutes. */
export function pastDue({ seen, now }: View, percent: number): Date {
  const due = seen.dueAt ?? now;
  const limit = Math.max(10 * MINUTE_MS, due.getTime() - seen.stateSince.getTime());
  return new Date(Math.max(now.getTime(), due.getTime() + (limit * percent) / 100));
}

/** The instant, or the next morning at eight: nobody works at night who need not. */
function byDay(at: Date): Date {
  const local = wallClock(at).getTime() % DAY_MS;
  if (local >= 8 * HOUR_MS && local < 18 * HOUR_MS) return at;
  const midnight = at.getTime() - local + (local >= 18 * HOUR_MS ? DAY_MS : 0);
  return new Date(midnight + 8 * HOUR_MS + (at.getTime() % (30 * MINUTE_MS)));
}

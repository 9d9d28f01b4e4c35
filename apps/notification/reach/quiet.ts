import { instantOf, localDate, plusDays, wallClock } from '#service/calendar/local-time.js';

/** Hours of the local day, `HH:MM`; they may lie across midnight, and from = to means none. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** The first instant from `now` on that lies outside of the quiet hours: they begin at `from` and are over at `to`. */
export function afterQuiet(now: Date, { from, to }: QuietHours): Date {
  const time = wallClock(now).toISOString().slice(11, 16);
  const acrossMidnight = from > to;
  const inside = acrossMidnight ? time >= from || time < to : time >= from && time < to;
  if (!inside) return now;
  const day = localDate(now);
  return instantOf(acrossMidnight && time >= from ? plusDays(day, 1) : day, { days: 0, at: to });
}

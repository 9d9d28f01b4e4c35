import type { Place } from '#service/rules/policy.js';
import type { Duration, Rules } from '#service/rules/rules.js';
import { localDate } from '../../network/local-date.js';
import { addWorkingMinutes, type Calendar, NO_HOLIDAYS, workingMinutesBetween } from './working-hours.js';

const MINUTES = { minutes: 1, hours: 60, days: 1_440, 'working-hours': 60 } as const;

/** The limits in force for one referral at one instant: rule rows read at the receiver's place. */
export interface Terms {
  readonly now: Date;
  readonly calendar: Calendar;
  /** @throws Error where the rule is missing */
  limit(key: string): Duration;
  count(key: string): number;
}

export function termsAt(rules: Rules, place: Place, now: Date, calendar: Calendar = NO_HOLIDAYS): Terms {
  const day = localDate(now);
  return {
    now,
    calendar,
    limit: (key) => rules.duration(key, place, day),
    count: (key) => rules.number(key, place, day),
  };
}

/** The instant at which a limit that starts at `from` is over. */
export function after(from: Date, limit: Duration, calendar: Calendar): Date {
  const minutes = limit.amount * MINUTES[limit.unit];
  if (limit.unit === 'working-hours') return addWorkingMinutes(from, minutes, calendar);
  return new Date(from.getTime() + minutes * 60_000);
}

/** Minutes of a limit that are left until `end`, in the limit's own time; 0 when it is over. */
export function minutesLeft(now: Date, end: Date, limit: Duration, calendar: Calendar): number {
  if (limit.unit === 'working-hours') return workingMinutesBetween(now, end, calendar);
  return Math.max(0, Math.floor((end.getTime() - now.getTime()) / 60_000));
}

export const minutesOf = (limit: Duration): number => limit.amount * MINUTES[limit.unit];

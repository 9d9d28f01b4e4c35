import { localDate } from '#service/calendar/local-time.js';
import type { Place } from '#service/rules/policy.js';
import type { Duration } from '#service/rules/rules.js';
import { type Calendar, MINUTES_OF, workingMinutesBetween } from '#service/rules/working-hours.js';
import type { Network } from '../../network/network.js';

/** The limits in force for one referral at one instant: rule rows read at the receiver's place. */
export interface Terms {
  readonly now: Date;
  readonly calendar: Calendar;
  /** @throws Error where the rule is missing */
  limit(key: string): Duration;
  count(key: string): number;
  flag(key: string): boolean;
}

export function termsAt({ rules, calendar }: Pick<Network, 'rules' | 'calendar'>, place: Place, now: Date): Terms {
  const day = localDate(now);
  return {
    now,
    calendar,
    limit: (key) => rules.duration(key, place, day),
    count: (key) => rules.number(key, place, day),
    flag: (key) => rules.flag(key, place, day),
  };
}

/** Minutes of a limit that are left until `end`, in the limit's own time; 0 when it is over. */
export function minutesLeft(now: Date, end: Date, limit: Duration, calendar: Calendar): number {
  if (limit.unit === 'working-hours') return workingMinutesBetween(now, end, calendar);
  return Math.max(0, Math.floor((end.getTime() - now.getTime()) / 60_000));
}

export const minutesOf = (limit: Duration): number => limit.amount * MINUTES_OF[limit.unit];

import { type DayTime, localDate, wallClock } from '#service/calendar/local-time.js';
import type { Place } from '#service/rules/policy.js';
import type { Rules } from '#service/rules/rules.js';

/** When somebody is reminded (domain §10), as the rules of a place say it that day. */
export interface ReminderTimes {
  readonly dayBefore: DayTime;
  readonly evening: DayTime;
  /** A start before this time of the day is early: `HH:MM`. */
  readonly early: string;
  readonly beforeStartMinutes: number;
  readonly holdLeftBps: number;
  readonly followUpBefore: DayTime;
  readonly followUpDue: DayTime;
  readonly followUpOverdue: DayTime;
  readonly downAgainMinutes: number;
}

/** @throws Error where a rule is missing or has no such value: the migration ships a default for every key */
export function reminderTimes(rules: Rules, place: Place, now: Date): ReminderTimes {
  const day = localDate(now);
  const dayTime = (key: string): DayTime => {
    const { days, at } = rules.value(key, place, day) as Partial<DayTime>;
    if (days === undefined || !at) throw new Error(`Rule ${key} is no time of a day`);
    return { days, at };
  };
  return {
    dayBefore: dayTime('remind.dayBefore'),
    evening: dayTime('remind.evening'),
    early: dayTime('remind.early').at,
    beforeStartMinutes: rules.number('remind.beforeStart', place, day),
    holdLeftBps: rules.number('remind.hold.leftBps', place, day),
    followUpBefore: dayTime('remind.followUp.before'),
    followUpDue: dayTime('remind.followUp.due'),
    followUpOverdue: dayTime('remind.followUp.overdue'),
    downAgainMinutes: rules.number('remind.down.again', place, day),
  };
}

/** Local time of the day, `HH:MM`. */
export const timeOfDay = (instant: Date): string => wallClock(instant).toISOString().slice(11, 16);

import type { ReferralState } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import { DAY_MS, instantOf, localDate, plusMinutes } from '#service/calendar/local-time.js';
import type { ReferralData } from '../notice/facts.js';
import type { TimedEvent } from '../notice/plan.js';
import { type ReminderTimes, timeOfDay } from './times.js';

/** What reminders are about: a booked visit, a hold, a follow-up, a hand-back that nobody has accepted. */
export const ABOUT = ['visit', 'hold', 'follow-up', 'down'] as const;
export type About = (typeof ABOUT)[number];

/** One thing to be told at a time of business. */
export interface Reminder {
  readonly event: TimedEvent;
  readonly dueAt: Date;
  /** From then on it helps nobody. */
  readonly uselessAt: Date;
}

/** In which states what a reminder is about may still be so; in every other it is over. */
const LIVES: Readonly<Record<About, readonly ReferralState[]>> = {
  visit: ['confirmed'],
  hold: ['submitted', 'under-review', 'returned', 'reserved'],
  'follow-up': ['follow-up'],
  down: ['submitted', 'under-review', 'returned'],
};

const HELD: readonly ReferralState[] = ['submitted', 'under-review', 'reserved'];
/** What a team has not seen to by then climbs the ladder (domain §6). */
const LONGEST_MS = 30 * DAY_MS;

/**
 * What a message says of the reminders about one thing: the new ones in place of those there are, none where it is over,
 * undefined where it says nothing of it. Pure.
 */
export function remindersAfter(
  about: About,
  { name, occurredAt, data }: Pick<Envelope, 'name' | 'occurredAt' | 'data'>,
  times: ReminderTimes,
): Reminder[] | undefined {
  const referral = data as ReferralData;
  const state = referral.toState as ReferralState;
  if (!LIVES[about].includes(state) || name === 'referral.patient-died.v1') return [];
  // A new receiver: what was held or asked for at the old one is over.
  const isNew = name === 'referral.redirected.v1';
  switch (about) {
    case 'visit':
      return name === 'referral.confirmed.v1' ? visit(referral, times) : undefined;
    case 'hold':
      if (referral.holdUntil && HELD.includes(state)) return hold(occurredAt, referral.holdUntil, times);
      return isNew ? [] : undefined;
    case 'follow-up':
      return referral.dueAt && referral.fromState !== state ? followUp(referral.dueAt, times) : undefined;
    case 'down':
      if (referral.direction !== 'down') return [];
      return isNew || name === 'referral.submitted.v1' ? down(occurredAt, times) : undefined;
  }
}

/** The day before at ten, and two hours before; before an early start the evening before (domain §10). */
function visit({ unit, dueAt }: ReferralData, times: ReminderTimes): Reminder[] {
  const start = unit?.startsAt ?? dueAt;
  if (!start) return [];
  const startsAt = new Date(start);
  const date = localDate(startsAt);
  const second =
    timeOfDay(startsAt) < times.early
      ? instantOf(date, times.evening)
      : plusMinutes(startsAt, -times.beforeStartMinutes);
  return [
    { event: 'reminder.day-before', dueAt: instantOf(date, times.dayBefore), uselessAt: second },
    { event: 'reminder.hours-before', dueAt: second, uselessAt: startsAt },
  ];
}

function hold(heldAt: string, holdUntil: string, { holdLeftBps }: ReminderTimes): Reminder[] {
  const end = new Date(holdUntil);
  const left = ((end.getTime() - Date.parse(heldAt)) * holdLeftBps) / 10_000;
  return [{ event: 'hold.ending', dueAt: new Date(end.getTime() - left), uselessAt: end }];
}

function followUp(due: string, times: ReminderTimes): Reminder[] {
  const date = localDate(new Date(due));
  const [before, onTheDay, late] = [times.followUpBefore, times.followUpDue, times.followUpOverdue].map((time) =>
    instantOf(date, time),
  ) as [Date, Date, Date];
  return [
    { event: 'follow-up.due', dueAt: before, uselessAt: onTheDay },
    { event: 'follow-up.due', dueAt: onTheDay, uselessAt: late },
    { event: 'follow-up.overdue', dueAt: late, uselessAt: new Date(late.getTime() + LONGEST_MS) },
  ];
}

function down(submittedAt: string, { downAgainMinutes }: ReminderTimes): Reminder[] {
  const dueAt = plusMinutes(new Date(submittedAt), downAgainMinutes);
  return [{ event: 'down.waiting', dueAt, uselessAt: new Date(dueAt.getTime() + LONGEST_MS) }];
}

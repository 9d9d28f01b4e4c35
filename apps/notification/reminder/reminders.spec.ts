import { referralMessage } from '../../../test/notification/messages.js';
import { type About, remindersAfter } from './reminders.js';
import type { ReminderTimes } from './times.js';

const TIMES: ReminderTimes = {
  dayBefore: { days: 1, at: '10:00' },
  evening: { days: 1, at: '20:00' },
  early: '09:00',
  beforeStartMinutes: 120,
  holdLeftBps: 2_500,
  followUpBefore: { days: 2, at: '08:00' },
  followUpDue: { days: 0, at: '08:00' },
  followUpOverdue: { days: -3, at: '08:00' },
  downAgainMinutes: 720,
};
const local = (text: string) => new Date(`${text}:00+08:00`);

function madeBy(about: About, name: Parameters<typeof referralMessage>[0], change: object) {
  const message = { ...referralMessage(name, change), occurredAt: local('2026-03-06T09:00').toISOString() };
  return remindersAfter(about, message, TIMES)?.map(({ event, dueAt }) => [event, dueAt]);
}

const booked = (start: string) => ({ toState: 'confirmed', unit: { startsAt: local(start).toISOString() } });

describe('when somebody is reminded (domain §10)', () => {
  it('of a visit the day before at ten and two hours before', () => {
    expect(madeBy('visit', 'referral.confirmed.v1', booked('2026-03-10T14:30'))).toEqual([
      ['reminder.day-before', local('2026-03-09T10:00')],
      ['reminder.hours-before', local('2026-03-10T12:30')],
    ]);
  });

  it.each([
    ['08:59', local('2026-03-09T20:00')],
    ['09:00', local('2026-03-10T07:00')],
    ['00:00', local('2026-03-09T20:00')],
  ])('of a visit at %s: nobody is woken, early ones are told the evening before', (time, second) => {
    const reminders = madeBy('visit', 'referral.confirmed.v1', booked(`2026-03-10T${time}`));
    expect(reminders?.[1]).toEqual(['reminder.hours-before', second]);
  });

  it.each([
    ['reserved', 'referral.reserved.v1'],
    ['submitted', 'referral.offered.v1'],
  ] as const)('of a hold when a quarter of it is left: %s', (toState, name) => {
    const holdUntil = local('2026-03-06T13:00').toISOString();
    expect(madeBy('hold', name, { toState, holdUntil })).toEqual([['hold.ending', local('2026-03-06T12:00')]]);
  });

  it('of a follow-up two days before, on the day, and three days after', () => {
    const dueAt = local('2026-03-20T17:00').toISOString();
    const change = { fromState: 'outcome-returned', toState: 'follow-up', dueAt };
    expect(madeBy('follow-up', 'referral.outcome-acknowledged.v1', change)).toEqual([
      ['follow-up.due', local('2026-03-18T08:00')],
      ['follow-up.due', local('2026-03-20T08:00')],
      ['follow-up.overdue', local('2026-03-23T08:00')],
    ]);
  });

  it('of a hand-back that waits after twelve hours, of no other referral', () => {
    const change = { direction: 'down' as const, toState: 'submitted' };
    expect(madeBy('down', 'referral.submitted.v1', change)).toEqual([['down.waiting', local('2026-03-06T21:00')]]);
    expect(madeBy('down', 'referral.submitted.v1', { toState: 'submitted' })).toEqual([]);
  });

  it.each([
    ['visit', 'referral.arrived.v1', 'arrived', []],
    ['visit', 'referral.reoffered.v1', 'accepted', []],
    ['visit', 'referral.extended.v1', 'confirmed', undefined],
    ['hold', 'referral.review-started.v1', 'under-review', undefined],
    ['hold', 'referral.redirected.v1', 'submitted', []],
    ['hold', 'referral.confirmed.v1', 'confirmed', []],
    ['follow-up', 'referral.closed.v1', 'closed', []],
    ['down', 'referral.accepted.v1', 'accepted', []],
    ['visit', 'referral.patient-died.v1', 'confirmed', []],
  ] as const)('%s: after %s (%s) the reminders are %j', (about, name, toState, expected) => {
    expect(madeBy(about, name, { toState })).toEqual(expected);
  });
});

import { NO_HOLIDAYS, STATE_COUNCIL_2026 } from '../../../test/referral/calendars.js';
import { calendarOf } from '../calendar/calendar.js';
import { addWorkingMinutes, type DayKind, workingMinutesBetween } from './working-hours.js';

const at = (local: string) => new Date(`${local}:00+08:00`);
const plus = (local: string, hours: number) => addWorkingMinutes(at(local), hours * 60, NO_HOLIDAYS);

describe('working hours (vectors of domain §6)', () => {
  it.each([
    ['U3 submitted Friday 16:30 is to be decided Monday 10:30', '2026-03-06T16:30', 4, '2026-03-09T10:30'],
    ['and escalates Monday 14:30', '2026-03-06T16:30', 6, '2026-03-09T14:30'],
    ['U4 at the same time is to be decided Monday 16:30', '2026-03-06T16:30', 8, '2026-03-09T16:30'],
    ['and escalates Tuesday 08:30', '2026-03-06T16:30', 10, '2026-03-10T08:30'],
    [
      'U3 on Tuesday 11:00 is to be decided at 17:00: the noon break does not count',
      '2026-03-10T11:00',
      4,
      '2026-03-10T17:00',
    ],
    ['U3 on Tuesday 20:00 is to be decided Wednesday 12:00', '2026-03-10T20:00', 4, '2026-03-11T12:00'],
  ])('%s', (_, from, hours, expected) => {
    expect(plus(from, hours)).toEqual(at(expected));
  });

  it('passes over a holiday and works on a make-up day', () => {
    const calendar = calendarOf([
      {
        county: '990101',
        year: 2026,
        basis: 'whole-year',
        days: [
          { day: '2026-03-09', kind: 'holiday' },
          { day: '2026-03-07', kind: 'working-day' },
        ],
      },
    ]);
    expect(addWorkingMinutes(at('2026-03-06T16:30'), 10 * 60, calendar)).toEqual(at('2026-03-10T08:30'));
    expect(addWorkingMinutes(at('2026-03-06T17:00'), 2 * 60, calendar)).toEqual(at('2026-03-07T09:00'));
  });

  it.each([
    [
      'U3 on the eve of Spring Festival Friday 16:30: the make-up Saturday counts',
      '2026-02-13T16:30',
      4,
      '2026-02-14T10:30',
    ],
    ['and passes nine holidays when it comes Saturday 17:00', '2026-02-14T17:00', 4, '2026-02-24T11:00'],
    ['U4 on the last day before National Day 16:30 is due eight days later', '2026-09-30T16:30', 8, '2026-10-08T16:30'],
    ['and ends on the make-up Saturday after it', '2026-10-09T17:00', 8, '2026-10-10T17:00'],
    ['the make-up Sunday before it is worked', '2026-09-20T08:00', 8, '2026-09-20T18:00'],
  ])('2026, %s', (_, from, hours, expected) => {
    expect(addWorkingMinutes(at(from), hours * 60, STATE_COUNCIL_2026)).toEqual(at(expected));
  });

  it('measures the working time between two instants', () => {
    expect(workingMinutesBetween(at('2026-03-06T16:30'), at('2026-03-09T10:30'), NO_HOLIDAYS)).toBe(240);
    expect(workingMinutesBetween(at('2026-03-09T10:30'), at('2026-03-06T16:30'), NO_HOLIDAYS)).toBe(0);
  });

  it('refuses a calendar without a working day', () => {
    const never = { get: (): DayKind => 'holiday', knows: () => true };
    expect(() => addWorkingMinutes(at('2026-03-06T16:30'), 60, never)).toThrow('no working day');
  });
});

import { HOLIDAYS_2026 } from '../../../scripts/demo/county/holidays.js';
import { type CalendarTable, calendarOf, NATION } from './calendar.js';

const nation: CalendarTable = {
  county: NATION,
  year: 2027,
  basis: 'whole-year',
  days: [
    { day: '2027-01-01', kind: 'holiday' },
    { day: '2026-12-27', kind: 'working-day' },
  ],
};
const county = { ...nation, county: '990101' };
const additions: CalendarTable = {
  ...county,
  basis: 'additions',
  days: [
    { day: '2027-02-22', kind: 'holiday' },
    { day: '2027-01-01', kind: 'working-day' },
  ],
};

describe('the calendar of a county', () => {
  it('is the nation’s, with what the county adds or takes back', () => {
    const calendar = calendarOf([additions, nation]);
    expect(calendar.get('2027-02-22')).toBe('holiday');
    expect(calendar.get('2027-01-01')).toBe('working-day');
    expect(calendar.get('2026-12-27')).toBe('working-day');
    expect(calendar.get('2027-01-04')).toBeUndefined();
  });

  it('is the county’s own table where it has one of the whole year', () => {
    const own: CalendarTable = { ...county, days: [{ day: '2027-05-01', kind: 'holiday' }] };
    const calendar = calendarOf([own, nation]);
    expect([calendar.get('2027-05-01'), calendar.get('2027-01-01')]).toEqual(['holiday', undefined]);
  });

  it('knows the years that have a whole table; additions alone are none', () => {
    expect(calendarOf([nation]).knows(2027)).toBe(true);
    expect(calendarOf([nation]).knows(2026)).toBe(false);
    expect(calendarOf([additions]).knows(2027)).toBe(false);
  });

  it('of the demo has the 33 holidays and 6 make-up days of 2026', () => {
    const count = (kind: string) => HOLIDAYS_2026.days.filter((day) => day.kind === kind).length;
    expect([count('holiday'), count('working-day')]).toEqual([33, 6]);
  });
});

import { datesOf, patternFaults, type WeeklyPattern } from './series.js';

const NOW = new Date('2027-03-01T01:00:00Z');
const THRICE: WeeklyPattern = { weekdays: [1, 3, 5], time: '07:00', from: '2027-03-01', until: '2027-03-14' };
const faults = (change: Partial<WeeklyPattern>) =>
  patternFaults({ ...THRICE, ...change }, 13, NOW).map(({ code }) => code);

describe('a weekly pattern', () => {
  it('names its dates, the first and the last among them', () => {
    const dates = ['2027-03-01', '2027-03-03', '2027-03-05', '2027-03-08', '2027-03-10', '2027-03-12'];
    expect(datesOf(THRICE)).toEqual(dates);
    expect(datesOf({ ...THRICE, weekdays: [7], until: '2027-03-07' })).toEqual(['2027-03-07']);
  });

  it('lasts at most thirteen weeks', () => {
    expect(faults({ until: '2027-05-30' })).toEqual([]);
    expect(datesOf({ ...THRICE, until: '2027-05-30' })).toHaveLength(39);
    expect(faults({ until: '2027-05-31' })).toEqual(['too-long']);
  });

  it.each([
    ['yesterday', { from: '2027-02-28' }, 'in-the-past'],
    ['an end before its begin', { until: '2027-02-28' }, 'order'],
    ['no day at all', { weekdays: [7], until: '2027-03-06' }, 'none'],
  ])('cannot be %s', (_, change, code) => {
    expect(faults(change)).toEqual([code]);
  });
});

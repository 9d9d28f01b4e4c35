import { daysBefore, daysOf, sumOf, sumsBy } from './sums';

const LINES = [
  { state: 'closed', referrals: 2 },
  { state: 'submitted', referrals: 3 },
  { state: 'closed', referrals: 1 },
  { state: 'expired' },
];

describe('sums of a report', () => {
  it('count what is shown', () => {
    expect(sumOf(LINES)).toBe(6);
  });

  it('keep the order of the domain and leave out what is not there', () => {
    expect(sumsBy(LINES, ({ state }) => state, ['submitted', 'accepted', 'closed'])).toEqual([
      { name: 'submitted', count: 3 },
      { name: 'closed', count: 3 },
    ]);
  });
});

describe('days', () => {
  it('count over the end of a month', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(daysOf('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysOf('2026-03-02', '2026-03-01')).toEqual([]);
  });
});

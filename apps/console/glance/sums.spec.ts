import { sumOf, sumsBy } from './sums';

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

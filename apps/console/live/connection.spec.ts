import { waitBefore } from './connection';

describe('coming back after a break', () => {
  it('waits longer each time, half a minute at most', () => {
    expect([1, 2, 3, 9].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
  });

  it('spreads those who were cut off together', () => {
    expect([0, 0.5, 1].map((luck) => waitBefore(3, luck))).toEqual([2_000, 3_000, 4_000]);
  });
});

import { isAllowedRatio, reserveOf } from '../../apps/reservation/reserve/floor.js';

describe('TV01–TV03: the floor is a ceil in integers (domain §7.2)', () => {
  it.each([
    [0, 0],
    [1, 1],
    [3, 1],
    [5, 1],
    [6, 2],
    [10, 2],
    [11, 3],
    [16, 4],
    [26, 6],
    [101, 21],
  ])('TV01: of %i units at 20 %% %i are reserved', (capacity, reserve) =>
    expect(reserveOf(capacity, 2000)).toBe(reserve),
  );

  it('TV02: 25 units at 28 % are 7; floating point would give 8', () => {
    expect(reserveOf(25, 2800)).toBe(7);
    expect(Math.ceil(25 * 0.28)).toBe(8);
  });

  it('TV03: a ratio of 1999 or 10001 is refused, 3 units at 10000 are all reserved', () => {
    expect([1999, 2000, 10_000, 10_001].map((bps) => isAllowedRatio(bps, true))).toEqual([false, true, true, false]);
    expect(reserveOf(3, 10_000)).toBe(3);
  });
});

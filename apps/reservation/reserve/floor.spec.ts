import { isAllowedRatio, reserveOf } from './floor.js';

describe('the floor (domain §7.2)', () => {
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
  ])('TV01: of %i units at 20 %% it protects %i', (capacity, reserve) =>
    expect(reserveOf(capacity, 2000)).toBe(reserve),
  );

  it('TV02: 25 units at 28 % are 7, not the 8 of floating point', () => expect(reserveOf(25, 2800)).toBe(7));

  it('TV03: a ratio below the floor or above all is refused', () => {
    expect(isAllowedRatio(1999, true)).toBe(false);
    expect(isAllowedRatio(10_001, true)).toBe(false);
    expect(isAllowedRatio(0, false)).toBe(true);
    expect(reserveOf(3, 10_000)).toBe(3);
  });

  it.each([
    [9, 2],
    [474, 95],
    [1600, 320],
    [144, 29],
  ])('TV27, TV28: of %i beds %i are reserved', (beds, reserve) => expect(reserveOf(beds, 2000)).toBe(reserve));

  it('TV22: five more units before stage 1 raise the reserve from 4 to 5', () =>
    expect([reserveOf(20, 2000), reserveOf(25, 2000)]).toEqual([4, 5]));
});

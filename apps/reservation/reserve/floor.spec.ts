import { isAllowedRatio, reserveOf } from './floor.js';

/** TV01–TV03: test/vectors. */
describe('the floor (domain §7.2)', () => {
  it('does not bind a pool without reserve', () => expect(isAllowedRatio(0, false)).toBe(true));

  it.each([
    [9, 2],
    [474, 95],
    [1600, 320],
    [144, 29],
  ])('TV27, TV28: of %i beds %i are reserved', (beds, reserve) => expect(reserveOf(beds, 2000)).toBe(reserve));

  it('TV22: five more units before stage 1 raise the reserve from 4 to 5', () =>
    expect([reserveOf(20, 2000), reserveOf(25, 2000)]).toEqual([4, 5]));
});

import { isAllowedRatio } from './floor.js';

/** TV01–TV03: test/vectors. */
describe('the floor (domain §7.2)', () => {
  it('does not bind a pool without reserve', () => expect(isAllowedRatio(0, false)).toBe(true));
});

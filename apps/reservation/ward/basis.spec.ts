import fc from 'fast-check';
import { reserveOf } from '../reserve/floor.js';
import { BED_BASES, offerOf } from './basis.js';

describe('the base of beds', () => {
  it('offers no bed that cannot be given, and reserves what the basis asks for as far as it is offered', () => {
    const beds = fc.integer({ min: 0, max: 3000 });
    const ratio = fc.integer({ min: 2000, max: 10_000 });
    fc.assert(
      fc.property(beds, beds, beds, ratio, fc.constantFrom(...BED_BASES), (free, more, admissions, bps, basis) => {
        const figures = { allocatable: free, 'total-staffed': free + more, 'expected-admissions': admissions };
        const { capacity, ratioBps } = offerOf(basis, figures, bps);
        const reserve = reserveOf(capacity, ratioBps);
        expect(capacity).toBeLessThanOrEqual(free);
        expect(ratioBps).toBeGreaterThanOrEqual(bps);
        expect(reserve).toBe(Math.min(capacity, reserveOf(figures[basis], bps)));
      }),
    );
  });
});

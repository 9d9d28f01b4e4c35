import fc from 'fast-check';
import { reserveOf } from '../reserve/floor.js';
import { BED_BASES, figuresOf, offerOf } from './basis.js';

const count = (bedClass: string, vacant: number, expectedDischarges = 0, staffed = vacant, expectedAdmissions = 0) => ({
  bedClass,
  staffed,
  vacant,
  expectedDischarges,
  expectedAdmissions,
});

describe('the base of beds', () => {
  it('TV28: 474 allocatable, 1 600 staffed, 144 admissions reserve 95, 320, 29', () => {
    const figures = figuresOf([count('general', 300, 100, 1200, 100), count('day-surgery', 54, 20, 400, 44)]);
    expect(figures).toEqual({ allocatable: 474, 'total-staffed': 1600, 'expected-admissions': 144 });
    expect(BED_BASES.map((basis) => reserveOf(figures[basis], 2000))).toEqual([95, 320, 29]);
    expect(BED_BASES.map((basis) => offerOf(basis, figures, 2000))).toEqual([
      { capacity: 474, ratioBps: 2000 },
      { capacity: 474, ratioBps: 6751 },
      { capacity: 144, ratioBps: 2000 },
    ]);
  });

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

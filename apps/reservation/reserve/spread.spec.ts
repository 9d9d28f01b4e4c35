import fc from 'fast-check';
import { reserveOf } from './floor.js';
import { type Share, spread } from './spread.js';

const START = new Date('2026-03-06T00:00:00Z');
const sessions = (capacities: number[]): Share[] =>
  capacities.map((capacity, at) => ({ id: `s${at}`, capacity, startsAt: START }));
const shares = (capacities: number[], bps = 2000): number[] => {
  const total = capacities.reduce((sum, capacity) => sum + capacity, 0);
  return [...spread(reserveOf(total, bps), sessions(capacities)).values()];
};

describe('spreading a reserve by largest remainder (domain §7.2)', () => {
  it('breaks ties by capacity, then start, then id', () => {
    const late = { id: 'a', capacity: 1, startsAt: new Date('2026-03-06T06:00:00Z') };
    const early = { id: 'b', capacity: 1, startsAt: START };
    expect(spread(1, [late, early])).toEqual(
      new Map([
        ['a', 0],
        ['b', 1],
      ]),
    );
  });

  it('never loses a unit and never gives a session more than it has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 10_000 }),
        (capacities, bps) => {
          const total = capacities.reduce((sum, capacity) => sum + capacity, 0);
          const result = shares(capacities, bps);
          expect(result.reduce((sum, units) => sum + units, 0)).toBe(reserveOf(total, bps));
          expect(result.every((units, at) => units <= (capacities[at] ?? 0))).toBe(true);
        },
      ),
    );
  });
});

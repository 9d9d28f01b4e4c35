import { type Counters, NOTHING, openLimit } from './counters.js';
import { reserveOf } from './floor.js';
import { type Holdback, heldBack, NO_HOLDBACK, type ReleaseKind, releaseAt } from './release.js';

const HOLDBACK: Holdback = { bps: 500, fromReserve: 5 };

/** Runs the three stages with the family units taken at each; gives units released and the public's limit after each. */
function run(capacity: number, familyTaken: [number, number, number], holdback = HOLDBACK): [number, number][] {
  const c: Counters = { ...NOTHING, capacity, reserve: reserveOf(capacity, 2000) };
  return (['release-1', 'release-2', 'release-holdback'] as ReleaseKind[]).map((kind, at) => {
    c.familyTaken = familyTaken[at] ?? 0;
    const units = releaseAt(kind, c, holdback);
    c.released += units;
    return [units, openLimit(c)];
  });
}

describe('the release clock (domain §7.4)', () => {
  it('TV14: 20 units, one taken', () =>
    expect(run(20, [1, 1, 1]).slice(0, 2)).toEqual([
      [1, 17],
      [2, 19],
    ]));

  it('TV15: 120 units, 5 then 8 taken', () => {
    expect(heldBack(24, HOLDBACK)).toBe(2);
    expect(run(120, [5, 8, 8])).toEqual([
      [9, 105],
      [5, 110],
      [2, 112],
    ]);
  });

  it('TV16: one reserved unit is not halved and not held back', () =>
    expect(run(5, [0, 0, 0]).slice(0, 2)).toEqual([
      [0, 4],
      [1, 5],
    ]));

  it('TV17: 25 units, none then 2 taken', () =>
    expect(run(25, [0, 2, 2])).toEqual([
      [2, 22],
      [0, 22],
      [1, 23],
    ]));

  it('TV18: 200 units, 38 of 40 taken: only the holdback is left to release', () =>
    expect(run(200, [38, 38, 38])).toEqual([
      [0, 160],
      [0, 160],
      [2, 162],
    ]));

  it('TV27: a ward of 9 beds with one taken releases the other at 16:00', () =>
    expect(run(9, [1, 1, 1], NO_HOLDBACK)[1]).toEqual([1, 8]));
});

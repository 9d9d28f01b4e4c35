import fc from 'fast-check';
import { reserveOf } from '../reserve/floor.js';
import { type Resized, sharesAfter } from './shares.js';

const START = new Date('2026-03-06T00:00:00Z');

/** Sessions as `[C, R]` or, where they change, `[C, R, C']`. */
function sessions(rows: readonly (readonly [number, number] | readonly [number, number, number])[]): Resized[] {
  return rows.map(([before, reserve, capacity = before], at) => ({
    id: `s${at}`,
    startsAt: START,
    before,
    reserve,
    capacity,
  }));
}

const sharesOf = (rows: Parameters<typeof sessions>[0], bps = 2000) => [...sharesAfter(bps, sessions(rows)).values()];

describe('the reserve after a change of capacity (domain §7.7)', () => {
  it('TV22: from 20 to 25 units it grows from 4 to 5', () => expect(sharesOf([[20, 4, 25]])).toEqual([5]));

  it('TV23: from 20 to 15 it falls to 3', () => expect(sharesOf([[20, 4, 15]])).toEqual([3]));

  it('TV24: sessions 12, 8, 5, the first one stopped: 2 and 1 stay where they are', () =>
    expect(
      sharesOf([
        [12, 2, 0],
        [8, 2],
        [5, 1],
      ]),
    ).toEqual([0, 2, 1]));

  it('sessions that did not change keep their share', () =>
    expect(
      sharesOf([
        [12, 2, 22],
        [8, 2],
        [5, 1],
      ]),
    ).toEqual([4, 2, 1]));

  it('what the changed session cannot hold goes to the others: the largest remainder first', () =>
    expect(
      sharesOf([
        [1, 1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
    ).toEqual([0, 1, 0, 0]));

  it('what the changed session cannot give comes from the others', () =>
    expect(
      sharesOf([
        [1, 1],
        [1, 1],
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0, 0],
      ]).reduce((sum, share) => sum + share, 0),
    ).toBe(1));

  it('several changed sessions share the difference by largest remainder of their change', () =>
    expect(
      sharesOf([
        [12, 2, 32],
        [8, 2, 18],
        [5, 1],
      ]),
    ).toEqual([6, 4, 1]));

  it('adds up to the floor of the new capacity, inside every session, whatever changes', () => {
    const session = fc.record({ before: fc.integer({ min: 0, max: 40 }), capacity: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(
        fc.array(session, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 10_000 }),
        (list, bps) => {
          const first = sharesAfter(bps, sessions(list.map(({ before }) => [0, 0, before])));
          const rows = list.map(({ before, capacity }, at) => [before, first.get(`s${at}`) ?? 0, capacity] as const);
          const result = sharesOf(rows, bps);
          const total = list.reduce((sum, { capacity }) => sum + capacity, 0);
          expect(result.reduce((sum, share) => sum + share, 0)).toBe(reserveOf(total, bps));
          expect(result.every((share, at) => share >= 0 && share <= (list[at]?.capacity ?? 0))).toBe(true);
        },
      ),
    );
  });
});

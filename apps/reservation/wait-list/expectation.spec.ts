import { expectationOf } from './expectation.js';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const NOW = day(1);
const at = (position: number, change: object = {}) =>
  expectationOf(NOW, { position, offered: 0, days: 28, openings: [], latest: day(30), ...change });

describe('when a unit may be expected', () => {
  it('is not invented where nothing is known', () => {
    expect(at(1)).toBeUndefined();
  });

  it.each([
    [1, day(5), 'opening'],
    [2, day(5), 'opening'],
    [3, day(7), 'release'],
  ])('at place %i: the first opening or release with units for all before, too', (position, when, basis) => {
    const openings = [
      { at: day(7), units: 4, basis: 'release' as const },
      { at: day(5), units: 2, basis: 'opening' as const },
    ];
    expect(at(position, { openings })).toEqual({ at: when, basis });
  });

  it.each([
    [1, 14, day(3)],
    [3, 14, day(7)],
    [2, 56, day(2)],
  ])('at place %i of a list that got %i units in 28 days', (position, offered, when) => {
    expect(at(position, { offered })).toEqual({ at: when, basis: 'rate' });
  });

  it('is the sooner of the two', () => {
    const openings = [{ at: day(4), units: 1, basis: 'opening' as const }];
    expect(at(1, { openings, offered: 28 })).toEqual({ at: day(2), basis: 'rate' });
    expect(at(1, { openings, offered: 1 })).toEqual({ at: day(4), basis: 'opening' });
  });

  it('is nothing after the window', () => {
    expect(at(3, { offered: 2 })).toBeUndefined();
  });
});

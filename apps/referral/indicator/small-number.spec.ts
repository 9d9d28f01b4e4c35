import { hiddenAmong } from './small-number.js';

describe('small figures (domain §11)', () => {
  it.each([
    ['nothing where none is small', [5, 12, 30], [false, false, false]],
    ['every one from 1 to 4, and no zero', [0, 1, 4, 5], [false, true, true, false]],
    ['a single one together with the next smallest, or the sum tells it', [30, 3, 12], [false, true, true]],
    ['a single one alone where it stands alone', [3], [true]],
    ['the first of two equal ones', [7, 7, 2, 0], [true, false, true, false]],
    ['nothing of nothing', [], []],
  ])('hides %s', (_, counts, hidden) => {
    expect(hiddenAmong(counts)).toEqual(hidden);
  });
});

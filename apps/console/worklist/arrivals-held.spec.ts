import { inside, standing } from './arrivals-held';

const item = (id: string, version = 1) => ({ id, version });

describe('a worklist into which items arrive', () => {
  it('keeps its order whatever the newest answer says', () => {
    const { rows } = standing([item('b'), item('a')], [item('a', 2), item('b')], new Set());
    expect(rows.map((row) => row.item)).toEqual([item('b'), item('a', 2)]);
  });

  it('holds back what has come since', () => {
    const { rows, arrived } = standing([item('a')], [item('x'), item('a')], new Set());
    expect(rows).toHaveLength(1);
    expect(arrived).toEqual([item('x')]);
  });

  it('says of a row that somebody has dealt with it', () => {
    const { rows } = standing([item('a'), item('b')], [item('b')], new Set(['b']));
    expect(rows).toEqual([
      { item: item('a'), gone: true, fresh: false },
      { item: item('b'), gone: false, fresh: true },
    ]);
  });
});

describe('the cursor', () => {
  it.each([
    [0, -1, 3, 0],
    [2, 1, 3, 2],
    [0, 1, 3, 1],
    [0, 1, 0, 0],
  ])('goes from %i by %i of %i to %i', (place, by, length, expected) => {
    expect(inside(place + by, length)).toBe(expected);
  });
});

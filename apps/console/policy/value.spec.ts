import { readTyped, said } from './value';

describe('a policy value', () => {
  it.each([
    ['2000', 2000],
    ['true', true],
    ['3wh', '3wh'],
    ['["a","b"]', ['a', 'b']],
    [' text ', 'text'],
    ['[broken', '[broken'],
  ])('is read from %s', (typed, value) => {
    expect(readTyped(typed)).toEqual(value);
  });

  it('is shown as it would be typed', () => {
    expect([said('3wh'), said(2000), said(['a'])]).toEqual(['3wh', '2000', '["a"]']);
  });
});

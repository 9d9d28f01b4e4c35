import { inBeijing, parseMove } from './moves.js';

const now = new Date('2026-11-30T16:30:00Z');

describe('a move of the business clock', () => {
  it.each([
    ['+5d', '2026-12-05T16:30:00.000Z'],
    ['+25h', '2026-12-01T17:30:00.000Z'],
    ['+30m', '2026-11-30T17:00:00.000Z'],
    ['2026-12-01T08:00:00+08:00', '2026-12-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseMove(text, now).toISOString()).toBe(expected);
  });

  it.each(['tomorrow', '+5', '-1d', '2026-12-01', '2026-12-01T08:00:00', '2026-13-01T08:00:00Z'])(
    'refuses %s',
    (text) => {
      expect(() => parseMove(text, now)).toThrow('Not an instant');
    },
  );

  it('refuses the past', () => {
    expect(() => parseMove('2026-11-30T08:00:00+08:00', now)).toThrow('it is 2026-12-01 00:30:00 +08:00');
  });

  it('shows the wall clock of the county', () => {
    expect(inBeijing(now)).toBe('2026-12-01 00:30:00 +08:00');
  });
});

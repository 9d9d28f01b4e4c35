import { holdsOn } from './dated.js';

describe('a dated row', () => {
  it('holds from its first day to the day before its end', () => {
    const row = { validFrom: '2026-01-01', validTo: '2026-03-06' };
    expect(['2025-12-31', '2026-01-01', '2026-03-05', '2026-03-06'].map((day) => holdsOn(row, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(holdsOn({ validFrom: '2026-01-01', validTo: null }, '2099-01-01')).toBe(true);
  });
});

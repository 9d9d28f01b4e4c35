import { holdsOn, localDate } from './local-date.js';

describe('local date', () => {
  it('changes at midnight in Shanghai', () => {
    expect(localDate(new Date('2026-03-05T15:59:59.999Z'))).toBe('2026-03-05');
    expect(localDate(new Date('2026-03-05T16:00:00.000Z'))).toBe('2026-03-06');
  });

  it('finds a dated row from its first day to the day before its end', () => {
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

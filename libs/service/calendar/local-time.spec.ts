import { localDate, plusDays } from './local-time.js';

describe('local time', () => {
  it('begins a day at midnight in Beijing', () => {
    expect(localDate(new Date('2026-03-05T15:59:59.999Z'))).toBe('2026-03-05');
    expect(localDate(new Date('2026-03-05T16:00:00.000Z'))).toBe('2026-03-06');
  });

  it('counts days of the calendar over the ends of months and years', () => {
    expect(plusDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(plusDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(plusDays('9999-12-31', 6)).toBe('9999-12-31');
  });
});

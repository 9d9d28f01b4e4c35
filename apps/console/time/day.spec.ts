import { daysOf, plusDays } from './day';

describe('days', () => {
  it('count over the end of a month', () => {
    expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysOf('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysOf('2026-03-02', '2026-03-01')).toEqual([]);
  });
});

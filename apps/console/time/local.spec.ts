import { fromLocal, toLocal } from './local';

describe('an instant in the county’s time', () => {
  it('is shown and typed as the wall clock says', () => {
    expect(toLocal('2026-03-06T00:20:00.000Z')).toBe('2026-03-06T08:20');
    expect(fromLocal('2026-03-06T08:20')).toBe('2026-03-06T08:20:00+08:00');
    expect(new Date(fromLocal(toLocal('2026-12-31T16:05:00Z'))!).toISOString()).toBe('2026-12-31T16:05:00.000Z');
  });

  it('is nothing where nothing was typed', () => {
    expect(toLocal(undefined)).toBe('');
    expect(fromLocal('')).toBeUndefined();
  });
});

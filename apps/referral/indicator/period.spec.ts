import { periodOf } from './period.js';

/** 01:00 of 7 March in the county. */
const NOW = new Date('2026-03-06T17:00:00Z');

describe('the period of a report', () => {
  it.each([
    [{}, { from: '2026-03-07', to: '2026-03-07' }],
    [{ from: '2026-03-01' }, { from: '2026-03-01', to: '2026-03-07' }],
    [{ to: '2026-03-05' }, { from: '2026-03-05', to: '2026-03-05' }],
    [{ from: '2026-04-01' }, { from: '2026-04-01', to: '2026-04-01' }],
  ])('of %j is %j', (asked, period) => {
    expect(periodOf(asked, NOW)).toEqual(period);
  });

  it.each([{ from: '2025-01-01' }, { from: '2026-03-02', to: '2026-03-01' }])('is refused: %j', (asked) => {
    expect(() => periodOf(asked, NOW)).toThrow(expect.objectContaining({ status: 422, code: 'RANGE_TOO_LONG' }));
  });
});

import { clockOf } from './left';

describe('what is left of a hold', () => {
  it('is counted down to nothing', () => {
    expect(clockOf(300_000)).toBe('5:00');
    expect(clockOf(247_001)).toBe('4:08');
    expect(clockOf(999)).toBe('0:01');
    expect(clockOf(-5)).toBe('0:00');
  });
});

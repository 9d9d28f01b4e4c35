import { percent, yuan } from './money';

describe('money and shares', () => {
  it('are said as people write them', () => {
    expect(yuan(600_000)).toBe('¥6,000');
    expect(yuan(172_550)).toBe('¥1,725.50');
    expect(percent(7500)).toBe('75%');
    expect(percent(6666)).toBe('66.66%');
  });
});

import { mayHold } from './lease';

describe('which tab holds the stream', () => {
  it('is the first one, as long as it says so', () => {
    expect(mayHold(undefined, 'a', 0, true)).toBe(true);
    expect(mayHold({ tab: 'a', at: 0 }, 'a', 99_000, true)).toBe(true);
    expect(mayHold({ tab: 'a', at: 0 }, 'b', 5_000, true)).toBe(false);
  });

  it('is another one soon after the first has fallen silent, if somebody looks at it', () => {
    expect(mayHold({ tab: 'a', at: 0 }, 'b', 9_000, true)).toBe(true);
    expect(mayHold({ tab: 'a', at: 0 }, 'b', 9_000, false)).toBe(false);
    expect(mayHold({ tab: 'a', at: 0 }, 'b', 80_000, false)).toBe(true);
  });
});

import { EDGES, type Fate, type Happening, isDoubtful, meaningOf, next, pauseAfter } from './outbox.machine';

describe('the outbox of the light mode', () => {
  it.each([
    ['an answer', 201, '', 'answer'],
    ['taken, answer to follow', 202, '', 'answer'],
    ['no network, or the answer was lost', 0, 'UNREACHABLE', 'postpone'],
    ['the session ended', 401, 'NOT_AUTHENTICATED', 'postpone'],
    ['the first sending still runs', 409, 'KEY_IN_PROGRESS', 'postpone'],
    ['too many requests', 429, 'TOO_MANY_REQUESTS', 'postpone'],
    ['the service is away', 503, 'UNAVAILABLE', 'postpone'],
    ['a fault of the house', 500, 'INTERNAL', 'postpone'],
    ['an open referral is there already', 409, 'DUPLICATE', 'refuse'],
    ['wrong fields', 422, 'RULES_BROKEN', 'refuse'],
    ['a key with another body', 422, 'KEY_REUSED', 'refuse'],
    ['not his to send', 403, 'FORBIDDEN', 'refuse'],
    ['an unknown patient', 404, 'NOT_FOUND', 'refuse'],
  ])('reads %s', (_what, status, code, meaning) => {
    expect(meaningOf(status, code)).toBe(meaning);
  });

  it.each<[string, Happening[], Fate | undefined]>([
    ['is sent', ['send', 'take', 'answer'], 'sent'],
    ['waits for the network', ['send', 'take', 'postpone'], 'waiting'],
    ['is taken over when its tab died while sending', ['send', 'take', 'take', 'answer'], 'sent'],
    ['is mended after a refusal', ['send', 'take', 'refuse', 'mend', 'send', 'take', 'answer'], 'sent'],
    ['goes on from a visit to a referral', ['send', 'take', 'visit-answer', 'refer', 'send', 'take', 'answer'], 'sent'],
    ['is looked at by a person when the key may be forgotten', ['send', 'doubt'], 'doubtful'],
    ['is never edited while it may be on its way', ['send', 'mend'], undefined],
    ['is never sent again once it was answered', ['send', 'take', 'answer', 'send'], undefined],
  ])('a draft %s', (_what, happenings, fate) => {
    expect(happenings.reduce<Fate | undefined>((at, one) => at && next(at, one), 'draft')).toBe(fate);
  });

  it('leaves nothing without a way out but what was sent', () => {
    const ends = [...new Set(EDGES.map(([, , to]) => to))].filter((fate) => !EDGES.some(([from]) => from === fate));
    expect(ends).toEqual(['sent']);
  });

  it('waits longer after each attempt, at most five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(pauseAfter)).toEqual([2, 2, 5, 15, 60, 300, 300].map((s) => s * 1_000));
  });

  it('doubts what was first sent longer ago than the keys are remembered', () => {
    expect(isDoubtful(undefined, 1e12)).toBe(false);
    expect(isDoubtful(1e12, 1e12 + 65 * 3_600_000)).toBe(false);
    expect(isDoubtful(1e12, 1e12 + 67 * 3_600_000)).toBe(true);
  });
});

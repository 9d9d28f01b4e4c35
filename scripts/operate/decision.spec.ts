import { decisionFor } from './decision.js';

const letter = (messageId: string) => ({ messageId, name: 'n', reason: 'R', attempt: 1, failedAt: '' });
const decisions = (...words: string[]) => ['a', 'b'].map((id) => decisionFor(words)(letter(id)));

describe('what an operator wants done with dead letters', () => {
  it.each<[string[], string[]]>([
    [[], ['leave', 'leave']],
    [['list'], ['leave', 'leave']],
    [
      ['put-back', 'all'],
      ['put-back', 'put-back'],
    ],
    [
      ['put-back', 'b'],
      ['leave', 'put-back'],
    ],
    [
      ['discard', 'a'],
      ['discard', 'leave'],
    ],
  ])('%j', (words, expected) => {
    expect(decisions(...words)).toEqual(expected);
  });

  it.each([[['discard', 'all']], [['discard']], [['put-back']], [['put-back', 'a', 'all']], [['drop', 'a']]])(
    'refuses %j',
    (words) => {
      expect(() => decisionFor(words)).toThrow(RangeError);
    },
  );
});

import { Problem } from '../problem/problem';
import { isFinal } from './send';

describe('an answer to a form that was sent', () => {
  it('ends the act where the API has decided', () => {
    expect(isFinal(new Problem(422, 'RULES_BROKEN', '', []))).toBe(true);
    expect(isFinal(new Problem(409, 'OPEN_REFERRAL', '', []))).toBe(true);
  });

  it('leaves it open where the same act may have been done', () => {
    for (const problem of [
      Problem.unreachable(undefined),
      new Problem(503, 'UNAVAILABLE', '', []),
      new Problem(401, 'NOT_AUTHENTICATED', '', []),
      new Problem(409, 'KEY_IN_PROGRESS', '', []),
    ]) {
      expect(isFinal(problem)).toBe(false);
    }
  });
});

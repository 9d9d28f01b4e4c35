import type { DeadLetter, Decision } from '#messaging/put-back.js';

const USAGE = 'npm run dead-letters -- list | put-back all | put-back <message id>… | discard <message id>…';

/**
 * What the operator's words mean for each dead letter.
 * @throws RangeError that tells the words there are
 */
export function decisionFor([verb, ...ids]: readonly string[]): (letter: DeadLetter) => Decision {
  if (verb === undefined || (verb === 'list' && ids.length === 0)) return () => 'leave';
  if (verb === 'put-back' && ids.length === 1 && ids[0] === 'all') return () => 'put-back';
  // What is discarded is gone: never all at once.
  if ((verb === 'put-back' || verb === 'discard') && ids.length > 0 && !ids.includes('all')) {
    return (letter) => (ids.includes(letter.messageId) ? verb : 'leave');
  }
  throw new RangeError(USAGE);
}

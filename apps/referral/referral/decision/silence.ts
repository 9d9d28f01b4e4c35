import type { Guarded } from '../road/guard.js';
import { redirected } from '../road/leaving.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import { goesOn, redirectedTo, untried } from './redirect.js';

/** T15 by S: nobody decided until L2 (domain §8.3). Where no candidate is left any more, that is noted and it stays. */
export function passOnSilence(at: Guarded): Passage {
  const [next] = untried(at.row);
  const to = next && goesOn(at) ? at.network.institution(next.institution) : undefined;
  if (!to) {
    const noted = { event: 'no-decision', transition: 'T15', who: SYSTEM_ACTOR, change: { noDecisionAt: null } };
    return move(enter(at.row), noted, at.terms);
  }
  return move(
    enter(at.row),
    {
      event: 'redirected',
      transition: 'T15',
      to: 'submitted',
      who: SYSTEM_ACTOR,
      reason: 'no-decision',
      detail: { cause: 'no-decision', from: at.row.toInstitution, to: to.code },
      change: redirectedTo(at, to, untried(at.row)),
      message: redirected('no-decision'),
    },
    at.terms,
  );
}

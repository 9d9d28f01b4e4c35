import { after } from '#service/rules/working-hours.js';
import type { Guarded } from '../road/guard.js';
import { redirected } from '../road/leaving.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import { acceptedWhereAutomatic, nextChoice, redirectedTo, untried } from './redirect.js';

/**
 * T15 by S: nobody decided until L2 (domain §8.3). Where no candidate is left, or the hops are used up, finding a way is
 * a task of the desk, with its own deadline.
 */
export function passOnSilence(at: Guarded): Passage {
  const next = nextChoice(at);
  if (!next) return taskOfTheDesk(at);
  const { to, candidates, passedOver } = next;
  const redirection = move(
    enter(at.row),
    {
      event: 'redirected',
      transition: 'T15',
      to: 'submitted',
      who: SYSTEM_ACTOR,
      reason: 'no-decision',
      detail: { cause: 'no-decision', from: at.row.toInstitution, to: to.code, left: codesOf(candidates), passedOver },
      change: redirectedTo(at, to, candidates),
      message: redirected('no-decision'),
    },
    at.terms,
  );
  return acceptedWhereAutomatic(redirection, at);
}

function taskOfTheDesk({ row, terms }: Guarded): Passage {
  const wayBy = after(terms.now, terms.limit('route.taskWithin'), terms.calendar).toISOString();
  return move(
    enter(row),
    {
      event: 'no-decision',
      transition: 'T15',
      who: SYSTEM_ACTOR,
      detail: {
        task: 'find-a-way',
        because: untried(row).length > 0 ? 'hops-used' : 'no-candidate-left',
        dueAt: wayBy,
      },
      change: { noDecisionAt: null, progress: { ...row.progress, wayBy } },
    },
    terms,
  );
}

const codesOf = (candidates: readonly { institution: string }[]) => candidates.map(({ institution }) => institution);

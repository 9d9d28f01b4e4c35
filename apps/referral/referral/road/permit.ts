import { Problem } from '#service/problem/problem.js';
import { illegalTransition, legalStep, type ReferralStep } from '../machine/referral.machine.js';
import type { EventName } from '../machine/vocabulary.js';
import { refusalOf } from './guard.js';
import type { Situation } from './situation.js';

/**
 * The step that the caller may take by `event` now.
 * @throws Problem 403 if the caller is nobody to this referral, or may not decide; 409 if the state, or a guard of
 * the transition, does not allow it
 */
export function permit(at: Situation, event: EventName): ReferralStep {
  if (at.actors.length === 0) {
    throw new Problem({ status: 403, code: 'NOT_YOUR_REFERRAL', detail: 'You have no part in this referral.' });
  }
  let refusal: string | undefined;
  for (const actor of at.actors) {
    const step = legalStep(at.row.state, event, actor, at.row.direction);
    if (!step) continue;
    refusal = refusalOf(step.transition.id, at, actor);
    if (!refusal) return step;
  }
  if (!refusal) throw illegalTransition(at.row.state, at.actors, at.row.direction);
  const status = refusal === 'NOT_DELEGATED' ? 403 : 409;
  throw new Problem({ status, code: refusal, detail: DETAILS[refusal] ?? 'This referral does not allow it now.' });
}

const DETAILS: Readonly<Record<string, string>> = {
  NOT_DELEGATED: 'The department has not delegated its decisions to the referral desk.',
  RETURNED_TOO_OFTEN: 'A form may be returned only twice.',
  NOT_FOR_U1: 'A U1 referral is neither returned nor rejected.',
  NO_UNIT_TO_CONFIRM: 'There is no held unit to confirm, or a request is still being answered.',
  NO_UNIT_TO_ASK_FOR: 'No unit can be asked for, or a request is still being answered.',
  NO_UNIT_TO_MOVE: 'There is no booked unit to move, or a request is still being answered.',
  UNIT_WANTED: 'This referral waits for a unit; a first contact cannot be set by hand.',
  TOO_MANY_HOPS: 'The referral has been redirected as often as it may.',
  QUERIED_BEFORE: 'The outcome has been queried once already.',
  NOTHING_TO_ACKNOWLEDGE: 'There is no ending of the other side to acknowledge.',
  EXTENDED_BEFORE: 'The validity can be extended only once.',
};

import { forbidden, Problem } from '#service/problem/problem.js';
import { illegalTransition, legalStep, type ReferralStep, stepsAllowed } from '../machine/referral.machine.js';
import type { ActorCode, EventName } from '../machine/vocabulary.js';
import { type Guarded, refusalOf } from './guard.js';
import type { Situation } from './situation.js';

/**
 * The step that the caller may take by `event` now.
 * @throws Problem 403 if the caller is nobody to this referral, or may not decide; 409 if the state, or a guard of
 * the transition, does not allow it, with what is allowed instead
 */
export function permit(at: Situation, event: EventName): ReferralStep {
  if (at.actors.length === 0) {
    throw forbidden('NOT_YOUR_REFERRAL', 'You have no part in this referral.');
  }
  let refusal: string | undefined;
  for (const actor of at.actors) {
    const step = legalStep(at.row.state, event, actor, at.row.direction);
    if (!step) continue;
    refusal = refusalOf(step.transition.id, at, actor);
    if (!refusal) return step;
  }
  const allowed = eventsOpen(at, at.actors);
  if (!refusal) throw illegalTransition(at.row.state, allowed);
  const status = refusal === 'NOT_DELEGATED' ? 403 : 409;
  throw new Problem({ status, code: refusal, detail: detailOf(refusal), more: { state: at.row.state, allowed } });
}

/** What these actors may do on this version, the guards included. */
function eventsOpen(at: Guarded, actors: readonly ActorCode[]): EventName[] {
  const { state, direction } = at.row;
  const open = stepsAllowed(state, actors, direction).filter((row) =>
    row.actors.some((actor) => actors.includes(actor) && !refusalOf(row.id, at, actor)),
  );
  return open.map((row) => row.event);
}

/** A refusal of a guard in words. */
export const detailOf = (refusal: string): string => DETAILS[refusal] ?? 'This referral does not allow it now.';

const DETAILS: Readonly<Record<string, string>> = {
  NOT_DELEGATED: 'The department has not delegated its decisions to the referral desk.',
  RETURNED_TOO_OFTEN: 'A form may be returned only twice.',
  NOT_FOR_U1: 'A U1 referral is neither returned nor rejected.',
  ONLY_FOR_U1: 'Only an emergency has this step.',
  NO_UNIT_TO_CONFIRM: 'There is no held unit to confirm, or a request is still being answered.',
  NO_UNIT_TO_ASK_FOR: 'No unit can be asked for, or a request is still being answered.',
  NOTHING_TO_WAIT_FOR: 'No unit is wanted, one is held, the referral waits already, or a request is being answered.',
  NO_UNIT_TO_MOVE: 'There is no booked unit to move, or a request is still being answered.',
  UNIT_WANTED: 'This referral waits for a unit; a first contact cannot be set by hand.',
  TOO_MANY_HOPS: 'The referral has been redirected as often as it may.',
  NOT_MISSED_YET: 'The time of the unit is not over, or the team has not tried often enough to reach the patient.',
  REOPENED_BEFORE: 'A missed referral is opened again only once.',
  ANOTHER_DAY: 'A missed patient is taken late on the same day only.',
  NOT_TO_EXPIRE: 'Only a U2 referral whose validity is over is ended by its doctor; others expire by the clock.',
  QUERIED_BEFORE: 'The outcome has been queried once already.',
  NOTHING_TO_ACKNOWLEDGE: 'There is no ending of the other side to acknowledge.',
  EXTENDED_BEFORE: 'The validity can be extended only once.',
  ALERT_ACKNOWLEDGED: 'Somebody has taken note of this emergency already.',
  FORM_IS_COMPLETE: 'The form of this emergency is complete.',
  DEPARTED_BEFORE: 'The departure has been recorded already.',
  VOID_REQUESTED: 'Medical affairs has asked for this already; the consortium office must answer.',
  NO_VOID_REQUEST: 'Nobody of medical affairs has asked for this referral to be voided.',
};

import { type Direction, REFERRAL_STATES, type ReferralState, TERMINAL_STATES } from '#contracts/codes.js';
import { allowed as allowedBy, build, next } from '#machine/machine.js';
import { conflict, type Problem } from '#service/problem/problem.js';
import { CLOSING } from './closing.transitions.js';
import { FACTS } from './fact.transitions.js';
import { PLACING } from './placing.transitions.js';
import type { ActorCode, EventName, ReferralTransition } from './vocabulary.js';

/** The one machine of all directions (domain §5); a fault in the table stops the process at its start. */
export const REFERRAL_MACHINE = build({
  states: REFERRAL_STATES,
  terminal: TERMINAL_STATES,
  exitsOfTerminal: ['T35'],
  transitions: [...PLACING, ...CLOSING, ...FACTS],
});

export interface ReferralStep {
  readonly transition: ReferralTransition;
  readonly to: ReferralState;
  readonly actor: ActorCode;
}

/** The step that `actor` may take by `event`; undefined where no row of the table says so. */
export function legalStep(
  state: ReferralState,
  event: EventName,
  actor: ActorCode,
  direction: Direction,
): ReferralStep | undefined {
  const step = next(REFERRAL_MACHINE, state, event, actor, direction);
  return step.ok ? { transition: step.transition, to: step.to, actor } : undefined;
}

/** 409 with what the caller may do instead (domain §5.2). */
export function illegalTransition(state: ReferralState, allowed: readonly EventName[]): Problem {
  return conflict('ILLEGAL_TRANSITION', `In state ${state} this cannot be done by you.`, { state, allowed });
}

/** Everything that `actors` may do in `state`. */
export function stepsAllowed(
  state: ReferralState,
  actors: readonly ActorCode[],
  direction: Direction,
): ReferralTransition[] {
  return allowedBy(REFERRAL_MACHINE, state, actors, direction);
}

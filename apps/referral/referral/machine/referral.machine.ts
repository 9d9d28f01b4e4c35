import { type Direction, REFERRAL_STATES, type ReferralState, TERMINAL_STATES } from '#contracts/codes.js';
import { allowed, build, next } from '#machine/machine.js';
import { Problem } from '#service/problem/problem.js';
import { CLOSING } from './closing.transitions.js';
import { FACTS, PLACING } from './placing.transitions.js';
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

/**
 * The step of the first of `actors` that may take it.
 * @throws Problem 409 `ILLEGAL_TRANSITION` with what these actors may do instead.
 */
export function stepOf(
  state: ReferralState,
  event: EventName,
  actors: readonly ActorCode[],
  direction: Direction,
): ReferralStep {
  for (const actor of actors) {
    const step = next(REFERRAL_MACHINE, state, event, actor, direction);
    if (step.ok) return { transition: step.transition, to: step.to, actor };
  }
  const instead = allowed(REFERRAL_MACHINE, state, actors, direction).map((row) => row.event);
  throw new Problem({
    status: 409,
    code: 'ILLEGAL_TRANSITION',
    detail: `In state ${state} this cannot be done by you.`,
    more: { state, allowed: instead },
  });
}

/** True if the step is legal; used by consumers to see that an answer is late. */
export function mayStep(state: ReferralState, event: EventName, actor: ActorCode, direction: Direction): boolean {
  return next(REFERRAL_MACHINE, state, event, actor, direction).ok;
}

/** Everything that `actors` may do in `state`. */
export function stepsAllowed(
  state: ReferralState,
  actors: readonly ActorCode[],
  direction: Direction,
): ReferralTransition[] {
  return allowed(REFERRAL_MACHINE, state, actors, direction);
}

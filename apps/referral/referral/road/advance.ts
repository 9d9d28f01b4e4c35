import type { EventName } from '../machine/vocabulary.js';
import { permit } from './permit.js';
import { enter, type Move, move, type Passage } from './road.js';
import type { Situation } from './situation.js';

/** What a step adds to the transition that the machine found for it. */
export type Told = Omit<Move, 'transition' | 'to' | 'who'>;

/**
 * The one way of a command: may this caller do it now, and if so, the step with its history and message.
 * @throws Problem 403, 409 as {@link permit}
 */
export function advance(at: Situation, event: EventName, told: Told): Passage {
  const step = permit(at, event);
  const how = { transition: step.transition.id, to: step.to, who: at.who(step.actor) };
  return move(enter(at.row), { ...told, ...how }, at.terms);
}

/**
 * Notes that the caller asks for a step that only somebody else can grant, reservation or another centre: no
 * transition yet (architecture §3). @throws Problem as {@link permit}
 */
export function ask(at: Situation, event: EventName, told: Told): Passage {
  const step = permit(at, event);
  return move(enter(at.row), { ...told, transition: step.transition.id, who: at.who(step.actor) }, at.terms);
}

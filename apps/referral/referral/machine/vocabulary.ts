import { type Direction, REFERRAL_STATES, type ReferralState, TERMINAL_STATES } from '#contracts/codes.js';
import type { Transition } from '#machine/machine.js';

/**
 * Who acts, seen from the referral (domain §5.1): R referring doctor or named deputy, C clerk or team member for R,
 * T the team member alone, V receiving doctor, K desk of the receiver, A arrival desk, ward nurse or HIS feed, P patient, S system, M medical
 * affairs, O consortium office, H whoever serves the centre that is asked to take an emergency over.
 */
export const ACTORS = ['R', 'C', 'T', 'V', 'K', 'A', 'P', 'S', 'M', 'O', 'H'] as const;
export type ActorCode = (typeof ACTORS)[number];

/** What somebody wants to happen; the machine answers where it leads. */
export const EVENTS = [
  'draft',
  'submit',
  'review',
  'return-form',
  'answer',
  'accept',
  'reject',
  'reserve',
  'wait',
  'confirm',
  'set-first-contact',
  'lapse',
  'displace',
  'reschedule',
  'redirect',
  'arrive',
  'miss',
  'reopen',
  'cancel',
  'expire',
  'start-care',
  'return-outcome',
  'link-onward',
  'query-outcome',
  'acknowledge-for-follow-up',
  'acknowledge',
  'record-follow-up',
  'enter-retro',
  'void',
  'acknowledge-alert',
  'acknowledge-ending',
  'extend',
  'complete-form',
  'depart',
  'attempt-contact',
  'request-void',
  'refuse-void',
  'take-over',
] as const;
export type EventName = (typeof EVENTS)[number];

export type ReferralTransition = Transition<ReferralState, EventName, ActorCode, Direction>;

/** From the submit to the last step before the end. */
export const UNDER_WAY: readonly ReferralState[] = REFERRAL_STATES.filter(
  (state) => state !== 'draft' && !TERMINAL_STATES.includes(state),
);

export const ALL: readonly Direction[] = ['up', 'lateral', 'down'];
export const UP_OR_LATERAL: readonly Direction[] = ['up', 'lateral'];
export const UP: readonly Direction[] = ['up'];
export const DOWN: readonly Direction[] = ['down'];

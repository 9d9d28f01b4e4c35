import type { MessageName } from '#contracts/catalogue.js';
import type { TemplateCode } from '../words/templates.js';
import type { WaysName } from './ways.js';

/** Who is meant, in the words of domain §10; `posts.ts` finds the audience. */
export const RECIPIENTS = [
  /** Who sent the referral. */
  'referring-doctor',
  /** Who takes referrals in at the target: its desk; for a down-referral its family doctors. */
  'receiving-desk',
  /** Who treats at the target: doctors of the department; for a down-referral its family doctors. */
  'receiving-doctors',
  /** The family doctors who may use the reserve of the hospital, house by house. */
  'contract-family-doctors',
  /** The family doctors of the house that sent the referral. */
  'referring-team',
  /** Who ordered the exam. */
  'ordering-doctor',
  /** The family doctors of the team under contract. */
  'contract-team',
  /** The desk of the hospital whose supply it is. */
  'hospital-desk',
  /** Whose turn it is on the ladder, as the message names the role. */
  'rung-owner',
  /** The desk and the doctors of the centre that is called for an emergency. */
  'called-desk',
  'called-doctors',
  /** The office of the consortium, at its lead institution. */
  'consortium-office',
  /** Medical affairs of the hospital that asked for something; for what nobody names, of the hospital's side. */
  'medical-affairs',
  /** Every consortium office of the county: what goes wrong in its houses, never a patient. */
  'county-offices',
  /** Who takes a down-referral in. */
  'receiving-team',
  /** The patient, and the person named as contact: they have no account, so nothing but their telephone reaches them. */
  'patient',
  'contact',
  /** The county's health authority: news of the reserve, never of a patient. */
  'county-authority',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** A `task` waits for somebody's act, an `info` does not. A task of class U1 or U2 becomes `urgent`. */
export type Weight = 'task' | 'info';

/** When a row is meant only in one case. */
export type Condition =
  /** Told is the side that did not act. */
  | 'ended-by-referrer'
  | 'ended-by-receiver'
  /** Two persons have found it entered in error (T33). */
  | 'voided'
  /** A booking is new, or has moved (T14). */
  | 'booked'
  | 'moved'
  /** A unit is gone because its hold ended, or because the hospital took it away (T13). */
  | 'lapsed'
  | 'displaced'
  /** The last rung: the authority first, then the office again and again. */
  | 'to-authority'
  | 'to-office'
  /** A change of supply leaves persons to be placed by the desk, or none. */
  | 'tasks-left'
  | 'none-left'
  /** The unit waits for the patient's word: the receiver has accepted. */
  | 'reserved'
  /** A hand-back to a primary team, or any other referral. */
  | 'down'
  | 'not-down';

export interface PlanRow<To extends string = Recipient> {
  readonly to: To;
  readonly template: TemplateCode;
  readonly weight: Weight;
  readonly ways: WaysName;
  readonly only?: Condition;
}

/** The messages that tell somebody something by a fixed row; `referral.overdue` climbs a ladder instead. */
export type PlannedMessage = Exclude<
  Extract<
    MessageName,
    `${'referral' | 'critical-centre' | 'result' | 'network' | 'supply' | 'reserve' | 'anomaly' | 'waitlist' | 'calendar'}.${string}`
  >,
  | 'referral.overdue.v1'
  | 'supply.counted.v1'
  | 'reserve.gaming-suspected.v1'
  | 'calendar.published.v1'
  | 'referral.unit-requested.v1'
  | 'referral.wait-requested.v1'
  | 'referral.confirmation-requested.v1'
  | 'referral.reschedule-requested.v1'
  | `referral.form-hold-${string}`
>;

/** What is told when a time has come, without a message. */
export const TIMED_EVENTS = [
  'reminder.day-before',
  'reminder.hours-before',
  'hold.ending',
  'down.waiting',
  'follow-up.due',
  'follow-up.overdue',
  'duty.nobody',
  'report.quarter-near',
  'report.half-year-near',
] as const;
export type TimedEvent = (typeof TIMED_EVENTS)[number];

/** One row of a table of who is told what. */
export const told = <To extends string>(
  to: To,
  template: TemplateCode,
  weight: Weight,
  ways: WaysName = 'app',
  only?: Condition,
): PlanRow<To> => (only ? { to, template, weight, ways, only } : { to, template, weight, ways });

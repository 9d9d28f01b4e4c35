import type { MessageName } from '#contracts/catalogue.js';
import type { TemplateCode } from '../words/templates.js';

/** Who is meant, in the words of domain §10; `recipients.ts` finds the audience. */
export const RECIPIENTS = [
  /** Who sent the referral. */
  'referring-doctor',
  /** Who takes referrals in at the target: its desk; for a down-referral its family doctors. */
  'receiving-desk',
  /** Who treats at the target: doctors of the department; for a down-referral its family doctors. */
  'receiving-doctors',
  /** All family doctors of the county. */
  'county-family-doctors',
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
  /** A change of supply leaves persons to be placed by the desk, or none. */
  /** The last rung: the authority first, then the office again and again. */
  | 'to-authority'
  | 'to-office'
  | 'tasks-left'
  | 'none-left';

export interface PlanRow {
  readonly to: Recipient;
  readonly template: TemplateCode;
  readonly weight: Weight;
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

const told = (to: Recipient, template: TemplateCode, weight: Weight, only?: Condition): PlanRow =>
  only ? { to, template, weight, only } : { to, template, weight };

/**
 * Who is told what in the app (domain §10), one line for each event and recipient. Events that §10 does not name follow
 * the worklists of §5.2: whoever must act next, and whoever's act was answered. Patients have no account in the app.
 */
export const PLAN: Readonly<Record<PlannedMessage, readonly PlanRow[]>> = {
  'referral.submitted.v1': [
    told('receiving-desk', 'submitted', 'task'),
    told('receiving-doctors', 'submitted', 'task'),
  ],
  'referral.resubmitted.v1': [
    told('receiving-desk', 'resubmitted', 'task'),
    told('receiving-doctors', 'resubmitted', 'task'),
  ],
  'referral.redirected.v1': [
    told('referring-doctor', 'redirected', 'info'),
    told('receiving-desk', 'submitted', 'task'),
    told('receiving-doctors', 'submitted', 'task'),
  ],
  'referral.offered.v1': [told('receiving-desk', 'offered', 'task'), told('referring-doctor', 'held', 'info')],
  'referral.review-started.v1': [told('referring-doctor', 'review-started', 'info')],
  'referral.returned.v1': [told('referring-doctor', 'returned', 'task')],
  'referral.accepted.v1': [told('referring-doctor', 'accepted', 'info')],
  'referral.rejected.v1': [told('referring-doctor', 'rejected', 'task')],
  'referral.waitlisted.v1': [told('referring-doctor', 'waitlisted', 'info')],
  'referral.wait-ended.v1': [told('referring-doctor', 'wait-ended', 'task')],
  'referral.reserved.v1': [told('referring-doctor', 'reserved', 'task')],
  'referral.reoffered.v1': [
    told('referring-doctor', 'reoffered', 'task', 'lapsed'),
    told('referring-doctor', 'displaced', 'task', 'displaced'),
    told('referring-team', 'displaced', 'info', 'displaced'),
    told('receiving-desk', 'displaced', 'info', 'displaced'),
  ],
  'referral.confirmed.v1': [
    told('referring-doctor', 'confirmed', 'info', 'booked'),
    told('referring-doctor', 'rescheduled', 'info', 'moved'),
    told('receiving-desk', 'rescheduled', 'info', 'moved'),
  ],
  'referral.extended.v1': [told('receiving-desk', 'extended', 'info')],
  'referral.cancelled.v1': [
    told('receiving-desk', 'cancelled', 'info', 'ended-by-referrer'),
    told('referring-doctor', 'cancelled-by-receiver', 'task', 'ended-by-receiver'),
    told('referring-doctor', 'voided', 'task', 'voided'),
    told('receiving-desk', 'voided', 'info', 'voided'),
  ],
  'referral.void-requested.v1': [told('consortium-office', 'void-requested', 'task')],
  'referral.expiry-near.v1': [told('referring-doctor', 'expiry-near', 'task')],
  'referral.patient-died.v1': [
    told('referring-doctor', 'patient-died', 'task'),
    told('receiving-desk', 'patient-died', 'info'),
  ],
  'critical-centre.alerted.v1': [
    told('called-desk', 'centre-alerted', 'task'),
    told('called-doctors', 'centre-alerted', 'task'),
  ],
  'referral.alert-acknowledged.v1': [
    told('referring-doctor', 'alert-acknowledged', 'info'),
    told('receiving-desk', 'alert-acknowledged', 'info'),
  ],
  'referral.form-completed.v1': [told('receiving-desk', 'form-completed', 'info')],
  'referral.departed.v1': [told('receiving-desk', 'departed', 'info')],
  'referral.expired.v1': [told('referring-doctor', 'expired', 'task'), told('receiving-desk', 'expired', 'info')],
  'referral.ending-acknowledged.v1': [told('receiving-desk', 'ending-acknowledged', 'info')],
  'referral.no-show.v1': [told('referring-doctor', 'no-show', 'task')],
  'referral.reopened.v1': [told('receiving-desk', 'reopened', 'info')],
  'referral.arrived.v1': [told('referring-doctor', 'arrived', 'info')],
  'referral.care-started.v1': [told('referring-doctor', 'care-started', 'info')],
  'referral.interim-reported.v1': [told('referring-doctor', 'interim-reported', 'info')],
  'referral.outcome-returned.v1': [told('referring-doctor', 'outcome-returned', 'task')],
  'referral.outcome-queried.v1': [told('receiving-doctors', 'outcome-queried', 'task')],
  'referral.outcome-acknowledged.v1': [told('receiving-doctors', 'outcome-acknowledged', 'info')],
  'referral.closed.v1': [told('referring-doctor', 'closed', 'info')],
  'network.changed.v1': [
    told('hospital-desk', 'network-changed', 'info'),
    told('county-authority', 'network-changed', 'info'),
  ],
  'result.ready.v1': [told('ordering-doctor', 'result-ready', 'task'), told('contract-team', 'result-ready', 'task')],
  'supply.published.v1': [told('county-family-doctors', 'reserve-opened', 'info')],
  'supply.changed.v1': [
    told('hospital-desk', 'displaced-open', 'task', 'tasks-left'),
    told('hospital-desk', 'supply-changed', 'info', 'none-left'),
  ],
  'reserve.floor-shortfall.v1': [
    told('hospital-desk', 'floor-shortfall', 'task'),
    told('county-authority', 'floor-shortfall', 'info'),
  ],
  'reserve.released.v1': [told('county-family-doctors', 'reserve-released', 'info')],
  'reserve.returned.v1': [told('hospital-desk', 'reserve-returned', 'info')],
  'reserve.low.v1': [told('county-family-doctors', 'reserve-low', 'info')],
  'reserve.release-soon.v1': [told('county-family-doctors', 'reserve-release-soon', 'info')],
  'waitlist.stalled.v1': [
    told('hospital-desk', 'waitlist-stalled', 'task'),
    told('referring-team', 'waitlist-stalled', 'info'),
  ],
  'calendar.missing.v1': [told('county-authority', 'calendar-missing', 'task')],
  'anomaly.signalled.v1': [told('county-authority', 'anomaly-signalled', 'info')],
  'anomaly.raised.v1': [told('hospital-desk', 'pool-frozen', 'task'), told('county-authority', 'pool-frozen', 'task')],
};

/**
 * The escalation ladder (domain §6): referral says which rung is due and whose role it is; every rung tells that post.
 * The authority (L5) reads a report without anybody's identity.
 */
export const LADDER: Readonly<Record<string, readonly PlanRow[]>> = {
  L0: [told('rung-owner', 'overdue', 'task')],
  L1: [told('rung-owner', 'overdue', 'task')],
  L2: [told('rung-owner', 'overdue', 'task')],
  L3: [told('rung-owner', 'overdue', 'task')],
  L4: [told('rung-owner', 'overdue', 'task')],
  L5: [
    told('rung-owner', 'overdue-report', 'info', 'to-authority'),
    told('rung-owner', 'overdue', 'task', 'to-office'),
  ],
};

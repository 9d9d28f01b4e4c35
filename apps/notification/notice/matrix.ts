import { type PlannedMessage, type PlanRow, type TimedEvent, told } from './plan.js';

/**
 * Who is told what on which channel: one line for each event and recipient (domain §10). Events that §10 does not name
 * follow the worklists of §5.2: whoever must act next, and whoever's act was answered. The same table stands in
 * docs/notification-matrix.md.
 */
export const PLAN: Readonly<Record<PlannedMessage | TimedEvent, readonly PlanRow[]>> = {
  'referral.submitted.v1': [
    told('receiving-desk', 'submitted', 'task', 'app-call', 'not-down'),
    told('receiving-doctors', 'submitted', 'task', 'app-call', 'not-down'),
    told('receiving-team', 'submitted', 'task', 'app', 'down'),
    told('patient', 'patient-down-submitted', 'info', 'sms', 'down'),
  ],
  'referral.resubmitted.v1': [
    told('receiving-desk', 'resubmitted', 'task', 'app-call'),
    told('receiving-doctors', 'resubmitted', 'task', 'app-call'),
  ],
  'referral.redirected.v1': [
    told('referring-doctor', 'redirected', 'info'),
    told('receiving-desk', 'submitted', 'task', 'app-call'),
    told('receiving-doctors', 'submitted', 'task', 'app-call'),
    told('patient', 'patient-redirected', 'info', 'sms'),
  ],
  'referral.offered.v1': [
    told('receiving-desk', 'offered', 'task', 'app-call'),
    told('referring-doctor', 'held', 'info'),
  ],
  'referral.review-started.v1': [
    told('referring-doctor', 'review-started', 'info'),
    told('patient', 'patient-review-started', 'info', 'sms'),
  ],
  'referral.returned.v1': [
    told('referring-doctor', 'returned', 'task'),
    told('patient', 'patient-returned', 'info', 'sms'),
  ],
  'referral.accepted.v1': [
    told('referring-doctor', 'accepted', 'info'),
    told('patient', 'patient-accepted', 'info', 'sms'),
  ],
  'referral.rejected.v1': [
    told('referring-doctor', 'rejected', 'task'),
    told('patient', 'patient-rejected', 'info', 'sms'),
  ],
  'referral.waitlisted.v1': [told('referring-doctor', 'waitlisted', 'info')],
  'referral.wait-ended.v1': [told('referring-doctor', 'wait-ended', 'task')],
  'referral.reserved.v1': [
    told('referring-doctor', 'reserved', 'task', 'app-sms'),
    told('patient', 'patient-reserved', 'info', 'sms'),
    told('contact', 'contact-reserved', 'info', 'sms'),
  ],
  'referral.reoffered.v1': [
    told('referring-doctor', 'reoffered', 'task', 'app', 'lapsed'),
    told('referring-doctor', 'displaced', 'task', 'app-sms', 'displaced'),
    told('patient', 'patient-displaced', 'info', 'sms', 'displaced'),
    told('referring-team', 'displaced', 'info', 'app', 'displaced'),
    told('receiving-desk', 'displaced', 'info', 'app', 'displaced'),
  ],
  'referral.confirmed.v1': [
    told('referring-doctor', 'confirmed', 'info', 'app-sms', 'booked'),
    told('patient', 'patient-confirmed', 'info', 'sms', 'booked'),
    told('contact', 'contact-confirmed', 'info', 'sms', 'booked'),
    told('referring-doctor', 'rescheduled', 'info', 'app-sms', 'moved'),
    told('patient', 'patient-rescheduled', 'info', 'sms', 'moved'),
    told('contact', 'contact-rescheduled', 'info', 'sms', 'moved'),
    told('receiving-desk', 'rescheduled', 'info', 'app', 'moved'),
  ],
  'referral.extended.v1': [told('receiving-desk', 'extended', 'info')],
  'referral.cancelled.v1': [
    told('receiving-desk', 'cancelled', 'info', 'app', 'ended-by-referrer'),
    told('referring-doctor', 'cancelled-by-receiver', 'task', 'app', 'ended-by-receiver'),
    told('patient', 'patient-cancelled', 'info', 'sms', 'ended-by-receiver'),
    told('referring-doctor', 'voided', 'task', 'app', 'voided'),
    told('receiving-desk', 'voided', 'info', 'app', 'voided'),
    told('medical-affairs', 'voided', 'info', 'app', 'voided'),
  ],
  'referral.void-requested.v1': [
    told('consortium-office', 'void-requested', 'task'),
    told('referring-doctor', 'void-asked', 'info'),
    told('receiving-desk', 'void-asked', 'info'),
  ],
  'referral.void-refused.v1': [
    told('medical-affairs', 'void-refused', 'info'),
    told('referring-doctor', 'void-refused', 'info'),
    told('receiving-desk', 'void-refused', 'info'),
  ],
  'referral.expiry-near.v1': [told('referring-doctor', 'expiry-near', 'task')],
  'referral.patient-died.v1': [
    told('referring-doctor', 'patient-died', 'task'),
    told('receiving-desk', 'patient-died', 'info'),
  ],
  'critical-centre.alerted.v1': [
    told('called-desk', 'centre-alerted', 'task', 'every'),
    told('called-doctors', 'centre-alerted', 'task', 'every'),
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
  'referral.arrived.v1': [
    told('referring-doctor', 'arrived', 'info'),
    told('patient', 'patient-arrived', 'info', 'patient-app'),
  ],
  'referral.care-started.v1': [told('referring-doctor', 'care-started', 'info')],
  'referral.interim-reported.v1': [told('referring-doctor', 'interim-reported', 'info')],
  'referral.outcome-returned.v1': [
    told('referring-doctor', 'outcome-returned', 'task'),
    told('patient', 'patient-outcome', 'info', 'patient-app'),
  ],
  'referral.outcome-queried.v1': [told('receiving-doctors', 'outcome-queried', 'task')],
  'referral.outcome-acknowledged.v1': [told('receiving-doctors', 'outcome-acknowledged', 'info')],
  'referral.closed.v1': [told('referring-doctor', 'closed', 'info')],
  'network.changed.v1': [
    told('hospital-desk', 'network-changed', 'info'),
    told('county-authority', 'network-changed', 'info'),
  ],
  'result.ready.v1': [
    told('ordering-doctor', 'result-ready', 'task'),
    told('contract-team', 'result-ready', 'task'),
    told('patient', 'patient-result-ready', 'info', 'patient-app'),
  ],
  'supply.published.v1': [told('contract-family-doctors', 'reserve-opened', 'info')],
  'supply.changed.v1': [
    told('hospital-desk', 'displaced-open', 'task', 'app', 'tasks-left'),
    told('hospital-desk', 'supply-changed', 'info', 'app', 'none-left'),
  ],
  'reserve.floor-shortfall.v1': [
    told('hospital-desk', 'floor-shortfall', 'task', 'app-mail'),
    told('county-offices', 'floor-shortfall', 'info', 'app-mail'),
    told('county-authority', 'floor-shortfall', 'info', 'app-mail'),
  ],
  'reserve.released.v1': [told('contract-family-doctors', 'reserve-released', 'info')],
  'reserve.low.v1': [told('contract-family-doctors', 'reserve-low', 'info')],
  'reserve.returned.v1': [told('hospital-desk', 'reserve-returned', 'info')],
  'reserve.release-soon.v1': [told('contract-family-doctors', 'reserve-release-soon', 'info')],
  'waitlist.stalled.v1': [
    told('hospital-desk', 'waitlist-stalled', 'task'),
    told('referring-team', 'waitlist-stalled', 'info'),
  ],
  'calendar.missing.v1': [told('county-authority', 'calendar-missing', 'task')],
  'anomaly.signalled.v1': [told('county-authority', 'anomaly-signalled', 'info', 'app-mail')],
  'anomaly.raised.v1': [
    told('hospital-desk', 'pool-frozen', 'task', 'app-mail'),
    told('county-offices', 'pool-frozen', 'info', 'app-mail'),
    told('county-authority', 'pool-frozen', 'task', 'app-mail'),
  ],
  'reminder.day-before': [told('patient', 'patient-reminder', 'info', 'sms')],
  'reminder.hours-before': [told('patient', 'patient-reminder', 'info', 'sms')],
  'hold.ending': [
    told('referring-doctor', 'hold-ending', 'task'),
    // Of a hold during the review no patient was told.
    told('patient', 'patient-hold-ending', 'info', 'sms', 'reserved'),
  ],
  // The team hears it at the same time as rung L0 of its ladder (domain §6).
  'down.waiting': [told('patient', 'patient-down-submitted', 'info', 'sms')],
  'follow-up.due': [told('referring-team', 'follow-up-due', 'task')],
  'follow-up.overdue': [told('referring-team', 'follow-up-overdue', 'task')],
  'duty.nobody': [told('hospital-desk', 'nobody-on-duty', 'task')],
  'report.quarter-near': [
    told('hospital-desk', 'report-quarter-near', 'info', 'app-mail'),
    told('county-offices', 'report-quarter-near', 'info', 'app-mail'),
    told('county-authority', 'report-quarter-near', 'task', 'app-mail'),
  ],
  'report.half-year-near': [
    told('hospital-desk', 'report-half-year-near', 'info', 'app-mail'),
    told('county-offices', 'report-half-year-near', 'info', 'app-mail'),
    told('county-authority', 'report-half-year-near', 'task', 'app-mail'),
  ],
};

/**
 * The escalation ladder (domain §6): referral says which rung is due and whose role it is; every rung tells that post.
 * The authority (L5) reads a report without anybody's identity.
 */
export const LADDER: Readonly<Record<string, readonly PlanRow[]>> = {
  L0: [told('rung-owner', 'overdue', 'task', 'ladder')],
  L1: [told('rung-owner', 'overdue', 'task', 'ladder')],
  L2: [told('rung-owner', 'overdue', 'task', 'ladder')],
  L3: [told('rung-owner', 'overdue', 'task', 'ladder')],
  L4: [told('rung-owner', 'overdue', 'task', 'ladder')],
  L5: [
    told('rung-owner', 'overdue-report', 'info', 'app', 'to-authority'),
    told('rung-owner', 'overdue', 'task', 'ladder', 'to-office'),
  ],
};

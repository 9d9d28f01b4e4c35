import type { ReferralState } from '#contracts/codes.js';
import { after } from '#service/rules/working-hours.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Terms } from './terms.js';

export interface Due {
  ownerInstitution: string | null;
  ownerRole: string | null;
  ownerPractitioner: string | null;
  dueAt: Date | null;
  /** What is due: `decide`, `answer`, `place`, `confirm`, `visit`, `outcome`, `acknowledge` … */
  dueKind: string | null;
}

const NOBODY: Due = { ownerInstitution: null, ownerRole: null, ownerPractitioner: null, dueAt: null, dueKind: null };

/** Nobody waits for a dead patient: whoever referred him ends it. */
const NOT_SEEN: readonly ReferralState[] = [
  'submitted',
  'under-review',
  'returned',
  'accepted',
  'waitlisted',
  'reserved',
  'confirmed',
  'no-show',
];

/** Who has to act next on a referral, and until when: every open item has one owner and one deadline (domain §6). */
export function dueOf(row: ReferralRow, terms: Terms): Due {
  const since = (key: string) => after(row.stateSince, terms.limit(key), terms.calendar);
  if (row.progress.patientDiedAt && NOT_SEEN.includes(row.state)) {
    const known = new Date(row.progress.patientDiedAt);
    return referrer(row, 'patient-died', after(known, terms.limit('ending.acknowledgeWithin'), terms.calendar));
  }
  switch (row.state) {
    case 'submitted':
    case 'under-review':
      return row.progress.wayBy
        ? receiver(row, 'find-a-way', new Date(row.progress.wayBy))
        : receiver(row, 'decide', row.decideBy);
    case 'returned':
      return referrer(row, 'answer', since(`answer.within.${row.direction === 'down' ? 'down' : row.urgencyClass}`));
    case 'accepted':
    case 'waitlisted':
      if (awaitsHuman(row)) return receiver(row, 'acknowledge-alert', row.decideBy);
      return receiver(row, row.direction === 'down' ? 'first-contact' : 'place', row.placeBy ?? row.stateSince);
    case 'reserved':
      if (awaitsHuman(row)) return receiver(row, 'acknowledge-alert', row.decideBy);
      return referrer(row, 'confirm', row.holdUntil ?? row.stateSince);
    case 'confirmed':
      if (awaitsHuman(row)) return receiver(row, 'acknowledge-alert', row.decideBy);
      return receiver(row, 'visit', visitAt(row), 'arrival-desk');
    case 'arrived':
    case 'in-care':
      return receiver(row, ...careDue(row, terms), 'hospital-doctor');
    case 'outcome-returned':
      return referrer(row, 'acknowledge', since('outcome.acknowledgeWithin'));
    case 'follow-up':
      return referrer(row, 'follow-up', followUpBy(row, terms));
    case 'no-show':
      return referrer(row, 'call-patient', since('noShow.callWithin'));
    case 'rejected':
    case 'expired':
    case 'cancelled':
      return awaitsAcknowledgement(row)
        ? referrer(row, 'acknowledge-ending', since('ending.acknowledgeWithin'))
        : NOBODY;
    case 'draft':
    case 'closed':
      return NOBODY;
  }
}

/** U1 is accepted by the system at once: until somebody of the receiver has seen the alert, that is what is due (§5.3). */
function awaitsHuman({ urgencyClass, direction, progress }: ReferralRow): boolean {
  return urgencyClass === 'U1' && direction !== 'down' && progress.alertAcknowledgedAt === undefined;
}

/** The other side, or time, ended it: it stays on the referring doctor's list until acknowledged (domain §5.1). */
export function awaitsAcknowledgement(row: ReferralRow): boolean {
  const byOthers = row.progress.endedBy !== undefined && row.progress.endedBy !== 'R';
  return ['rejected', 'expired', 'cancelled'].includes(row.state) && byOthers && !row.progress.endingAcknowledged;
}

function visitAt(row: ReferralRow): Date {
  const instant = row.unit?.startsAt ?? row.progress.firstContactAt;
  return instant === undefined ? row.stateSince : new Date(instant);
}

function careDue(row: ReferralRow, terms: Terms): [kind: string, at: Date] {
  if (row.progress.queried) {
    return ['answer-query', after(row.stateSince, terms.limit('outcome.answerWithin'), terms.calendar)];
  }
  const arrived = row.arrivedAt ?? row.stateSince;
  if (row.direction !== 'down') return ['outcome', outcomeBy(row, arrived, terms)];
  const discharged = new Date(row.progress.dischargeAt ?? arrived);
  const from = discharged > arrived ? discharged : arrived;
  return ['handover-report', after(from, terms.limit('handover.within'), terms.calendar)];
}

/** Counted from the outcome, however late it was acknowledged; the receiver's own number of days comes before the rule's. */
function followUpBy({ returnedAt, stateSince, progress }: ReferralRow, { limit, calendar }: Terms): Date {
  const { followUpDays: amount } = progress;
  const within = amount === undefined ? limit('followUp.within') : { amount, unit: 'days' as const };
  return after(returnedAt ?? stateSince, within, calendar);
}

/** 24 working hours after a visit; 24 hours after the discharge from an admission, which is asked about until it is known. */
function outcomeBy({ purpose, progress }: ReferralRow, arrived: Date, { limit, calendar }: Terms): Date {
  if (purpose !== 'admission') return after(arrived, limit('outcome.within'), calendar);
  if (progress.dischargeAt) return after(new Date(progress.dischargeAt), limit('outcome.withinAdmission'), calendar);
  return after(arrived, limit('stay.reviewWithin'), calendar);
}

/** On the way down the whole primary team is one owner. */
function receiver(row: ReferralRow, dueKind: string, dueAt: Date, role = 'referral-desk'): Due {
  const ownerRole = row.direction === 'down' ? 'family-doctor' : role;
  return { ownerInstitution: row.toInstitution, ownerRole, ownerPractitioner: null, dueAt, dueKind };
}

function referrer(row: ReferralRow, dueKind: string, dueAt: Date): Due {
  const { fromInstitution, fromRole, fromPractitioner } = row;
  return {
    ownerInstitution: fromInstitution,
    ownerRole: fromRole,
    ownerPractitioner: fromPractitioner,
    dueAt,
    dueKind,
  };
}

/** Whose turn an item is that stands beside what the state asks for: a form is the referrer's, the rest says whom it asks. */
export function taskOwner(
  kind: string,
  { progress, fromInstitution, fromRole, fromPractitioner, handoffInstitution }: Tasked,
): { institution: string; role: string; practitioner?: string } {
  const office = kind === 'answer-void' ? progress.voidRequest?.office : undefined;
  if (office) return { institution: office, role: 'consortium-office' };
  if (kind === 'take-over' && handoffInstitution) return { institution: handoffInstitution, role: 'referral-desk' };
  return { institution: fromInstitution, role: fromRole, practitioner: fromPractitioner };
}

type Tasked = Pick<
  ReferralRow,
  'progress' | 'fromInstitution' | 'fromRole' | 'fromPractitioner' | 'handoffInstitution'
>;

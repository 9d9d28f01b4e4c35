import { localDate } from '#service/calendar/local-time.js';
import { failedContacts } from '../care/contact.js';
import { awaitsAcknowledgement } from '../deadline/owner.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Situation } from './situation.js';

/** What a guard looks at: the caller's free text and name do not matter. */
export type Guarded = Pick<Situation, 'row' | 'terms' | 'network'>;

type Guard = (at: Guarded, actor: ActorCode) => string | undefined;

const unless = (holds: boolean, refusal: string) => (holds ? undefined : refusal);
const notU1 = ({ row }: Guarded) => unless(row.urgencyClass !== 'U1', 'NOT_FOR_U1');
const onlyU1 = ({ row }: Guarded) => unless(row.urgencyClass === 'U1', 'ONLY_FOR_U1');
const handsFree = (row: ReferralRow) => row.pending === null && row.unit === null && row.wait === null;

/** A desk decides only for a department that has delegated it (domain §2.2). */
export function deskMayDecide({ row, network, terms }: Guarded): boolean {
  const place = { county: row.county, consortium: row.consortiumId ?? undefined, institution: row.toInstitution };
  return network.rules.deskDecides(row.toDepartment, place, localDate(terms.now));
}

/** The guards of domain §5.2 beyond state, direction and actor, as far as the request's body does not matter. */
const GUARDS: Readonly<Record<string, Guard>> = {
  T04: (at) =>
    notU1(at) ?? unless((at.row.progress.returns ?? 0) < at.terms.count('return.maxTimes'), 'RETURNED_TOO_OFTEN'),
  T06: (at, actor) => unless(actor !== 'K' || deskMayDecide(at), 'NOT_DELEGATED'),
  T07: notU1,
  T08: ({ row }) => unless(row.requested !== null && row.pending === null, 'NO_UNIT_TO_ASK_FOR'),
  T09: ({ row }) => unless(row.requested !== null && handsFree(row), 'NOTHING_TO_WAIT_FOR'),
  T10: ({ row }) => unless(row.unit !== null && row.pending === null, 'NO_UNIT_TO_CONFIRM'),
  T11: ({ row }) => unless(row.requested === null, 'UNIT_WANTED'),
  T14: ({ row }) => unless(row.unit !== null && row.requested !== null && row.pending === null, 'NO_UNIT_TO_MOVE'),
  // Nobody in danger is kept where nobody can help.
  T15: ({ row, terms }) =>
    unless(row.urgencyClass === 'U1' || row.hop < terms.count('redirect.maxHops'), 'TOO_MANY_HOPS'),
  T18: (at) => unless(isMissed(at), 'NOT_MISSED_YET'),
  T19: ({ row }) => unless(!row.progress.reopened, 'REOPENED_BEFORE'),
  T20: (at) => unless(isSameDay(at), 'ANOTHER_DAY'),
  T23: (at) => unless(at.row.urgencyClass === 'U2' && isOver(at), 'NOT_TO_EXPIRE'),
  T28: ({ row }) => unless(!row.progress.queried, 'QUERIED_BEFORE'),
  T29: ({ row }) => unless(row.progress.followUpNeeded === true, 'NO_FOLLOW_UP_NEEDED'),
  T30: ({ row }) => unless(!(row.direction === 'up' && row.progress.followUpNeeded), 'FOLLOW_UP_NEEDED'),
  T33: ({ row }) => unless(row.progress.voidRequest !== undefined, 'NO_VOID_REQUEST'),
  T34: (at) => onlyU1(at) ?? unless(!at.row.progress.alertAcknowledgedAt, 'ALERT_ACKNOWLEDGED'),
  T35: ({ row }) => unless(awaitsAcknowledgement(row), 'NOTHING_TO_ACKNOWLEDGE'),
  T36: ({ row }) => unless(row.validUntil !== null && !row.progress.extended, 'EXTENDED_BEFORE'),
  T37: (at) => onlyU1(at) ?? unless(at.row.progress.formDueAt !== undefined, 'FORM_IS_COMPLETE'),
  F01: ({ row }) => unless(!row.progress.departedAt, 'DEPARTED_BEFORE'),
  F03: ({ row }) => unless(!row.progress.voidRequest, 'VOID_REQUESTED'),
  F04: ({ row }) => unless(row.progress.voidRequest !== undefined, 'NO_VOID_REQUEST'),
  F05: (at) => onlyU1(at),
};

/** Why the transition may not be taken now, as a code; undefined if it may. */
export function refusalOf(transition: string, at: Guarded, actor: ActorCode): string | undefined {
  return GUARDS[transition]?.(at, actor);
}

/** When the patient was to come. */
export function expectedAt(row: ReferralRow): Date {
  const instant = row.unit?.startsAt ?? row.progress.firstContactAt;
  return instant === undefined ? row.stateSince : new Date(instant);
}

/** Taken late: on the day of the unit, on the way down on the day on which the team gave up. */
function isSameDay({ row, terms }: Guarded): boolean {
  const day = row.direction === 'down' && row.unit === null ? row.stateSince : expectedAt(row);
  return localDate(day) === localDate(terms.now);
}

/** A late patient still finds the unit: how long, says reservation (domain §7.6). */
function keptUntil(row: ReferralRow): Date {
  return row.unit?.keptUntil === undefined ? expectedAt(row) : new Date(row.unit.keptUntil);
}

/** On the way down the team must have tried often enough; else the unit is kept no longer (T18). */
function isMissed({ row, terms }: Guarded): boolean {
  if (row.direction !== 'down') return keptUntil(row) < terms.now;
  return failedContacts(row, terms).length >= terms.count('noShow.contactAttempts');
}

const isOver = ({ row, terms }: Guarded): boolean => row.validUntil !== null && row.validUntil <= terms.now;

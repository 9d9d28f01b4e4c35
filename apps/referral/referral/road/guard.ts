import { localDate } from '../../network/local-date.js';
import { awaitsAcknowledgement } from '../deadline/owner.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { Situation } from './situation.js';

/** What a guard looks at: the caller's free text and name do not matter. */
export type Guarded = Pick<Situation, 'row' | 'terms' | 'network'>;

type Guard = (at: Guarded, actor: ActorCode) => string | undefined;

const unless = (holds: boolean, refusal: string) => (holds ? undefined : refusal);
const notU1 = ({ row }: Guarded) => unless(row.urgencyClass !== 'U1', 'NOT_FOR_U1');

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
  T10: ({ row }) => unless(row.unit !== null && row.pending === null, 'NO_UNIT_TO_CONFIRM'),
  T11: ({ row }) => unless(row.requested === null, 'UNIT_WANTED'),
  T14: ({ row }) => unless(row.unit !== null && row.requested !== null && row.pending === null, 'NO_UNIT_TO_MOVE'),
  T15: ({ row, terms }) => unless(row.hop < terms.count('redirect.maxHops'), 'TOO_MANY_HOPS'),
  T28: ({ row }) => unless(!row.progress.queried, 'QUERIED_BEFORE'),
  T29: ({ row }) => unless(row.progress.followUpNeeded === true, 'NO_FOLLOW_UP_NEEDED'),
  T30: ({ row }) => unless(!(row.direction === 'up' && row.progress.followUpNeeded), 'FOLLOW_UP_NEEDED'),
  T35: ({ row }) => unless(awaitsAcknowledgement(row), 'NOTHING_TO_ACKNOWLEDGE'),
  T36: ({ row }) => unless(row.validUntil !== null && !row.progress.extended, 'EXTENDED_BEFORE'),
};

/** Why the transition may not be taken now, as a code; undefined if it may. */
export function refusalOf(transition: string, at: Guarded, actor: ActorCode): string | undefined {
  return GUARDS[transition]?.(at, actor);
}

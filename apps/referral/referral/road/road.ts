import type { MessageName, Payload } from '#contracts/catalogue.js';
import type { ReferralState } from '#contracts/codes.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import type { NewMessage } from '#messaging/outbox.js';
import { THE_SYSTEM } from '#service/auth/acting.js';
import { dueOf } from '../deadline/owner.js';
import type { Terms } from '../deadline/terms.js';
import { climbsAfter } from '../escalation/climbs.js';
import { type ChainedEntry, chain } from '../history/chain.js';
import { becameOf } from '../history/facts.js';
import type { ReferralRow, Who } from '../store/referral.row.js';

/** A referral on its way through one transaction: the row as it becomes, its new history, the messages that leave. */
export interface Passage {
  readonly row: ReferralRow;
  readonly entries: readonly ChainedEntry[];
  readonly messages: readonly NewMessage<MessageName>[];
}

/** What a message says beyond {@link ReferralChanged}. */
type Extra<N extends MessageName> = Omit<Payload<N>, keyof ReferralChanged>;

export type Leaving = {
  [N in MessageName]: Payload<N> extends ReferralChanged ? { name: N; more: (row: ReferralRow) => Extra<N> } : never;
}[MessageName];

export interface Move {
  /** Name in the history, for example `accepted`. */
  event: string;
  /** Row of domain §5.2 that this step is, or belongs to. */
  transition: string;
  /** Absent for a fact that leaves the state as it is and is no transition itself. */
  to?: ReferralState;
  who: Who;
  reason?: string;
  detail?: Record<string, unknown>;
  noteSealed?: string;
  change?: Partial<ReferralRow>;
  message?: Leaving;
  /** Message id that caused it. */
  causedBy?: string;
}

export const SYSTEM_ACTOR: Who = { code: 'S', ...THE_SYSTEM };

export const enter = (row: ReferralRow): Passage => ({ row, entries: [], messages: [] });

/**
 * Goes one step: version + 1, one entry of history, at most one message (engineering §3: every event has a version
 * of its own). Owner and deadline follow from the new row.
 */
export function move(passage: Passage, step: Move, terms: Terms): Passage {
  const before = passage.row;
  const state = step.to ?? before.state;
  const stateSince = state === before.state ? before.stateSince : terms.now;
  const row: ReferralRow = { ...before, ...step.change, state, stateSince, version: before.version + 1 };
  // A row has some sixty fields: one copy is enough.
  Object.assign(row, dueOf(row, terms));
  Object.assign(row, climbsAfter(before, row, step.who, terms));
  const entry = chain(historyEntry(before, row, step, terms.now), before.chainHash);
  row.chainHash = entry.hash;
  const messages = step.message ? [leaving(before, row, step, step.message, terms.now)] : [];
  return { row, entries: [...passage.entries, entry], messages: [...passage.messages, ...messages] };
}

function historyEntry(before: ReferralRow, row: ReferralRow, step: Move, now: Date) {
  return {
    county: row.county,
    referralId: row.id,
    version: row.version,
    event: step.event,
    transition: step.to === undefined ? null : step.transition,
    fromState: before.state,
    toState: row.state,
    actorCode: step.who.code,
    actorId: step.who.id,
    actorRole: step.who.role,
    actorInstitution: step.who.institution,
    reason: step.reason ?? null,
    ruleSetVersion: row.ruleSetVersion,
    detail: { ...step.detail, ...inPlaceOf(step.who) },
    became: becameOf(before, row),
    noteSealed: step.noteSealed ?? null,
    at: now,
  };
}

const inPlaceOf = ({ onBehalfOf, recordedBy }: Who) => ({
  ...(onBehalfOf ? { onBehalfOf } : {}),
  ...(recordedBy ? { recordedBy } : {}),
});

function leaving(
  before: ReferralRow,
  row: ReferralRow,
  step: Move,
  message: Leaving,
  now: Date,
): NewMessage<MessageName> {
  return {
    name: message.name,
    county: row.county,
    aggregateId: row.id,
    aggregateVersion: row.version,
    occurredAt: now,
    correlationId: row.id,
    ...(step.causedBy ? { causationId: step.causedBy } : {}),
    data: { ...said(before, row, step), ...message.more(row) } as Payload<MessageName>,
  };
}

/** What every event of a referral says: ids, codes and times (domain §5.4). */
export function said(
  before: ReferralRow,
  row: ReferralRow,
  step: Pick<Move, 'transition' | 'who' | 'reason'>,
): ReferralChanged {
  return {
    referralId: row.id,
    referralNo: row.referralNo,
    referralCounty: row.county,
    patientId: row.patientId,
    episodeId: row.episodeId,
    direction: row.direction,
    urgencyClass: row.urgencyClass,
    fromState: before.state,
    toState: row.state,
    transition: step.transition,
    hop: row.hop,
    fromInstitution: row.fromInstitution,
    fromPractitioner: row.fromPractitioner,
    toCounty: row.toCounty,
    toInstitution: row.toInstitution,
    toDepartment: row.toDepartment,
    actor: { id: step.who.id, role: step.who.role, institution: step.who.institution },
    ...(step.reason ? { reason: step.reason } : {}),
    ...(row.dueAt ? { dueAt: row.dueAt.toISOString() } : {}),
  };
}

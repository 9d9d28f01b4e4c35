import type { MessageName, Payload } from '#contracts/catalogue.js';
import type { Unit, UnitOption } from '#contracts/parts.js';
import type { FormHoldChanged } from '#contracts/referral.events.js';
import { START } from '#machine/machine.js';
import type { NewMessage } from '#messaging/outbox.js';
import { type ChainedEntry, chain } from '../history/chain.js';
import type { Who } from '../store/referral.row.js';

/** A form hold that was asked for and not answered yet. */
export interface AskedHold {
  request: 'hold' | 'extension';
  sessionId?: string;
}

/** A form that is not submitted yet (T01). Its id becomes the referral's, its history and version go on there. */
export interface StoredDraft {
  county: string;
  id: string;
  version: number;
  /** Of the author. */
  institution: string;
  practitioner: string;
  role: string;
  patientId: string;
  /** Sealed with the key of the author's institution. */
  formSealed: string;
  /** Held while the form is filled; the hold counts until `holdUntil` only. */
  unit: Unit | null;
  holdUntil: Date | null;
  /** The next free units, after a hold that ended or could not be had. */
  options: UnitOption[] | null;
  /** Why the last request came to nothing. */
  refusal: string | null;
  pending: AskedHold | null;
  ruleSetVersion: string;
  chainHash: string;
  createdAt: Date;
  updatedAt: Date;
  /** Who writes nothing until then loses the draft. */
  expiresAt: Date;
}

type FormHoldName = Extract<MessageName, `referral.form-hold-${string}`>;

/** What a message about a form hold says beyond {@link FormHoldChanged}. */
export type AboutHold = {
  [N in FormHoldName]: { name: N; county: string; institution: string; more: Omit<Payload<N>, keyof FormHoldChanged> };
}[FormHoldName];

export interface DraftStep {
  event: string;
  who: Who;
  reason?: string;
  detail?: Record<string, unknown>;
  change?: Partial<StoredDraft>;
  message?: AboutHold;
  causedBy?: string;
}

/** A draft on its way through one transaction. */
export interface DraftPassage {
  readonly draft: StoredDraft;
  readonly entries: readonly ChainedEntry[];
  readonly messages: readonly NewMessage<MessageName>[];
}

/** One step of a draft: version + 1, one entry of the history, at most one message, as for a referral. */
export function stepDraft(before: StoredDraft, step: DraftStep, now: Date): DraftPassage {
  const draft: StoredDraft = { ...before, ...step.change, version: before.version + 1 };
  const isFirst = draft.version === 1;
  const entry = chain(
    {
      county: draft.county,
      referralId: draft.id,
      version: draft.version,
      event: step.event,
      transition: isFirst ? 'T01' : null,
      fromState: isFirst ? START : 'draft',
      toState: 'draft',
      actorCode: step.who.code,
      actorId: step.who.id,
      actorRole: step.who.role,
      actorInstitution: step.who.institution,
      reason: step.reason ?? null,
      ruleSetVersion: draft.ruleSetVersion,
      detail: step.detail ?? {},
      noteSealed: null,
      at: now,
    },
    before.chainHash,
  );
  draft.chainHash = entry.hash;
  const messages = step.message ? [leaving(draft, step, step.message, now)] : [];
  return { draft, entries: [entry], messages };
}

function leaving(draft: StoredDraft, step: DraftStep, message: AboutHold, now: Date): NewMessage<MessageName> {
  const { id, role, institution } = step.who;
  const said: FormHoldChanged = {
    referralId: draft.id,
    referralCounty: draft.county,
    patientId: draft.patientId,
    hop: 0,
    toCounty: message.county,
    toInstitution: message.institution,
    actor: { id, role, institution },
    transition: 'T01',
    ...(step.reason ? { reason: step.reason } : {}),
  };
  return {
    name: message.name,
    county: draft.county,
    aggregateId: draft.id,
    aggregateVersion: draft.version,
    occurredAt: now,
    correlationId: draft.id,
    ...(step.causedBy ? { causationId: step.causedBy } : {}),
    data: { ...said, ...message.more } as Payload<MessageName>,
  };
}

/** Whether reservation may hold something for it: a unit, or a request whose answer is still on its way. */
export const mayHold = ({ unit, pending }: StoredDraft): boolean => unit !== null || pending !== null;

/** The unit as long as its hold lives, whether its end has been told or not (domain §7.5). */
export const liveUnit = ({ unit, holdUntil }: StoredDraft, now: Date): Unit | null =>
  holdUntil !== null && holdUntil > now ? unit : null;

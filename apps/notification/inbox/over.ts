import type { ApprovalChanged } from '#contracts/approval.events.js';
import { type ReferralState, TERMINAL_STATES } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ItemOverdue } from '#contracts/item.events.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import type { Passed, Passing } from './over.store.js';

type Message = Pick<Envelope, 'name' | 'county' | 'data' | 'occurredAt'>;

/** What a message is about that tasks may wait for. */
interface Subject {
  readonly county: string;
  readonly id: string;
}

/**
 * The referral that a message is about, or else the question to a specialist, the request to leave the network, or an open
 * item of its own; undefined for every other message. Pure.
 */
export function subjectOf({ county, data }: Pick<Message, 'county' | 'data'>): Subject | undefined {
  const { referralId, referralCounty = county } = data as Partial<ReferralChanged>;
  if (referralId) return { county: referralCounty, id: referralId };
  const {
    teleconsultationId,
    approvalId,
    subjectId,
  }: Partial<TeleconsultationChanged & ApprovalChanged & ItemOverdue> = data as object;
  const id = teleconsultationId ?? approvalId ?? subjectId;
  return id ? { county, id } : undefined;
}

/** What messages say of each subject that they tell of, in the order of their keys. Pure. */
export function passings(messages: readonly Message[]): Passing[] {
  const found = new Map<string, Passing>();
  for (const message of messages) {
    const subject = subjectOf(message);
    if (!subject) continue;
    const key = `${subject.county} ${subject.id}`;
    const passing = found.get(key) ?? { county: subject.county, subjectId: subject.id, passed: {} };
    const what = passedBy(message);
    const known = what && passing.passed[what];
    if (what && !(known && known > message.occurredAt)) passing.passed[what] = message.occurredAt;
    found.set(key, passing);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, passing]) => passing);
}

/**
 * What a message says has been done, so that no earlier task about its subject waits for it any more; undefined where it
 * says nothing of the kind. Pure.
 */
function passedBy({ name, data }: Message): Passed | undefined {
  const { fromState, toState } = data as Partial<ReferralChanged>;
  if (name === 'referral.alert-acknowledged.v1') return 'alert';
  if (name === 'referral.form-completed.v1') return 'form';
  if (name === 'referral.redirected.v1') return 'receiver';
  if (name === 'approval.approved.v1' || name === 'approval.refused.v1') return 'referral';
  if (!fromState || !toState || fromState === toState) return undefined;
  return TERMINAL_STATES.includes(toState as ReferralState) ? 'referral' : 'state';
}

import type { Notice, Urgency } from '../notice/notice.js';
import type { Channel, Language, PatientOf } from './delivery.js';

/** A delivery that this worker has claimed, with the notice that it carries. */
export interface Claimed {
  readonly county: string;
  readonly id: string;
  readonly recipient: string;
  readonly patientOf?: PatientOf;
  readonly channel: Channel;
  readonly fallback: readonly Channel[];
  readonly urgency: Urgency;
  readonly language: Language;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Attempts since the delivery was put in or put back: what the retries are counted by. */
  readonly tries: number;
  readonly notice: Notice;
}

/**
 * What came of one attempt. `accepted`: the other side took it; `refused`: it never will (no such number); `failed`: it
 * did not, but may later; `unknown`: it may have taken it, as nobody heard the answer.
 */
export type AttemptResult = 'accepted' | 'refused' | 'failed' | 'unknown';

export interface Outcome {
  readonly result: AttemptResult;
  /** Short and free of personal data: `http-503`, `timeout`, `no-address`. */
  readonly code: string;
  /** Whether it speaks for or against the channel as a whole; an unknown address does not. */
  readonly ofChannel: boolean;
  /** Must not be told any more: the patient died, the referral is void. */
  readonly withheld?: boolean;
  /** Parts of the address that will never work again; in memory only, as the address is. */
  readonly gone?: readonly string[];
}

export const accepted = (code: string): Outcome => ({ result: 'accepted', code, ofChannel: true });
export const failed = (code: string): Outcome => ({ result: 'failed', code, ofChannel: true });
/** The channel works, this recipient does not. */
export const refused = (code: string): Outcome => ({ result: 'refused', code, ofChannel: false });
export const withheld = (code: string): Outcome => ({ result: 'refused', code, ofChannel: false, withheld: true });
export const unknown = (code: string): Outcome => ({ result: 'unknown', code, ofChannel: true });

/** The numbers of domain §10, from the policy rows. */
export interface RetryRules {
  /** Minutes from one attempt to the next; after the last one the delivery is given up. */
  readonly retryMinutes: readonly number[];
  /** After so many failed attempts the next channel is tried, too. */
  readonly fallbackAfter: Readonly<Record<Urgency, number>>;
}

/** What becomes of the delivery after an attempt. */
export interface Step {
  readonly state: 'sent' | 'waiting' | 'dead' | 'cancelled';
  /** Business time of the next attempt; only while `waiting`. */
  readonly nextAt?: Date;
  readonly reason?: string;
  /** The recipient must be reached on the next channel now. */
  readonly fallBack: boolean;
}

/** Retries of a crowd that failed together must not come back together: up to a fifth later. */
const JITTER = 0.2;

/**
 * What follows from an outcome. `chance` from 0 to 1 spreads the retries. A refusal is final; so is the failure after
 * the last retry.
 */
export function stepAfter(
  { urgency, tries }: Pick<Claimed, 'urgency' | 'tries'>,
  { result, code, withheld: isWithheld }: Omit<Outcome, 'ofChannel'>,
  { retryMinutes, fallbackAfter }: RetryRules,
  now: Date,
  chance: number,
): Step {
  if (result === 'accepted') return { state: 'sent', fallBack: false };
  if (isWithheld) return { state: 'cancelled', reason: code, fallBack: false };
  const minutes = retryMinutes[tries - 1];
  if (result === 'refused' || minutes === undefined) return { state: 'dead', reason: code, fallBack: true };
  const nextAt = new Date(now.getTime() + minutes * 60_000 * (1 + JITTER * chance));
  return { state: 'waiting', nextAt, reason: code, fallBack: tries >= fallbackAfter[urgency] };
}

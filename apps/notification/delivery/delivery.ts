import type { Urgency } from '../notice/notice.js';

/**
 * Ways out of the house; the inbox and the live stream are none, they are always there. `messenger` is the enterprise
 * messenger of the place (WeCom, DingTalk …), `phone` a call with a spoken text, `webhook` a hospital's own system.
 */
export const CHANNELS = ['sms', 'phone', 'messenger', 'push', 'email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * `sending`: claimed by a worker; `sent`: the other side took it; `delivered`: its receipt says it arrived;
 * `dead`: given up after all attempts, waits for a person; `expired`: useless by now; `cancelled`: must not be sent any
 * more (death, void); `not-configured`: this house has no such channel.
 */
export const DELIVERY_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'dead',
  'expired',
  'cancelled',
  'not-configured',
  'settled',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whose file to ask for a patient's address at the moment of sending: the referral, or else the patient. */
export interface PatientOf {
  /** County of the file. */
  readonly county: string;
  readonly referralId?: string;
  readonly patientId?: string;
}

/** One notice for one recipient on one channel. */
export interface NewDelivery {
  readonly county: string;
  readonly noticeId: string;
  /**
   * Who gets it: `practitioner:<id>`, who has the same telephone in every house; the key of a post that nobody holds
   * (`desk:<county>:<institution>` …); or `patient:<referralId>`, `contact:<referralId>`, which need {@link patientOf}.
   */
  readonly recipient: string;
  readonly patientOf?: PatientOf;
  readonly channel: Channel;
  /** Tried one after the other where `channel` fails: urgent after the first failure, others later. */
  readonly fallback?: readonly Channel[];
  readonly urgency: Urgency;
  readonly language: Language;
  /** Business time before which it must not go out: quiet hours, a digest. */
  readonly notBefore: Date;
  /** Business time from which it is useless, as the start of the visit for its reminder. */
  readonly expiresAt?: Date;
  /** Who gets a task when it reached nobody: the key of an audience and its house, which may lie in another county. */
  readonly owner: { readonly audience: string; readonly county: string; readonly institution: string };
}

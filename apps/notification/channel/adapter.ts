import type { Outcome } from '../delivery/attempt.js';
import type { Channel, Language } from '../delivery/delivery.js';
import type { Notice } from '../notice/notice.js';

/** What one attempt hands over. */
export interface Letter {
  /** The same for every attempt: the other side may know a repetition by it. */
  readonly id: string;
  readonly county: string;
  readonly recipient: string;
  /** Phone number, e-mail address, account of the messenger …; never stored, never logged. */
  readonly address: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly notice: Notice;
}

/** One way out of the house. */
export interface Adapter {
  readonly channel: Channel;
  /** One attempt; gives up when `signal` says so. What it throws counts as failed. */
  send(letter: Letter, signal: AbortSignal): Promise<Outcome>;
}

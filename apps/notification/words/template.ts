import type { Words } from './departments.js';

/**
 * What one notice says, as ICU messages: `title` (also the subject of an e-mail), `text` in the app and in an e-mail,
 * `sms` where a short message says more than the title and a request to sign in. What each may be filled with stands in
 * `leak.ts`.
 */
export interface Template {
  readonly title: Words;
  readonly text: Words;
  readonly sms?: Words;
}

/** All that a message may be filled with: codes in words, numbers and times. No person and no clinical text can get in. */
export const PLACEHOLDERS = [
  'no',
  'direction',
  'urgency',
  'department',
  'start',
  'place',
  'hospital',
  'preparation',
  'until',
  'position',
  'rung',
  'pool',
  'sessions',
  'units',
  'due',
  'day',
  'rule',
  'kind',
  'year',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export const words = (zh: string, en: string): Words => ({ zh, en });
export const template = (title: Words, text: Words, sms?: Words): Template =>
  sms ? { title, text, sms } : { title, text };

/** For somebody who has no account: the same words wherever they are read. */
export const outward = (title: Words, text: Words): Template => ({ title, text, sms: text });

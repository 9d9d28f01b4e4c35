import type { Words } from './departments.js';

/** Title and text of one template; `{placeholder}` as in {@link PLACEHOLDERS}. */
export interface Template {
  readonly title: Words;
  readonly text: Words;
}

/** All that a text may be filled with: codes in words, numbers and times. No person and no clinical text can get in. */
export const PLACEHOLDERS = [
  'no',
  'direction',
  'urgency',
  'department',
  'start',
  'place',
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
export const template = (title: Words, text: Words): Template => ({ title, text });

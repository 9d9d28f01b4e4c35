import type { Say } from './say.js';

export type Cell = string | number | boolean | undefined;

/** One column of an exported list. */
export interface Column<Item> {
  readonly zh: string;
  readonly en: string;
  /** For who opens the file: names and words, the time on the clock. */
  readonly of: (item: Item, say: Say) => Cell;
  /** For a machine: the code that was put in words; it stands in a column of its own behind the others. */
  readonly code?: (item: Item) => string | undefined;
}

export type Language = 'zh' | 'en';

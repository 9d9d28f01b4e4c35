export type Cell = string | number | boolean | undefined;

/** One column of an exported list. */
export interface Column<Item> {
  readonly zh: string;
  readonly en: string;
  readonly of: (item: Item) => Cell;
}

export type Language = 'zh' | 'en';

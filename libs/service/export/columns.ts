import type { Column } from './column.js';
import type { WordKind } from './say.js';

interface Headed {
  readonly zh: string;
  readonly en: string;
}

/** A house by its name. */
export const institutionColumn = <Item>(header: Headed, code: (item: Item) => string | undefined): Column<Item> => ({
  ...header,
  code,
  of: (item, say) => say.institution(code(item)),
});

/** A department, or an exam, of a house by its name. */
export const groupColumn = <Item>(
  header: Headed,
  institution: (item: Item) => string | undefined,
  code: (item: Item) => string | undefined,
): Column<Item> => ({ ...header, code, of: (item, say) => say.group(institution(item), code(item)) });

/** A code of the domain in words. */
export const wordColumn = <Item>(
  kind: WordKind,
  header: Headed,
  code: (item: Item) => string | undefined,
): Column<Item> => ({ ...header, code, of: (item, say) => say.word(kind, code(item)) });

/** A moment in local time, which the header says. */
export const timeColumn = <Item>({ zh, en }: Headed, instant: (item: Item) => string | undefined): Column<Item> => ({
  zh: `${zh}（北京时间）`,
  en: `${en} (Beijing time UTC+8)`,
  of: (item, say) => say.time(instant(item)),
});

import { type FieldError, keysOf } from '../problem/problem';

/** A fault of a file, at the line where a person finds it in a table. */
export interface RowFault {
  /** The header is line 1; undefined where the fault is of the whole file. */
  readonly line?: number;
  readonly column: string;
  /** Keys of the words for it, the most exact first, and what the API said. */
  readonly words: readonly string[];
  readonly message: string;
}

/** Reads the API's field errors (`line 3, column tier`, `rows.3.tier`, `csv.3.tier`) as faults with a line, in order. */
export function faultsOf(errors: readonly FieldError[]): RowFault[] {
  return errors
    .map((error) => {
      const { field, message } = error;
      const line = /\d+/.exec(field)?.[0];
      const column = field.replace(/^.*\d+[.,\s]*(column)?\s*/, '') || field;
      return {
        ...(line ? { line: Number(line) } : {}),
        column,
        words: keysOf(error).map((key) => `problem:${key}`),
        message,
      };
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The columns of a file's header that the template wants and the file lacks. */
export function lackingColumns(csv: string, wanted: readonly string[]): string[] {
  const header = csv.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const here = header.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  return wanted.filter((name) => !here.includes(name));
}

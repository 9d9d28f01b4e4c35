import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CsvError, parse } from 'csv-parse/sync';
import { fieldErrors } from '#service/http/validation.js';
import { type RowError, rowError } from './row-error.js';

/** What a file of one kind looks like. */
export interface Sheet<T extends object> {
  /** The class of a row: its validators judge the cells, its fields are the columns. */
  row: ClassConstructor<T>;
  /** Columns that the header must name; what `row` requires beyond them is asked of each row. */
  required: readonly string[];
  optional: readonly string[];
  /** Columns of whole numbers, of `true` / `false`, and of lists parted by semicolons; all others are text. */
  numbers?: readonly string[];
  flags?: readonly string[];
  lists?: readonly string[];
  /** A cell with this text empties its field; a cell with nothing in it leaves the field out. */
  emptied?: string;
  mostRows: number;
}

/** A row that has no fault of its own, and the line it stands on. */
export interface Row<T> {
  line: number;
  value: T;
}

interface Record {
  record: string[];
  info: { lines: number };
}

/**
 * Reads a table: comma-separated UTF-8 with or without byte order mark, a header row, quotes as in RFC 4180. Faults of
 * the whole file are collected; rows with a fault are left out.
 */
export function readCsv<T extends object>(csv: string, sheet: Sheet<T>): { rows: Row<T>[]; errors: RowError[] } {
  const read = readCells(csv);
  if ('error' in read) return { rows: [], errors: [read.error] };
  const [header, ...records] = read.records;
  if (!header) return { rows: [], errors: [rowError(1, '', 'empty', 'the file is empty')] };
  const columns = header.record;
  const faults = headerFaults(columns, sheet);
  if (faults.length > 0) return { rows: [], errors: faults };
  if (records.length === 0)
    return { rows: [], errors: [rowError(1, '', 'no-rows', 'there is no row below the header')] };
  if (records.length > sheet.mostRows) {
    const message = `at most ${sheet.mostRows} rows in one file`;
    return { rows: [], errors: [rowError(sheet.mostRows + 2, '', 'too-many-rows', message)] };
  }
  const rows: Row<T>[] = [];
  const errors: RowError[] = [];
  for (const { record, info } of records) {
    const result = readRow(sheet, columns, record, info.lines);
    if ('value' in result) rows.push(result);
    else errors.push(...result.errors);
  }
  return { rows, errors };
}

function readCells(csv: string): { records: Record[] } | { error: RowError } {
  // What is no UTF-8 was replaced when the body was read: a spreadsheet's own encoding, most often. UTF-16 leaves NULs.
  const broken = csv.search(/[\uFFFD\0]/);
  if (broken >= 0) {
    const line = csv.slice(0, broken).split('\n').length;
    return { error: rowError(line, '', 'not-utf-8', 'save the file as UTF-8') };
  }
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    return { records: parse(csv, options) as unknown as Record[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    return { error: rowError(line, '', 'not-csv', 'a quote is not closed or stands in the wrong place') };
  }
}

function headerFaults(
  columns: readonly string[],
  { required, optional }: { required: readonly string[]; optional: readonly string[] },
): RowError[] {
  const known = [...required, ...optional];
  const missing = required.filter((name) => !columns.includes(name));
  return [
    ...missing.map((name) => rowError(1, name, 'missing-column', 'the header must name it')),
    ...columns.flatMap((name, at) => {
      if (!known.includes(name)) return [rowError(1, name, 'unknown-column', `known are ${known.join(', ')}`)];
      return columns.indexOf(name) === at ? [] : [rowError(1, name, 'twice', 'stands twice in the header')];
    }),
  ];
}

function readRow<T extends object>(
  sheet: Sheet<T>,
  columns: readonly string[],
  cells: readonly string[],
  line: number,
): Row<T> | { errors: RowError[] } {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} cells, the header ${columns.length}`;
    return { errors: [rowError(line, '', 'wrong-number-of-cells', message)] };
  }
  // An empty cell says nothing: the field is left out.
  const given = columns.flatMap((name, at) => (cells[at] ? [[name, cellValue(sheet, name, cells[at])] as const] : []));
  const value = plainToInstance(sheet.row, Object.fromEntries(given));
  const errors = fieldErrors(validateSync(value));
  if (errors.length === 0) return { line, value };
  return { errors: errors.map(({ field, code, message }) => rowError(line, field, code, message)) };
}

/** Text that is no number or no truth value stays text, for the rules of the field to refuse. */
function cellValue<T extends object>(sheet: Sheet<T>, column: string, cell: string): unknown {
  if (cell === sheet.emptied) return null;
  if (sheet.numbers?.includes(column)) return /^-?\d{1,9}$/.test(cell) ? Number(cell) : cell;
  if (sheet.flags?.includes(column)) return cell === 'true' || (cell === 'false' ? false : cell);
  if (sheet.lists?.includes(column)) return cell.split(';').map((item) => item.trim());
  return cell;
}

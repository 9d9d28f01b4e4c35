import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CsvError, parse } from 'csv-parse/sync';
import { fieldErrors } from '#service/http/validation.js';
import type { FieldError } from '#service/problem/problem.js';
import { SessionDraft } from '../supply/draft.dto.js';

/** A file has at most so many sessions: what a hospital of 20 departments publishes for a month. */
export const MOST_ROWS = 2_000;

/** A fault of one cell, or of a whole row. */
export interface RowError extends FieldError {
  /** In the file; the header is line 1. */
  line: number;
  /** Name of the column; empty where the row as a whole is wrong. */
  column: string;
}

/** A session and the line it stands on. */
export interface RosterRow {
  line: number;
  draft: SessionDraft;
}

/** Columns as the header names them; those that every row must have come first. */
const REQUIRED = ['externalId', 'pool', 'group', 'startsAt', 'endsAt', 'place', 'capacity'];
const OPTIONAL = ['doctorId', 'bedClass', 'preparation', 'device', 'segmentMinutes', 'allotment', 'declaredTotal'];
const NUMBERS = ['capacity', 'segmentMinutes', 'declaredTotal'];

interface Record {
  record: string[];
  info: { lines: number };
}

/** A fault of a row as the API says it: `csv.<line>.<column>`. */
export function rowError(line: number, column: string, code: string, message: string): RowError {
  const field = ['csv', line, column].filter(Boolean).join('.');
  return { line, column, field, code, message };
}

/**
 * Reads a roster: comma-separated UTF-8 with or without byte order mark, a header row, quotes as in RFC 4180. Faults of
 * the whole file are collected; rows with a fault are left out.
 */
export function readRoster(csv: string): { rows: RosterRow[]; errors: RowError[] } {
  const read = readCells(csv);
  if ('error' in read) return { rows: [], errors: [read.error] };
  const [header, ...records] = read.records;
  if (!header) return { rows: [], errors: [rowError(1, '', 'empty', 'the file is empty')] };
  const columns = header.record;
  const faults = headerFaults(columns);
  if (faults.length > 0) return { rows: [], errors: faults };
  if (records.length === 0)
    return { rows: [], errors: [rowError(1, '', 'no-rows', 'there is no row below the header')] };
  if (records.length > MOST_ROWS)
    return {
      rows: [],
      errors: [rowError(MOST_ROWS + 2, '', 'too-many-rows', `at most ${MOST_ROWS} rows in one file`)],
    };
  const rows: RosterRow[] = [];
  const errors: RowError[] = [];
  for (const { record, info } of records) {
    const result = readRow(columns, record, info.lines);
    if ('draft' in result) rows.push(result);
    else errors.push(...result.errors);
  }
  return { rows, errors };
}

function readCells(csv: string): { records: Record[] } | { error: RowError } {
  // What is no UTF-8 was replaced when the body was read: a spreadsheet's own encoding, most often.
  const broken = csv.indexOf('\uFFFD');
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

function headerFaults(columns: readonly string[]): RowError[] {
  const known = [...REQUIRED, ...OPTIONAL];
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  return [
    ...missing.map((name) => rowError(1, name, 'missing-column', 'the header must name it')),
    ...columns.flatMap((name, at) => {
      if (!known.includes(name)) return [rowError(1, name, 'unknown-column', `known are ${known.join(', ')}`)];
      return columns.indexOf(name) === at ? [] : [rowError(1, name, 'twice', 'stands twice in the header')];
    }),
  ];
}

function readRow(
  columns: readonly string[],
  cells: readonly string[],
  line: number,
): RosterRow | { errors: RowError[] } {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} cells, the header ${columns.length}`;
    return { errors: [rowError(line, '', 'wrong-number-of-cells', message)] };
  }
  // An empty cell says nothing: the field is left out.
  const given = columns.flatMap((name, at) => (cells[at] ? [[name, cellValue(name, cells[at])] as const] : []));
  const draft = plainToInstance(SessionDraft, Object.fromEntries(given));
  const errors = fieldErrors(validateSync(draft));
  if (errors.length === 0) return { line, draft };
  return { errors: errors.map(({ field, code, message }) => rowError(line, field, code, message)) };
}

/** Text that is no number or no truth value stays text, for the rules of the field to refuse. */
function cellValue(column: string, cell: string): string | number | boolean {
  if (NUMBERS.includes(column)) return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
  if (column === 'allotment') return cell === 'true' || (cell === 'false' ? false : cell);
  return cell;
}

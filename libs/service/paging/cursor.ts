import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, isUUID, Max, MaxLength, Min } from 'class-validator';
import { isInstant } from '../http/is-instant.js';
import { Problem } from '../problem/problem.js';

/** Query parameters of every list. */
export class PageQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 20;
  @IsOptional() @IsString() @MaxLength(512) cursor?: string;
}

/** One page; `next` is the cursor of the following one, absent on the last. */
export class Page<T> {
  items: T[];
  next?: string;
}

export type CursorValue = string | number | null;

/** Packs the sort values of the last row of a page. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor back.
 * @throws Problem 400 `CURSOR_INVALID` unless it holds exactly `length` plain values.
 */
export function decodeCursor(text: string, length?: number): CursorValue[] {
  const values = parse(Buffer.from(text, 'base64url').toString('utf8'));
  const plain = Array.isArray(values) && values.every((v) => v === null || typeof v === 'string' || Number.isFinite(v));
  if (!plain || (length !== undefined && values.length !== length)) {
    throw invalid();
  }
  return values;
}

/** What a place in a cursor holds, as the code that reads it has it. */
interface CursorKinds {
  date: string;
  instant: string;
  uuid: string;
  text: string;
  integer: number;
}
export type CursorKind = keyof CursorKinds;

const isText = (value: CursorValue): value is string => typeof value === 'string';

const FITS: Record<CursorKind, (value: CursorValue) => boolean> = {
  date: (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && isInstant(value),
  instant: (value) => isText(value) && isInstant(value),
  uuid: (value) => isUUID(value),
  text: (value) => isText(value) && !value.includes('\0'),
  integer: (value) => Number.isSafeInteger(value),
};

/**
 * The sort values after which a list goes on, a kind for each; none without a cursor.
 * @throws Problem 400 `CURSOR_INVALID` for a cursor of another list, which the database could not compare
 */
export function readCursor<const Kinds extends readonly CursorKind[]>(
  cursor: string | undefined,
  ...kinds: Kinds
): { -readonly [At in keyof Kinds]: CursorKinds[Kinds[At]] } | [] {
  if (cursor === undefined) return [];
  const values = decodeCursor(cursor, kinds.length);
  if (!values.every((value, at) => FITS[kinds[at] ?? 'text'](value))) throw invalid();
  return values as { -readonly [At in keyof Kinds]: CursorKinds[Kinds[At]] };
}

/** Cuts a result of `limit + 1` rows to a page. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
  sortValues: (row: Row) => CursorValue[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(sortValues(last)) : undefined;
  return { items: shown.map(item), ...(next ? { next } : {}) };
}

function invalid(): Problem {
  return new Problem({ status: 400, code: 'CURSOR_INVALID', detail: 'The cursor is not one that this list gave out.' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

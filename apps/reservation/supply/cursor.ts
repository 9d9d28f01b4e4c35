import { isISO8601, isUUID } from 'class-validator';
import { isInstant } from '#service/http/is-instant.js';
import { type CursorValue, decodeCursor } from '#service/paging/cursor.js';
import { Problem } from '#service/problem/problem.js';

/** What a place in a cursor holds. */
export type CursorKind = 'date' | 'instant' | 'uuid' | 'text';

const FITS: Record<CursorKind, (value: string) => boolean> = {
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && isISO8601(value, { strict: true }),
  instant: isInstant,
  uuid: (value) => isUUID(value),
  text: (value) => !value.includes('\0'),
};

/**
 * The sort values after which a list goes on; none without a cursor.
 * @throws Problem 400 `CURSOR_INVALID` for a cursor of another list, which the database could not compare
 */
export function readCursor(cursor: string | undefined, ...kinds: CursorKind[]): CursorValue[] {
  if (cursor === undefined) return [];
  const values = decodeCursor(cursor, kinds.length);
  const fits = values.every((value, at) => typeof value === 'string' && FITS[kinds[at] ?? 'text'](value));
  if (fits) return values;
  throw new Problem({ status: 400, code: 'CURSOR_INVALID', detail: 'The cursor is not one that this list gave out.' });
}

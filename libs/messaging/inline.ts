import pg from 'pg';
import type { Statement } from './prepared.js';

type Value = string | number | boolean | Date | null | readonly Value[];

/**
 * The text of a statement with its values in it, for the few that travel in one message with BEGIN or COMMIT, which
 * PostgreSQL allows only without parameters. Quoting is the driver's own; the statement casts each value (`$1::uuid[]`).
 * @throws Error for a NUL, which would end the text, and for a number that is none
 */
export function inline(statement: Statement, values: readonly Value[]): string {
  return statement.text.replace(/\$(\d+)/g, (_, position: string) => {
    const value = values[Number(position) - 1];
    if (value === undefined) throw new Error(`${statement.name}: no value ${position}`);
    return literal(value);
  });
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return quoted(value.toISOString());
  if (typeof value !== 'number') return `ARRAY[${value.map(literal).join(',')}]`;
  if (!Number.isFinite(value)) throw new Error('Not a number');
  return `(${value})`;
}

function quoted(text: string): string {
  if (text.includes('\0')) throw new Error('A text holds NUL');
  // The driver looks at every character; most texts hold none that would have to be escaped.
  return /['\\]/.test(text) ? pg.escapeLiteral(text) : `'${text}'`;
}

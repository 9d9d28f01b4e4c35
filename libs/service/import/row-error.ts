import { type FieldError, Problem } from '#service/problem/problem.js';

/** A fault of one cell, or of a whole row. */
export interface RowError extends FieldError {
  /** In the file; the header is line 1. */
  line: number;
  /** Name of the column; empty where the row as a whole is wrong. */
  column: string;
}

/** A fault of a row as the API says it: `csv.<line>.<column>`. */
export function rowError(line: number, column: string, code: string, message: string): RowError {
  const field = ['csv', line, column].filter(Boolean).join('.');
  return { line, column, field, code, message };
}

/** The refusal of a whole file, with every fault in the order of its lines. */
export function fileRefused(code: string, errors: readonly RowError[]): Problem {
  return new Problem({
    status: 422,
    code,
    detail: `Nothing was changed: ${errors.length} ${errors.length === 1 ? 'fault' : 'faults'}, see errors.`,
    errors: [...errors].sort((a, b) => a.line - b.line),
  });
}

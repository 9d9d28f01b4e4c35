import { type FieldError, Problem } from '#service/problem/problem.js';
import { readExpression } from '../expression/expression.js';
import { ExpressionFault } from '../expression/expression-fault.js';
import type { CriterionForm } from './criteria-set.dto.js';
import type { Criterion } from './criterion.js';

/** A row that may be stored, with the fields that it asks about. */
export interface CheckedRow {
  row: Criterion;
  fields: readonly string[];
}

/** @throws Problem 422 `CRITERIA_WRONG` with every row that is not in order */
export function checkedRows(forms: readonly CriterionForm[], field = 'rows'): CheckedRow[] {
  const errors: FieldError[] = [];
  const ids = new Set<string>();
  const rows = forms.flatMap((form, at): CheckedRow[] => {
    const place = `${field}.${at}`;
    if (ids.has(form.id))
      errors.push({ field: `${place}.id`, code: 'repeated', message: `${form.id} stands here twice.` });
    ids.add(form.id);
    errors.push(...resultFaults(form, place));
    try {
      return [{ row: toRow(form), fields: readExpression(form.when).fields }];
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      errors.push({ field: `${place}.when`, code: error.code, message: `${form.id}: ${error.message}` });
      return [];
    }
  });
  if (errors.length === 0) return rows;
  const detail = 'Some criteria cannot be taken: see errors.';
  throw new Problem({ status: 422, code: 'CRITERIA_WRONG', detail, errors });
}

function resultFaults({ direction, result, validFrom, validTo }: CriterionForm, place: string): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) =>
    faults.push({ field: `${place}.${field}`, code, message });
  if (result.class && result.advice) refuse('result.advice', 'contradiction', 'Either a class or another advice.');
  if (direction === 'down' && (result.class || result.advice))
    refuse('result', 'contradiction', 'The way back has no class and no other advice.');
  if (validFrom && validTo && validTo <= validFrom) refuse('validTo', 'order', '`validTo` comes after `validFrom`.');
  return faults;
}

function toRow({ id, version, direction, when, result, basis, validFrom, validTo }: CriterionForm): Criterion {
  return { id, version, direction, when, result, basis, validFrom: validFrom ?? null, validTo: validTo ?? null };
}

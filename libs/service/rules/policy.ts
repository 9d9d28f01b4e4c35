import { amountOf } from './policy-key.js';

/** From wide to narrow; the narrowest valid row decides. */
export const SCOPE_KINDS = ['nation', 'province', 'county', 'consortium', 'institution'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

export type PolicyValue = number | string | boolean | PolicyValue[] | { [key: string]: PolicyValue };

/** What a row leaves to narrower scopes: more only, less only, or nothing; absent = anything. */
export type Bound = 'at-least' | 'at-most' | 'fixed';

/** One dated value of one parameter in one scope (domain "Rule rows"). */
export interface PolicyRow {
  scopeKind: ScopeKind;
  /** Empty for the nation; province (2 digits), county (6 digits), consortium id, institution code. */
  scopeCode: string;
  key: string;
  version: number;
  value: PolicyValue;
  bound: Bound | null;
  /** `YYYY-MM-DD`, the first day it holds. */
  validFrom: string;
  /** The first day it no longer holds; null = open. */
  validTo: string | null;
  approvedBy: string;
  /** The text it comes from, with its mark. */
  source: string;
}

/** Where a parameter is asked for. */
export interface Place {
  county: string;
  consortium?: string;
  institution?: string;
}

/** A value and the row it was read from: a decision keeps `key`, scope and version of it. */
export interface Effective {
  value: PolicyValue;
  decidedBy: PolicyRow;
}

/**
 * The value in force at a place that day: the narrowest valid row, and within a scope the latest version. A bound of a
 * wider row holds for all narrower ones: they may tighten it, and what would loosen it is cut off at the bound.
 */
export function effective(rows: readonly PolicyRow[], key: string, place: Place, day: string): Effective | undefined {
  const valid = rows.filter((row) => row.key === key && holds(row, day) && covers(row, place));
  const latest = new Map<number, PolicyRow>();
  for (const row of valid) {
    const known = latest.get(width(row));
    if (!known || known.version < row.version) latest.set(width(row), row);
  }
  let decided: Effective | undefined;
  const bounds: PolicyRow[] = [];
  for (const row of [...latest.values()].sort((a, b) => width(a) - width(b))) {
    // The nearest bound is the tightest: a looser one was cut off itself.
    const breached = bounds.findLast((bound) => !within(row.value, bound));
    decided = { value: (breached ?? row).value, decidedBy: breached ?? row };
    if (row.bound && !breached) bounds.push(row);
  }
  return decided;
}

function within(value: PolicyValue, bound: PolicyRow): boolean {
  switch (bound.bound) {
    case 'at-least':
      return (amountOf(value) ?? Number.NaN) >= (amountOf(bound.value) ?? Number.NaN);
    case 'at-most':
      return (amountOf(value) ?? Number.NaN) <= (amountOf(bound.value) ?? Number.NaN);
    case 'fixed':
      return JSON.stringify(value) === JSON.stringify(bound.value);
    case null:
      return true;
  }
}

const width = (row: PolicyRow): number => SCOPE_KINDS.indexOf(row.scopeKind);

function holds(row: PolicyRow, day: string): boolean {
  return row.validFrom <= day && (row.validTo === null || day < row.validTo);
}

function covers(row: PolicyRow, place: Place): boolean {
  switch (row.scopeKind) {
    case 'nation':
      return true;
    case 'province':
      return row.scopeCode === place.county.slice(0, 2);
    case 'county':
      return row.scopeCode === place.county;
    case 'consortium':
      return row.scopeCode === place.consortium;
    case 'institution':
      return row.scopeCode === place.institution;
  }
}

import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { mayKeep } from './keepers.js';
import type { Led } from './keepers.store.js';
import { fieldsOf, type Kind, type Row } from './kind.js';
import { type Fault, faultOf, notYours } from './refusals.js';
import { attempt, putRow, removeRow, storedRow } from './register.store.js';
import { RowRefused } from './row-refused.js';

export const OUTCOMES = ['created', 'changed', 'unchanged', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who writes, where and when. */
export interface Hand {
  principal: Principal;
  led: Led;
  /** Local date. */
  day: string;
}

/** For each row on average: a row waits for a few others, never for half of the file. */
const MOST_ATTEMPTS = 8;

/** What became of a row, by its place in the list. */
export type Result = { at: number; row: Row } & ({ outcome: Outcome } | { fault: Fault });

/**
 * Puts rows one by one, each by itself: a refused one leaves no trace. What was refused because of another row is tried
 * again while something still succeeds, so the order within a file does not matter, but not without an end: nobody else
 * changes the network meanwhile. The caller rolls back if any is faulty.
 */
export async function putRows(tx: EntityManager, kind: Kind, rows: readonly Row[], hand: Hand): Promise<Result[]> {
  const results = new Map<number, Result>();
  let waiting = rows.map((_, at) => at);
  let attempts = MOST_ATTEMPTS * rows.length;
  while (waiting.length > 0) {
    const again: number[] = [];
    for (const at of waiting) {
      const row = rows[at] as Row;
      attempts -= 1;
      const { later, ...result } = await tryRow(tx, kind, row, hand);
      results.set(at, { at, row, ...result });
      if (later) again.push(at);
    }
    if (again.length === waiting.length || attempts < again.length) break;
    waiting = again;
  }
  return [...results.values()].sort((a, b) => a.at - b.at);
}

async function tryRow(tx: EntityManager, kind: Kind, row: Row, hand: Hand) {
  try {
    return { outcome: await attempt(tx, () => settle(tx, kind, row, hand)), later: false };
  } catch (error) {
    const { later = false, ...fault } = error instanceof RowRefused ? error.fault : (faultOf(error) ?? rethrow(error));
    return { fault, later };
  }
}

async function settle(tx: EntityManager, kind: Kind, given: Row, { principal, led, day }: Hand): Promise<Outcome> {
  const { county } = principal;
  const { withdraw, ...row } = (await kind.completed?.(stored(kind, given), county, tx)) ?? stored(kind, given);
  const known = await storedRow(tx, kind, county, row);
  for (const one of known ? [row, { ...row, ...known }] : [row]) {
    if (!mayKeep(principal, kind.keepers, await kind.owner(one, tx, county), led)) throw new RowRefused(notYours);
  }
  if (withdraw === true) return withdrawn(tx, kind, row, known, { county, day });
  const { validFrom, validTo } = row as { validFrom?: string; validTo?: string | null };
  if (validFrom && validTo && validTo <= validFrom) throw new RowRefused(endsTooEarly);
  if (!(await putRow(tx, kind, county, row))) return 'unchanged';
  return known ? 'changed' : 'created';
}

async function withdrawn(
  tx: EntityManager,
  kind: Kind,
  row: Row,
  known: Row | undefined,
  { county, day }: { county: string; day: string },
): Promise<Outcome> {
  if (!known) return 'unchanged';
  if (String(known['validFrom'] ?? '9999') <= day) throw new RowRefused(inForce);
  await removeRow(tx, kind, county, row);
  return 'withdrawn';
}

const endsTooEarly: Fault = { column: 'validTo', code: 'not-after', message: 'It must lie after validFrom.' };
const inForce: Fault = {
  column: 'withdraw',
  code: 'in-force',
  message: 'It has begun to hold: end it by validTo, so that what was decided by it stays explained.',
};

/** What was given, with an emptied list as an empty one. */
function stored({ lists = [], ...kind }: Kind, given: Row): Row {
  const fields = [...fieldsOf({ lists, ...kind }), 'withdraw'];
  const entries = fields.filter((field) => given[field] !== undefined).map((field) => [field, given[field]] as const);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, value === null && lists.includes(field) ? [] : value]),
  );
}

function rethrow(error: unknown): never {
  throw error;
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { PoolKey } from './breach.store.js';
import type { Invariant } from './checks.store.js';

/** A pool from which nothing is sold but to emergencies, and why. */
export interface Freeze extends PoolKey {
  id: string;
  invariant: Invariant;
  code: string;
  /** Ids of what breaks it. */
  evidence: string[];
  frozenAt: Date;
  liftedAt: Date | null;
  liftedBy: string | null;
  liftReason: string | null;
}

const COLUMNS = `f.county, f.id, f.institution, f.pool, f.group_code AS "group", f.date::text AS date, f.invariant, f.code, f.evidence,
  f.frozen_at AS "frozenAt", f.lifted_at AS "liftedAt", f.lifted_by AS "liftedBy", f.lift_reason AS "liftReason"`;

const IN_POOL = 's.county = $1 AND s.institution = $2 AND s.pool = $3 AND s.group_code = $4 AND s.date = $5::date';
const keyOf = ({ county, institution, pool, group, date }: PoolKey): string[] => [
  county,
  institution,
  pool,
  group,
  date,
];

const LOCK_ACCOUNT: Statement = {
  name: 'freeze-lock-account',
  text: `SELECT FROM account s WHERE ${IN_POOL} FOR NO KEY UPDATE`,
};
const LOCK_SESSIONS: Statement = {
  name: 'freeze-lock-sessions',
  text: `SELECT FROM session s WHERE ${IN_POOL} ORDER BY s.county, s.id FOR UPDATE`,
};

/** Locks a pool: who publishes into it waits, and so does who takes a unit of it. */
export async function lockPool(tx: EntityManager, pool: PoolKey): Promise<void> {
  await run(tx, LOCK_ACCOUNT, keyOf(pool));
  await run(tx, LOCK_SESSIONS, keyOf(pool));
}

const INSERT: Statement = {
  name: 'freeze-insert',
  text: `INSERT INTO pool_freeze (county, institution, pool, group_code, date, id, invariant, code, evidence, frozen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (county, institution, pool, group_code, date) WHERE lifted_at IS NULL DO NOTHING RETURNING id`,
};
const STOP: Statement = {
  name: 'freeze-sessions',
  text: `UPDATE session s SET frozen = true, version = s.version + 1 WHERE ${IN_POOL} AND NOT s.frozen`,
};

/** Freezes a locked pool. @returns false where it was frozen already */
export async function insertFreeze(
  tx: EntityManager,
  freeze: Omit<Freeze, 'liftedAt' | 'liftedBy' | 'liftReason'>,
): Promise<boolean> {
  const { id, invariant, code, evidence, frozenAt } = freeze;
  const rows = await run(tx, INSERT, [...keyOf(freeze), id, invariant, code, evidence, frozenAt]);
  if (rows.length === 0) return false;
  await run(tx, STOP, keyOf(freeze));
  return true;
}

const LOCK: Statement = {
  name: 'freeze-lock',
  text: `SELECT ${COLUMNS} FROM pool_freeze f WHERE f.county = $1 AND f.id = $2 FOR UPDATE`,
};

export async function lockFreeze(tx: EntityManager, county: string, id: string): Promise<Freeze | undefined> {
  return (await run<Freeze>(tx, LOCK, [county, id]))[0];
}

const LIFT: Statement = {
  name: 'freeze-lift',
  text: `UPDATE pool_freeze f SET lifted_at = $3, lifted_by = $4, lift_reason = $5 WHERE f.county = $1 AND f.id = $2`,
};
/** Whoever waits is looked at again: units may have come back meanwhile. */
const SELL: Statement = {
  name: 'freeze-sell-again',
  text: `UPDATE session s SET frozen = false, version = s.version + 1, offer_at = least(s.offer_at, $6) WHERE ${IN_POOL}`,
};

/** Lifts the freeze of a locked pool. */
export async function liftFreeze(
  tx: EntityManager,
  freeze: Freeze,
  at: Date,
  by: string,
  reason: string,
): Promise<void> {
  await run(tx, LIFT, [freeze.county, freeze.id, at, by, reason]);
  await run(tx, SELL, [...keyOf(freeze), at]);
}

const LIST: Statement = {
  name: 'freeze-list',
  text: `SELECT ${COLUMNS} FROM pool_freeze f WHERE f.county = $1 AND (NOT $2 OR f.lifted_at IS NULL)
            AND ($3::timestamptz IS NULL OR (f.frozen_at, f.id) < ($3, $4)) ORDER BY f.frozen_at DESC, f.id DESC LIMIT $5`,
};

/** Freezes that the transaction's scope may see, the latest first. */
export function listFreezes(
  tx: EntityManager,
  county: string,
  onlyLive: boolean,
  [frozenAt = null, id = null]: readonly CursorValue[],
  limit: number,
): Promise<Freeze[]> {
  return run<Freeze>(tx, LIST, [county, onlyLive, frozenAt, id, limit]);
}

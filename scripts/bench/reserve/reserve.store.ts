import type { Pool } from 'pg';
import { type Database, SYSTEM } from '#service/database/database.js';

/** How many units were given, in all and to whom. */
export interface Given {
  family: number;
  public: number;
}

/** What stands in the books of the whole database. */
export async function givenIn(pool: Pool): Promise<Given> {
  const { rows } = await pool.query<Given>(
    `SELECT coalesce(sum(family_taken), 0)::int AS family, coalesce(sum(public_taken), 0)::int AS public FROM session`,
  );
  return rows[0] as Given;
}

/** Opens all sessions to the public, as their seventh day before would. */
export async function openToPublic(pool: Pool): Promise<void> {
  await pool.query('UPDATE session SET opens_public_at = opens_family_at');
}

/** Waiting entries, so that nobody among the contenders was lost. */
export async function waitingIn(database: Database): Promise<number> {
  return database.transaction(SYSTEM, async (tx) => {
    const [row] = await tx.query<{ waiting: number }[]>('SELECT count(*)::int AS waiting FROM wait_entry');
    return row?.waiting ?? 0;
  });
}

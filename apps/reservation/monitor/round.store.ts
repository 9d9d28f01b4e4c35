import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { PoolKey } from './breach.store.js';
import type { Invariant } from './checks.store.js';

/** Breaches by invariant; what is not broken is not in it. */
export type Tally = Partial<Record<Invariant, number>>;

/** How far the monitor has come. */
export interface Progress {
  /** Entries of the ledger up to this id have been followed. */
  lookedUntil: string;
  /** The last account of the round under way; null before its first slice and between rounds. */
  roundAfter: string[] | null;
  roundFound: Tally;
  /** A full round is under way, or due. */
  roundDue: boolean;
  sessionsChecked: number;
}

const TAKE: Statement = {
  name: 'monitor-take',
  text: `SELECT looked_until AS "lookedUntil", round_after AS "roundAfter", round_found AS "roundFound", 0 AS "sessionsChecked",
      round_after IS NOT NULL OR round_began_at IS NULL OR round_began_at + $1 * interval '1 minute' <= clock_timestamp() AS "roundDue"
    FROM monitor FOR UPDATE SKIP LOCKED`,
};

/** The monitor's place, locked until commit; undefined while another replica looks. */
export async function takeProgress(tx: EntityManager, roundMinutes: number): Promise<Progress | undefined> {
  return (await run<Progress>(tx, TAKE, [roundMinutes]))[0];
}

const LOOKED: Statement = {
  name: 'monitor-looked',
  text: `UPDATE monitor SET looked_until = $1, sessions_checked = sessions_checked + $2`,
};

export async function saveLook(tx: EntityManager, { lookedUntil, sessionsChecked }: Progress): Promise<void> {
  await run(tx, LOOKED, [lookedUntil, sessionsChecked]);
}

const WALKED: Statement = {
  name: 'monitor-walked',
  text: `UPDATE monitor SET round_began_at = CASE WHEN round_after IS NULL THEN clock_timestamp() ELSE round_began_at END,
      round_after = $1, round_found = $2, sessions_checked = sessions_checked + $3`,
};

/** A slice of the full round is done. */
export async function saveSlice(tx: EntityManager, last: PoolKey, progress: Progress): Promise<void> {
  const { county, institution, pool, group, date } = last;
  await run(tx, WALKED, [
    [county, institution, pool, group, date],
    JSON.stringify(progress.roundFound),
    progress.sessionsChecked,
  ]);
}

const ENDED: Statement = {
  name: 'monitor-round-ended',
  text: `UPDATE monitor SET round_began_at = CASE WHEN round_after IS NULL THEN clock_timestamp() ELSE round_began_at END,
      round_after = NULL, round_found = '{}', found = $1, round_ended_at = clock_timestamp(), sessions_checked = sessions_checked + $2`,
};

/** The last slice of the full round is done. */
export async function endRound(tx: EntityManager, found: Tally, sessionsChecked: number): Promise<void> {
  await run(tx, ENDED, [JSON.stringify(found), sessionsChecked]);
}

const POOL_OF_SESSION = `s.county, s.institution, s.pool, s.group_code AS "group", s.date::text AS date`;

/** The first entries after the last look, and whose pools they changed. */
const CHANGED: Statement = {
  name: 'monitor-changed',
  text: `WITH recent AS (SELECT l.county, l.session_id, l.id FROM ledger l WHERE l.id > $1 ORDER BY l.id LIMIT $2)
    SELECT DISTINCT ${POOL_OF_SESSION}, (SELECT count(*)::int FROM recent) AS entries,
        (SELECT id FROM recent ORDER BY id DESC LIMIT 1) AS last
      FROM recent JOIN session s ON s.county = recent.county AND s.id = recent.session_id`,
};

/** Pools that changed after an entry of the ledger, by at most `limit` entries, and the last entry that was followed. */
export async function changedPools(
  tx: EntityManager,
  after: string,
  limit: number,
): Promise<{ pools: PoolKey[]; entries: number; last: string }> {
  const rows = await run<PoolKey & { entries: number; last: string }>(tx, CHANGED, [after, limit]);
  return { pools: rows, entries: rows[0]?.entries ?? 0, last: rows[0]?.last ?? after };
}

const NEXT: Statement = {
  name: 'monitor-next-pools',
  text: `SELECT a.county, a.institution, a.pool, a.group_code AS "group", a.date::text AS date FROM account a
          WHERE $1::bpchar IS NULL OR (a.county, a.institution, a.pool, a.group_code, a.date) > ($1, $2, $3, $4, $5::date)
          ORDER BY a.county, a.institution, a.pool, a.group_code, a.date LIMIT $6`,
};

/** The next pools of a full round. */
export function nextPools(tx: EntityManager, after: readonly string[] | null, limit: number): Promise<PoolKey[]> {
  return run<PoolKey>(tx, NEXT, [...(after ?? [null, null, null, null, null]), limit]);
}

const COUNT: Statement = {
  name: 'monitor-count-sessions',
  text: `SELECT count(*)::int AS sessions FROM session s WHERE (s.county, s.institution, s.pool, s.group_code, s.date)
    IN (SELECT * FROM unnest($1::bpchar[], $2::text[], $3::text[], $4::text[], $5::date[]))`,
};

export async function countSessionsOf(tx: EntityManager, pools: readonly PoolKey[]): Promise<number> {
  if (pools.length === 0) return 0;
  const of = (value: (pool: PoolKey) => string) => pools.map(value);
  const keys = [
    of((p) => p.county),
    of((p) => p.institution),
    of((p) => p.pool),
    of((p) => p.group),
    of((p) => p.date),
  ];
  return (await run<{ sessions: number }>(tx, COUNT, keys))[0]?.sessions ?? 0;
}

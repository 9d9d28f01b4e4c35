import type { EntityManager } from 'typeorm';
import type { SupplyLevel } from '#contracts/reservation.events.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Session } from '../supply/session.entity.js';
import { SESSION_COLUMNS } from '../supply/session.store.js';

/** How far the feed has come. */
export interface Feed {
  /** Entries of the ledger up to this id have been followed. */
  lookedUntil: string;
  /** The last session of the round under way; null at its begin. */
  roundCounty: string | null;
  roundDate: string | null;
  roundId: string | null;
}

const TAKE: Statement = {
  name: 'level-feed-take',
  text: `SELECT looked_until AS "lookedUntil", round_county AS "roundCounty", round_date::text AS "roundDate", round_id AS "roundId"
    FROM level_feed FOR UPDATE SKIP LOCKED`,
};

/** The place of the feed, locked until commit; undefined while another replica tells. */
export async function takeFeed(tx: EntityManager): Promise<Feed | undefined> {
  return (await run<Feed>(tx, TAKE, []))[0];
}

const SAVE: Statement = {
  name: 'level-feed-save',
  text: 'UPDATE level_feed SET looked_until = $1, round_county = $2, round_date = $3, round_id = $4',
};

export async function saveFeed(tx: EntityManager, feed: Feed): Promise<void> {
  await run(tx, SAVE, [feed.lookedUntil, feed.roundCounty, feed.roundDate, feed.roundId]);
}

/** What the counters were told as last; null where the session is new to the others. */
export interface Counted {
  session: Session;
  told: SupplyLevel | null;
}

type Row = Session & { told: SupplyLevel | null };

const asCounted = ({ told, ...session }: Row): Counted => ({ session, told });

const WITH_TOLD = `${SESSION_COLUMNS}, t.level AS told`;
const TOLD = 'LEFT JOIN level_told t ON t.county = s.county AND t.session_id = s.id';

const CHANGED: Statement = {
  name: 'level-changed',
  text: `WITH recent AS MATERIALIZED (SELECT l.county, l.session_id, l.id FROM ledger l WHERE l.id > $1 ORDER BY l.id LIMIT $2)
    SELECT ${WITH_TOLD}, (SELECT count(*)::int FROM recent) AS entries, (SELECT id FROM recent ORDER BY id DESC LIMIT 1) AS last
      FROM (SELECT DISTINCT county, session_id FROM recent) c JOIN session s ON s.county = c.county AND s.id = c.session_id ${TOLD}`,
};

/** Sessions that changed after an entry of the ledger, by at most `limit` entries, and the last entry that was followed. */
export async function changedSessions(
  tx: EntityManager,
  after: string,
  limit: number,
): Promise<{ counted: Counted[]; entries: number; last: string }> {
  const rows = await run<Row & { entries: number; last: string }>(tx, CHANGED, [after, limit]);
  const counted = rows.map(({ entries: _, last: __, ...row }) => asCounted(row as Row));
  return { counted, entries: rows[0]?.entries ?? 0, last: rows[0]?.last ?? after };
}

const SLICE: Statement = {
  name: 'level-slice',
  text: `SELECT ${WITH_TOLD} FROM session s ${TOLD}
          WHERE s.county = $1 AND (s.date, s.id) > ($2::date, $3::uuid) AND s.closes_at > $4 ORDER BY s.date, s.id LIMIT $5`,
};

/** The next open sessions of a county after a place in the round. */
export async function nextSessions(
  tx: EntityManager,
  now: Date,
  place: { county: string; date: string; id: string },
  limit: number,
): Promise<Counted[]> {
  return (await run<Row>(tx, SLICE, [place.county, place.date, place.id, now, limit])).map(asCounted);
}

const NEXT_COUNTY: Statement = {
  name: 'level-next-county',
  text: `SELECT min(county) AS county FROM session WHERE county > coalesce($1::bpchar, '')`,
};

/** The next county that has supply; null after the last. */
export async function countyAfter(tx: EntityManager, county: string | null): Promise<string | null> {
  return (await run<{ county: string | null }>(tx, NEXT_COUNTY, [county]))[0]?.county ?? null;
}

const NOTE: Statement = {
  name: 'level-note',
  text: `INSERT INTO level_told (county, session_id, level, closes_at)
      SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::jsonb[], $4::timestamptz[])
    ON CONFLICT (county, session_id) DO UPDATE SET level = excluded.level, closes_at = excluded.closes_at`,
};

/** Remembers what is being told. */
export async function noteTold(tx: EntityManager, county: string, levels: readonly SupplyLevel[]): Promise<void> {
  await run(tx, NOTE, [
    levels.map(() => county),
    levels.map(({ sessionId }) => sessionId),
    levels.map((level) => JSON.stringify(level)),
    levels.map(({ closesAt }) => closesAt),
  ]);
}

/** The next message of a county. */
export interface CountyVersion {
  id: string;
  version: number;
}

const RAISE: Statement = {
  name: 'level-county-raise',
  text: `INSERT INTO level_county AS c (county, version, told_at) VALUES ($1, 1, $2)
    ON CONFLICT (county) DO UPDATE SET version = c.version + 1, told_at = $2 RETURNING c.id, c.version`,
};

export async function raiseVersion(tx: EntityManager, county: string, now: Date): Promise<CountyVersion> {
  return (await run<CountyVersion>(tx, RAISE, [county, now]))[0]!;
}

const SILENT: Statement = {
  name: 'level-silent',
  text: `SELECT county FROM level_county WHERE told_at <= $1::timestamptz - $2 * interval '1 second'`,
};

/** Counties that have heard nothing for so long. */
export async function silentCounties(tx: EntityManager, now: Date, seconds: number): Promise<string[]> {
  return (await run<{ county: string }>(tx, SILENT, [now, seconds])).map(({ county }) => county);
}

const FORGET: Statement = {
  name: 'level-forget',
  text: `DELETE FROM level_told WHERE (county, session_id) IN (SELECT county, session_id FROM level_told WHERE closes_at <= $1 LIMIT 1000)`,
};

/** What is over need not be remembered. */
export async function forgetClosed(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}

/** Forgets what was told: everything is told again, from the first session on. For an operator, as the owner. */
export const TELL_AGAIN = [
  'DELETE FROM level_told',
  'UPDATE level_feed SET round_county = NULL, round_date = NULL, round_id = NULL',
];

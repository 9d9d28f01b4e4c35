import type { EntityManager } from 'typeorm';
import type { ReserveGamingCase } from '#contracts/anomaly.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** A case with its county; nobody's identity is in it. */
export interface GamingCase extends Omit<ReserveGamingCase, 'happenedAt'> {
  county: string;
  happenedAt: Date;
}

const COUNTIES: Statement = {
  name: 'gaming-counties',
  text: `WITH RECURSIVE one AS (SELECT min(county) AS county FROM session
      UNION ALL SELECT (SELECT min(s.county) FROM session s WHERE s.county > one.county) FROM one WHERE one.county IS NOT NULL)
    SELECT county FROM one WHERE county IS NOT NULL`,
};

/** The counties that have supply: by the index, one step for each. */
export function suppliedCounties(tx: EntityManager): Promise<{ county: string }[]> {
  return run<{ county: string }>(tx, COUNTIES, []);
}

/** A protected unit that a user gave back, and that the public took at once. */
const CANCELLED_THEN_PUBLIC = `
  SELECT c.county, 'cancelled-then-public' AS kind, c.id || ' ' || p.id AS key, c.institution, c.pool, c.group_code AS "group",
         c.session_id AS "sessionId", ARRAY[c.id, p.id] AS reservations, p.created_at AS "happenedAt", 1 AS units
    FROM reservation c JOIN reservation p ON p.county = c.county AND p.session_id = c.session_id AND p.taker = 'public'
     AND p.created_at BETWEEN c.ended_at AND c.ended_at + make_interval(mins => $3::int)
   WHERE c.county = $4 AND c.taker = 'family' AND c.from_reserve AND c.state = 'cancelled' AND c.ended_at > $1::timestamptz - make_interval(days => $2::int)`;

/** Protected units of a session that the hospital then stopped: what the ledger had before, as the stop leaves none. */
const RESERVE_STOPPED = `
  SELECT s.county, 'reserve-on-stopped-session', s.id::text, s.institution, s.pool, s.group_code, s.id, ARRAY[]::uuid[], s.stopped_at,
         before.reserve
    FROM session s JOIN LATERAL (SELECT sum(l.reserve)::int AS reserve FROM ledger l
                                  WHERE l.county = s.county AND l.session_id = s.id AND l.at < s.stopped_at) before ON before.reserve > 0
   WHERE s.county = $4 AND s.stopped_at > $1::timestamptz - make_interval(days => $2::int)`;

/** Kept in the statement that finds them: each is told once. */
const TAKE: Statement = {
  name: 'gaming-take',
  text: `WITH found AS (${CANCELLED_THEN_PUBLIC} UNION ALL ${RESERVE_STOPPED}),
              fresh AS (INSERT INTO gaming_case (county, kind, key, found_at) SELECT county, kind, key, $1 FROM found
                            ON CONFLICT DO NOTHING RETURNING county, kind, key)
         SELECT found.* FROM found JOIN fresh USING (county, kind, key) ORDER BY found.county, found."happenedAt"`,
};

/** Cases of a county that nobody has been told of. @param days how far back to look @param minutes between cancel and taking */
export function takeGaming(
  tx: EntityManager,
  now: Date,
  county: string,
  { days, minutes }: { days: number; minutes: number },
): Promise<GamingCase[]> {
  return run<GamingCase>(tx, TAKE, [now, days, minutes, county]);
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { liveCounters } from '../supply/live.store.js';
import type { ReserveLine } from './report.dto.js';

const LINES: Statement = {
  name: 'report-lines',
  text: `SELECT a.institution, a.pool, a.group_code AS "group", a.date::text AS date, a.capacity + a.elsewhere AS published, a.elsewhere, a.reserve,
      coalesce(a.reserve * 10000 / nullif(a.capacity + a.elsewhere, 0), 0) AS "reserveBps", a.ratio_bps AS "requiredBps",
      a.reserve * 10000 < a.ratio_bps * (a.capacity + a.elsewhere) AS "belowFloor", sum(live.family_taken)::int AS "familyTaken",
      sum(least(live.family_taken, live.unreleased))::int AS "familyFromReserve", sum(live.released)::int AS released,
      sum(live.protected)::int AS protected, sum(live.other_taken)::int AS "otherTaken", sum(live.public_taken)::int AS "publicTaken",
      sum(live.emergency_taken)::int AS "emergencyTaken", sum(live.free)::int AS free,
      sum(s.shortfall)::int AS shortfall
    FROM account a JOIN session s ON s.county = a.county AND s.institution = a.institution AND s.pool = a.pool
     AND s.group_code = a.group_code AND s.date = a.date AND s.in_base ${liveCounters('$12')}
   WHERE a.county = $1 AND a.date >= $2 AND ($3::date IS NULL OR a.date <= $3) AND ($4::text IS NULL OR a.institution = $4)
     AND ($5::text IS NULL OR a.pool = $5) AND ($6::text IS NULL OR a.group_code = $6)
     AND ($7::date IS NULL OR (a.date, a.institution, a.pool, a.group_code) > ($7, $8, $9, $10))
   GROUP BY a.county, a.institution, a.pool, a.group_code, a.date, a.capacity, a.elsewhere, a.reserve, a.ratio_bps
   ORDER BY a.date, a.institution, a.pool, a.group_code LIMIT $11`,
};

export interface ReportFilter {
  from: string;
  to?: string;
  institution?: string;
  pool?: string;
  group?: string;
  limit: number;
}

/** Lines of the reserve report of a county, by date, without what dead holds still occupy; `after` are the sort values of the last line read. */
export function readLines(
  tx: EntityManager,
  now: Date,
  county: string,
  { from, to, institution, pool, group, limit }: ReportFilter,
  after: readonly CursorValue[] = [],
): Promise<ReserveLine[]> {
  const [date = null, ...rest] = after;
  const [afterInstitution = null, afterPool = null, afterGroup = null] = rest;
  const filter = [county, from, to ?? null, institution ?? null, pool ?? null, group ?? null];
  return run<ReserveLine>(tx, LINES, [...filter, date, afterInstitution, afterPool, afterGroup, limit, now]);
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { liveCounters } from '../supply/live.store.js';
import type { Grouping, ReserveFigures, ReserveLine } from './report.dto.js';

/**
 * What the ledger tells of a session: what was ever published, what each stage released, and R less what had been
 * released when the reserve had been open for the hours that make it usable (domain §11).
 */
const SUPPLY_ENTRIES = `CROSS JOIN LATERAL (SELECT coalesce(sum(greatest(l.capacity, 0)), 0) AS published,
    coalesce(sum(l.released) FILTER (WHERE l.kind = 'release-1'), 0) AS release1,
    coalesce(sum(l.released) FILTER (WHERE l.kind = 'release-2'), 0) AS release2,
    coalesce(sum(l.released) FILTER (WHERE l.kind = 'release-holdback'), 0) AS holdback,
    coalesce(sum(l.released) FILTER (WHERE l.kind = 'u1-override'), 0) AS emergency,
    coalesce(sum(l.reserve - l.released) FILTER (WHERE l.at <= s.opens_family_at + $13 * interval '1 hour'), 0) AS lasting
  FROM ledger l WHERE l.county = s.county AND l.session_id = s.id AND (l.capacity <> 0 OR l.reserve <> 0 OR l.released <> 0)) supply
  CROSS JOIN LATERAL (SELECT s.opens_family_at + $13 * interval '1 hour' AS at) usable`;

/** A session counts once its hours are over, or can't come any more: it was stopped, or published too late for them. */
const JUDGED = '(s.stopped_at IS NOT NULL OR usable.at <= $12 OR s.closes_at < usable.at)';

const FIGURES = `sum(s.capacity + s.elsewhere)::int AS published, sum(s.elsewhere)::int AS elsewhere, sum(s.reserve)::int AS reserve,
    coalesce(sum(s.reserve)::bigint * 10000 / nullif(sum(s.capacity + s.elsewhere), 0), 0)::int AS "reserveBps",
    sum(live.family_taken)::int AS "familyTaken", sum(least(live.family_taken, live.unreleased))::int AS "familyFromReserve",
    sum(live.released)::int AS released, sum(supply.release1)::int AS "releasedAtStage1", sum(supply.release2)::int AS "releasedAtStage2",
    sum(supply.holdback)::int AS "releasedFromHoldback", sum(supply.emergency)::int AS "releasedForEmergencies",
    sum(live.protected)::int AS protected, sum(live.other_taken)::int AS "otherTaken", sum(live.public_taken)::int AS "publicTaken",
    sum(live.emergency_taken)::int AS "emergencyTaken", sum(live.free)::int AS free, sum(s.shortfall)::int AS shortfall,
    count(*)::int AS sessions, count(s.stopped_at)::int AS "stoppedSessions",
    coalesce(sum(supply.published) FILTER (WHERE s.stopped_at IS NOT NULL), 0)::int AS "stoppedUnits",
    coalesce(sum(greatest(0, least(supply.lasting, s.reserve))) FILTER (WHERE ${JUDGED} AND s.stopped_at IS NULL AND s.closes_at >= usable.at), 0)::int AS "usableUnits",
    coalesce(sum(CASE WHEN s.stopped_at IS NULL THEN s.capacity + s.elsewhere ELSE supply.published END) FILTER (WHERE ${JUDGED}), 0)::int AS "usableOf"`;

const IN_RANGE = `FROM account a JOIN session s ON s.county = a.county AND s.institution = a.institution AND s.pool = a.pool
    AND s.group_code = a.group_code AND s.date = a.date AND s.in_base ${liveCounters('$12')} ${SUPPLY_ENTRIES}
  WHERE a.county = $1 AND a.date BETWEEN $2 AND $3 AND ($4::text IS NULL OR a.institution = $4)
    AND ($5::text IS NULL OR a.pool = $5) AND ($6::text IS NULL OR a.group_code = $6)`;

/** What is not grouped by is one empty word for all lines, so that one order and one cursor serve every grouping. */
const KEYS: readonly [grouping: Grouping, column: string][] = [
  ['date', 'a.date::text'],
  ['institution', 'a.institution'],
  ['pool', 'a.pool'],
  ['group', 'a.group_code'],
];
const KEY = KEYS.map(([grouping, column]) => `CASE WHEN '${grouping}' = ANY ($14::text[]) THEN ${column} ELSE '' END`);

const LINES: Statement = {
  name: 'report-lines',
  text: `SELECT ${KEY.map((key, at) => `${key} AS "${KEYS[at]?.[0]}"`).join(', ')}, max(a.ratio_bps) AS "requiredBps",
      bool_or(a.reserve * 10000 < a.ratio_bps * (a.capacity + a.elsewhere)) AS "belowFloor", ${FIGURES} ${IN_RANGE}
    AND ($7::text IS NULL OR (${KEY.join(', ')}) > ($7, $8, $9, $10))
   GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT $11`,
};

const TOTALS: Statement = {
  name: 'report-totals',
  text: `SELECT ${FIGURES} ${IN_RANGE} AND $7::text IS NULL AND $8::text IS NULL AND $9::text IS NULL AND $10::text IS NULL
    AND $11::int >= 0 AND $14::text[] IS NOT NULL`,
};

export interface ReportFilter {
  county: string;
  from: string;
  to: string;
  institution?: string;
  pool?: string;
  group?: string;
  by: readonly Grouping[];
  limit: number;
  /** Hours for which a unit must stay protected to be usable. */
  usableHours: number;
}

const values = (now: Date, filter: ReportFilter, after: readonly CursorValue[]): unknown[] => [
  filter.county,
  filter.from,
  filter.to,
  filter.institution ?? null,
  filter.pool ?? null,
  filter.group ?? null,
  ...[0, 1, 2, 3].map((at) => after[at] ?? null),
  filter.limit,
  now,
  filter.usableHours,
  filter.by,
];

/** Lines in the order of date, institution, pool and group; dead holds take nothing. `after`: the last line's. */
export function readLines(
  tx: EntityManager,
  now: Date,
  filter: ReportFilter,
  after: readonly CursorValue[],
): Promise<ReserveLine[]> {
  return run<ReserveLine>(tx, LINES, values(now, filter, after));
}

/** The sum of all lines of a filter, whatever the page. */
export async function readTotals(tx: EntityManager, now: Date, filter: ReportFilter): Promise<ReserveFigures> {
  const [totals] = await run<Record<keyof ReserveFigures, number | null>>(tx, TOTALS, values(now, filter, []));
  const known = Object.entries(totals ?? {}).map(([name, value]) => [name, value ?? 0]);
  return Object.fromEntries(known) as unknown as ReserveFigures;
}

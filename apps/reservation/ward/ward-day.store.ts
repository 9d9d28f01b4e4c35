import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { takeTurn } from '#service/database/turns.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { BedBasis } from './basis.js';
import type { BedOfferView } from './ward-day.dto.js';
import type { ReportKind, WardReport } from './ward-day.js';

/** A report as it is kept. */
export interface WardDay extends WardReport {
  county: string;
  institution: string;
  version: number;
  /** In force when it was reported. */
  basis: BedBasis;
  ratioBps: number;
  sessionIds: string[];
  reportedBy: string;
  reportedAt: Date;
}

/** Names a report. */
export const wardDayKey = ({ group, date, kind }: { group: string; date: string; kind: ReportKind }): string =>
  `${group} ${date} ${kind}`;

/** Reports of one hospital run one after the other, so that a late forecast sees the actual figures. */
export const lockWards = (tx: EntityManager, county: string, institution: string): Promise<void> =>
  takeTurn(tx, 'ward-day', county, institution);

const COLUMNS = `w.county, w.institution, w.group_code AS "group", w.date::text AS date, w.kind, w.version, w.place, w.counts, w.basis,
  w.ratio_bps AS "ratioBps", w.session_ids AS "sessionIds", w.reported_by AS "reportedBy", w.reported_at AS "reportedAt"`;

const KNOWN: Statement = {
  name: 'ward-day-known',
  text: `SELECT ${COLUMNS} FROM ward_day w WHERE w.county = $1 AND w.institution = $2
            AND (w.group_code, w.date) IN (SELECT * FROM unnest($3::text[], $4::date[]))`,
};

/** Both kinds of report that the ward groups have on these days, by `wardDayKey`. */
export async function knownWardDays(
  tx: EntityManager,
  county: string,
  institution: string,
  days: readonly Pick<WardReport, 'group' | 'date'>[],
): Promise<Map<string, WardDay>> {
  const keys = [days.map(({ group }) => group), days.map(({ date }) => date)];
  const rows = await run<WardDay>(tx, KNOWN, [county, institution, ...keys]);
  return new Map(rows.map((row) => [wardDayKey(row), row]));
}

const SAVE: Statement = {
  name: 'ward-day-save',
  text: `INSERT INTO ward_day AS w (county, institution, group_code, date, kind, version, place, counts, basis, ratio_bps, session_ids,
           reported_by, reported_at)
         SELECT county, institution, group_code, date, kind, version, place, counts, basis, ratio_bps, session_ids, reported_by, reported_at
           FROM json_populate_recordset(NULL::ward_day, $1)
         ON CONFLICT (county, institution, group_code, date, kind) DO UPDATE SET version = excluded.version, place = excluded.place,
           counts = excluded.counts, basis = excluded.basis, ratio_bps = excluded.ratio_bps, session_ids = excluded.session_ids,
           reported_by = excluded.reported_by, reported_at = excluded.reported_at`,
};

export async function saveWardDays(tx: EntityManager, days: readonly WardDay[]): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map((day) => ({
    ...day,
    group_code: day.group,
    ratio_bps: day.ratioBps,
    session_ids: day.sessionIds,
    reported_by: day.reportedBy,
    reported_at: day.reportedAt,
  }));
  await run(tx, SAVE, [JSON.stringify(rows)]);
}

const LIST: Statement = {
  name: 'ward-day-list',
  text: `SELECT ${COLUMNS} FROM ward_day w
          WHERE w.county = $1 AND w.date >= $2 AND ($3::date IS NULL OR w.date <= $3) AND ($4::text IS NULL OR w.institution = $4)
            AND ($5::text IS NULL OR w.group_code = $5)
            AND ($6::date IS NULL OR (w.date, w.institution, w.group_code, w.kind) > ($6, $7, $8, $9))
          ORDER BY w.date, w.institution, w.group_code, w.kind LIMIT $10`,
};

export interface WardDayFilter {
  institution?: string;
  group?: string;
  from: string;
  to?: string;
  limit: number;
}

/** Reports of a county by date; `after` are the sort values of the last one read. */
export function listWardDays(
  tx: EntityManager,
  county: string,
  { institution, group, from, to, limit }: WardDayFilter,
  after: readonly CursorValue[],
): Promise<WardDay[]> {
  const [date = null, ...rest] = after;
  const [afterInstitution = null, afterGroup = null, afterKind = null] = rest;
  const filter = [county, from, to ?? null, institution ?? null, group ?? null];
  return run<WardDay>(tx, LIST, [...filter, date, afterInstitution, afterGroup, afterKind, limit]);
}

const OFFERS: Statement = {
  name: 'ward-day-offers',
  text: `SELECT s.id AS "sessionId", s.group_code AS "group", s.bed_class AS "bedClass", s.capacity, s.reserve FROM session s
          WHERE s.county = $1 AND s.id = ANY ($2::uuid[])`,
};

/** What is offered of ward-days now, by session id. */
export async function readOffers(
  tx: EntityManager,
  county: string,
  days: readonly WardDay[],
): Promise<Map<string, BedOfferView>> {
  const rows = await run<BedOfferView>(tx, OFFERS, [county, days.flatMap(({ sessionIds }) => sessionIds)]);
  return new Map(rows.map((row) => [row.sessionId, row]));
}

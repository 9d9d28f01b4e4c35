import type { EntityManager } from 'typeorm';
import { run, type Statement } from '../database/prepared.js';
import type { CalendarTable } from './calendar.js';
import { NATION } from './calendar.js';

/**
 * Holidays and make-up days; to be run with the service's schema on the search_path. Referral owns them, reservation
 * keeps a copy that comes by message. A table is never changed: a newer version takes its place.
 */
export const calendarTables: string[] = [
  `CREATE TABLE calendar_table (
     county char(6) NOT NULL, year smallint NOT NULL CHECK (year BETWEEN 2020 AND 2100),
     basis text NOT NULL CHECK (basis IN ('whole-year', 'additions')), version integer NOT NULL CHECK (version >= 1),
     id uuid NOT NULL, source text NOT NULL, published_by text NOT NULL, published_at timestamptz NOT NULL,
     PRIMARY KEY (county, year, basis, version),
     CONSTRAINT the_nation_has_whole_years CHECK (county <> '${NATION}' OR basis = 'whole-year'))`,
  `CREATE TABLE calendar_day (
     county char(6) NOT NULL, year smallint NOT NULL, basis text NOT NULL, version integer NOT NULL, day date NOT NULL,
     kind text NOT NULL CHECK (kind IN ('holiday', 'working-day')), name text NOT NULL DEFAULT '', name_en text NOT NULL DEFAULT '',
     PRIMARY KEY (county, year, basis, version, day),
     FOREIGN KEY (county, year, basis, version) REFERENCES calendar_table (county, year, basis, version),
     CONSTRAINT day_of_its_year CHECK (extract(year FROM day) = year OR day BETWEEN make_date(year - 1, 12, 1) AND make_date(year - 1, 12, 31)))`,
];

/** A table as it is kept. */
export interface StoredTable extends CalendarTable {
  version: number;
  id: string;
  source: string;
  publishedBy: string;
  publishedAt: Date;
  days: { day: string; kind: CalendarTable['days'][number]['kind']; name: string; nameEn: string }[];
}

const READ: Statement = {
  name: 'calendar-read',
  text: `SELECT t.county, t.year, t.basis, t.version, t.id, t.source, t.published_by AS "publishedBy", t.published_at AS "publishedAt",
                (SELECT coalesce(json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name, 'nameEn', d.name_en)
                                 ORDER BY d.day), '[]')
                   FROM calendar_day d WHERE (d.county, d.year, d.basis, d.version) = (t.county, t.year, t.basis, t.version)) AS days
           FROM (SELECT DISTINCT ON (county, year, basis) * FROM calendar_table WHERE county IN ($1, '${NATION}')
                  ORDER BY county, year, basis, version DESC) t
          ORDER BY t.year, t.county, t.basis`,
};

/** The newest tables that concern a county: its own and the nation's, by year. */
export function readCalendarTables(tx: EntityManager, county: string): Promise<StoredTable[]> {
  return run<StoredTable>(tx, READ, [county]);
}

const INSERT: Statement = {
  name: 'calendar-insert',
  text: `WITH added AS (
           INSERT INTO calendar_table (county, year, basis, version, id, source, published_by, published_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING county, year, basis, version)
         INSERT INTO calendar_day (county, year, basis, version, day, kind, name, name_en)
         SELECT a.county, a.year, a.basis, a.version, d.day, d.kind, d.name, d.name_en
           FROM added a, json_to_recordset($9) AS d (day date, kind text, name text, name_en text) RETURNING day`,
};

/** Keeps a table with its days. @returns false where this version is known already: it stays as it is */
export async function insertCalendarTable(tx: EntityManager, table: StoredTable): Promise<boolean> {
  const { county, year, basis, version, id, source, publishedBy, publishedAt, days } = table;
  const rows = days.map(({ nameEn, ...day }) => ({ ...day, name_en: nameEn }));
  const values = [county, year, basis, version, id, source, publishedBy, publishedAt, JSON.stringify(rows)];
  return (await run(tx, INSERT, values)).length > 0;
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { ReportDate } from './report-dates.js';

/** Counties of which anything is known, with the hospitals of their consortia. */
const COUNTIES: Statement = {
  name: 'report-date-counties',
  text: `
    SELECT c.county, ARRAY(SELECT DISTINCT unnest(hospitals) FROM reserve_circle r WHERE r.county = c.county ORDER BY 1) AS hospitals
      FROM (SELECT county FROM audience_counter UNION SELECT county FROM reserve_circle) c ORDER BY c.county`,
};

const NOTE: Statement = {
  name: 'report-date-note',
  text: `INSERT INTO report_date_told (county, event, period, told_at) SELECT $1, event, period, $4
           FROM unnest($2::text[], $3::text[]) AS row (event, period) ON CONFLICT DO NOTHING RETURNING event`,
};

export interface ReportingCounty {
  readonly county: string;
  readonly hospitals: readonly string[];
}

export function reportingCounties(tx: EntityManager): Promise<ReportingCounty[]> {
  return run<ReportingCounty>(tx, COUNTIES, []);
}

/** Notes what is told now. @returns what was not told before: another process that looks at the same time gets nothing */
export async function noteReportDates(
  tx: EntityManager,
  county: string,
  dates: readonly ReportDate[],
  now: Date,
): Promise<ReportDate[]> {
  if (dates.length === 0) return [];
  const values = [county, dates.map(({ event }) => event), dates.map(({ period }) => period), now];
  const fresh = new Set((await run<{ event: string }>(tx, NOTE, values)).map(({ event }) => event));
  return dates.filter(({ event }) => fresh.has(event));
}

import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';

/** A year of a county without a table, and when it is to be told again. */
export interface Gap {
  county: string;
  year: number;
  remindAt: Date;
}

/** A gap that this run tells. */
export interface ToldGap {
  county: string;
  year: number;
  id: string;
  /** With this one. */
  times: number;
}

const COUNTIES: Statement = {
  name: 'calendar-counties',
  text: `SELECT DISTINCT county FROM institution WHERE daterange(valid_from, valid_to) @> business_now()::date ORDER BY county`,
};

/** The counties that work with Fenji. */
export async function countiesOf(tx: EntityManager): Promise<string[]> {
  return (await run<{ county: string }>(tx, COUNTIES, [])).map(({ county }) => county);
}

/** The row of a gap is its lock: of two processes only one finds the time come. */
const REMIND: Statement = {
  name: 'calendar-gap-remind',
  text: `INSERT INTO calendar_gap AS known (county, year, id, times, remind_at)
         SELECT county, year, id, 1, remind_at
           FROM unnest($1::bpchar[], $2::int[], $3::uuid[], $4::timestamptz[]) AS found (county, year, id, remind_at)
          ORDER BY county, year
         ON CONFLICT (county, year) DO UPDATE SET times = known.times + 1, remind_at = excluded.remind_at
          WHERE known.remind_at <= $5
         RETURNING county, year, id, times`,
};

/** Those of the gaps that are due to be told, each noted as told. */
export function remind(tx: EntityManager, now: Date, gaps: readonly Gap[]): Promise<ToldGap[]> {
  if (gaps.length === 0) return Promise.resolve([]);
  return run<ToldGap>(tx, REMIND, [
    gaps.map(({ county }) => county),
    gaps.map(({ year }) => year),
    gaps.map(() => v7()),
    gaps.map(({ remindAt }) => remindAt),
    now,
  ]);
}

const FORGET: Statement = {
  name: 'calendar-gap-forget',
  text: `DELETE FROM calendar_gap WHERE (county, year) NOT IN (SELECT * FROM unnest($1::bpchar[], $2::int[])) AND county <> ALL ($3)`,
};

/** Gaps that have been filled: should they open again, they are told at once. @param unseen counties of which nothing is known now */
export async function forgetGaps(tx: EntityManager, open: readonly Gap[], unseen: readonly string[]): Promise<void> {
  await run(tx, FORGET, [open.map(({ county }) => county), open.map(({ year }) => year), unseen]);
}

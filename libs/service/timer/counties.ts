import { Counter } from 'prom-client';
import { logger } from '../logging/logger.js';

const failures = new Counter({
  name: 'fenji_county_failures_total',
  help: 'What a timer could not do for one county',
  labelNames: ['timer', 'county'],
});

/** What came of a batch: the rows that went well, and the counties of those that did not. */
export interface OneByOne<Done> {
  done: Done[];
  failed: string[];
}

/** Rows in groups of one county each, in the order in which the counties come first. */
export function byCounty<Row>(rows: readonly Row[], countyOf: (row: Row) => string): { county: string; rows: Row[] }[] {
  const counties = new Map<string, Row[]>();
  for (const row of rows) counties.set(countyOf(row), [...(counties.get(countyOf(row)) ?? []), row]);
  return [...counties].map(([county, own]) => ({ county, rows: own }));
}

/**
 * Works on rows or counties one after the other. What fails is logged and counted with its county and stays as it was;
 * nobody else's waits for it. `work` must not break the transaction around it: it computes, or opens its own, or a
 * savepoint.
 */
export async function oneByOne<Row extends { county: string }, Done>(
  timer: string,
  rows: readonly Row[],
  work: (row: Row) => Done | Promise<Done>,
): Promise<OneByOne<Done>> {
  const done: Done[] = [];
  const failed = new Set<string>();
  for (const row of rows) {
    try {
      done.push(await work(row));
    } catch (error) {
      failures.inc({ timer, county: row.county });
      // Once for a county: what fails for one of its rows mostly fails for all.
      if (!failed.has(row.county)) logger.error({ timer, county: row.county, err: error }, 'timer failed for a county');
      failed.add(row.county);
    }
  }
  return { done, failed: [...failed] };
}

/** Of which counties rows are claimed: of one alone, or of all but some. */
export interface Whose {
  only?: string;
  except: readonly string[];
}

/** The condition of {@link Whose} in a statement. @param county the column @param at number of its first parameter, `except`; `only` follows */
export const ofThose = (county: string, at: number): string =>
  `${county} <> ALL ($${at}::bpchar[]) AND ($${at + 1}::bpchar IS NULL OR ${county} = $${at + 1})`;

/**
 * A batch over all counties at once, each run a transaction of its own. Where it fails it is done again county by county, so
 * that only the rows of the county that cannot be worked on stay as they were. @param timer for log and metric
 * @param batch claims rows of these counties, names their counties in `claimed` before it works on them, and answers how many
 * @returns how many rows were moved
 */
export function allOrByCounty(
  timer: string,
  batch: (whose: Whose, claimed: Set<string>) => Promise<number>,
): Promise<number> {
  return pastFailures(async (except) => {
    const claimed = new Set<string>();
    try {
      return { moved: await batch({ except }, claimed), failed: [] };
    } catch (error) {
      if (claimed.size === 0) throw error;
      const counties = [...claimed].map((county) => ({ county }));
      const { done, failed } = await oneByOne(timer, counties, ({ county }) =>
        batch({ only: county, except }, claimed),
      );
      return { moved: done.reduce((sum, moved) => sum + moved, 0), failed };
    }
  });
}

/**
 * Runs batches until one has no failure: each leaves out the counties that have failed before it, so that what one of
 * them cannot do never fills the batch of the others. The next tick tries all of them again.
 * @param batch claims rows of all counties but these @returns how many rows were moved
 */
export async function pastFailures(
  batch: (except: readonly string[]) => Promise<{ moved: number; failed: readonly string[] }>,
): Promise<number> {
  const except = new Set<string>();
  let moved = 0;
  for (;;) {
    const one = await batch([...except]);
    moved += one.moved;
    if (one.failed.every((county) => except.has(county))) return moved;
    for (const county of one.failed) except.add(county);
  }
}

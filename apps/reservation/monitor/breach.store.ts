import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Account } from '../supply/publication.js';
import { type Check, type Invariant, PERSON_CHECKS, POOL_CHECKS, type PoolCheck } from './checks.store.js';

/** Institution, pool, group and date: what is frozen as one. */
export type PoolKey = Pick<Account, 'county' | 'institution' | 'pool' | 'group' | 'date'>;

/** A rule that does not hold, and one row that breaks it. */
export interface Breach {
  invariant: Invariant;
  code: string;
  sentence: string;
  county: string;
  id: string;
}

export interface PoolBreach extends Breach {
  pool: PoolKey;
  freezes: boolean;
  past: boolean;
}

interface Found {
  n: number;
  county: string;
  id: string;
}

const ALL_OF = (checks: readonly Check[]): string =>
  checks.map(({ text }, n) => `SELECT ${n} AS n, found.* FROM (${text}) found`).join('\n UNION ALL ');

/** All checks in one statement: the sessions are read once. */
function poolChecks(accounts: string): string {
  return `WITH checked_account AS (${accounts}), checked AS (SELECT s.* FROM checked_account a JOIN session s
      ON s.county = a.county AND s.institution = a.institution AND s.pool = a.pool AND s.group_code = a.group_code AND s.date = a.date)
    SELECT n, county, institution, pool, group_code AS "group", date::text AS date, id FROM (${ALL_OF(POOL_CHECKS)}) breach`;
}

/** Every pool there is, and everybody who waits: of the whole service, with its schema on the search path. */
export const EVERYTHING = { pools: poolChecks('SELECT * FROM account'), persons: ALL_OF(PERSON_CHECKS) } as const;

const SLICE: Statement = {
  name: 'monitor-pools',
  text: poolChecks(`SELECT a.* FROM account a WHERE (a.county, a.institution, a.pool, a.group_code, a.date)
    IN (SELECT * FROM unnest($1::bpchar[], $2::text[], $3::text[], $4::text[], $5::date[]))`),
};

const PERSONS: Statement = {
  name: 'monitor-persons',
  text: `SELECT * FROM (${EVERYTHING.persons}) breach WHERE county = $1`,
};

/** Where somebody waits or lies in a bed. */
const COUNTIES: Statement = {
  name: 'monitor-counties-of-persons',
  text: 'SELECT county FROM wait_entry UNION SELECT county FROM occupancy ORDER BY county',
};

/** What is wrong in these pools; empty when all is well. */
export async function findPoolBreaches(tx: EntityManager, pools: readonly PoolKey[]): Promise<PoolBreach[]> {
  if (pools.length === 0) return [];
  const of = (value: (pool: PoolKey) => string) => pools.map(value);
  const keys = [
    of((p) => p.county),
    of((p) => p.institution),
    of((p) => p.pool),
    of((p) => p.group),
    of((p) => p.date),
  ];
  return asPoolBreaches(await run<Found & PoolKey>(tx, SLICE, keys));
}

/** The counties that have persons to check. */
export function countiesOfPersons(tx: EntityManager): Promise<{ county: string }[]> {
  return run<{ county: string }>(tx, COUNTIES, []);
}

/** What is wrong with who waits in a county, in no pool. */
export async function findPersonBreaches(tx: EntityManager, county: string): Promise<Breach[]> {
  return asBreaches(await run<Found>(tx, PERSONS, [county]));
}

/** Names the checks behind rows of {@link EVERYTHING}`.pools`. */
export function asPoolBreaches(rows: readonly (Found & PoolKey)[]): PoolBreach[] {
  return rows.map(({ n, county, institution, pool, group, date, id }) => {
    const check = POOL_CHECKS[n] as PoolCheck;
    return {
      ...breachOf(check, county, id),
      freezes: check.freezes,
      past: check.past,
      pool: { county, institution, pool, group, date },
    };
  });
}

/** Names the checks behind rows of {@link EVERYTHING}`.persons`. */
export function asBreaches(rows: readonly Found[]): Breach[] {
  return rows.map(({ n, county, id }) => breachOf(PERSON_CHECKS[n] as Check, county, id));
}

const breachOf = ({ invariant, code, sentence }: Check, county: string, id: string): Breach => ({
  invariant,
  code,
  sentence,
  county,
  id,
});

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { type CursorValue } from '#service/paging/cursor.js';
import { fieldsOf, type Kind, type Row } from './kind.js';
import { camel } from './refusals.js';

/** The network's version is one row: whoever changes the network holds it to the end, so that writers come one by one. */
const LOCK: Statement = {
  name: 'network-lock',
  text: `SELECT version FROM network_version WHERE county = '000000' FOR UPDATE`,
};
const VERSION: Statement = {
  name: 'network-version-now',
  text: `SELECT version FROM network_version WHERE county = '000000'`,
};
const ACCOUNT: Statement = { name: 'network-account', text: `SELECT set_config('fenji.account', $1, true)` };

/** From here to the end of the transaction nobody else changes the network; the log of changes names the account. */
export async function openRegister(tx: EntityManager, account: string): Promise<void> {
  await run(tx, LOCK, []);
  await run(tx, ACCOUNT, [account]);
}

export async function versionNow(tx: EntityManager): Promise<number> {
  const [row] = await run<{ version: number }>(tx, VERSION, []);
  return row?.version ?? 0;
}

const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The row with this key as it stands, locked. */
export async function storedRow(tx: EntityManager, kind: Kind, county: string, row: Row): Promise<Row | undefined> {
  const where = kind.key.map((field, at) => `${column(field)} = $${at + 2}`).join(' AND ');
  const values = [county, ...kind.key.map((field) => row[field])];
  const text = `SELECT to_jsonb(t) AS row FROM ${kind.table} t WHERE county = $1 AND ${where} FOR UPDATE`;
  const [found] = (await tx.query(text, values)) as { row: Row }[];
  return found && asFields(found.row);
}

/** Puts what is given; what is not given stays as it is, and gets its default in a new row. False = it stood there so already. */
export async function putRow(tx: EntityManager, kind: Kind, county: string, row: Row): Promise<boolean> {
  const given = Object.keys(row);
  const columns = given.map(column);
  const others = columns.filter((_, at) => !kind.key.includes(given[at] ?? ''));
  const list = (names: readonly string[], prefix: string) => names.map((name) => `${prefix}.${name}`).join(', ');
  const change =
    others.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${others.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}
         WHERE (${list(others, 't')}) IS DISTINCT FROM (${list(others, 'EXCLUDED')})`;
  const text = `INSERT INTO ${kind.table} AS t (county, ${columns.join(', ')})
    VALUES ($1, ${given.map((_, at) => `$${at + 2}`).join(', ')})
    ON CONFLICT (county, ${kind.key.map(column).join(', ')}) ${change} RETURNING 1`;
  const written = (await tx.query(text, [county, ...given.map((field) => row[field])])) as unknown[];
  return written.length > 0;
}

export async function removeRow(tx: EntityManager, kind: Kind, county: string, row: Row): Promise<void> {
  const where = kind.key.map((field, at) => `${column(field)} = $${at + 2}`).join(' AND ');
  const text = `DELETE FROM ${kind.table} WHERE county = $1 AND ${where}`;
  await tx.query(text, [county, ...kind.key.map((field) => row[field])]);
}

/** What a list is filtered by. */
export interface RowFilter {
  county: string;
  /** Rows that hold on this local date. */
  on?: string;
  institution?: string;
  /** Key of the last row of the page before. */
  after: readonly CursorValue[];
  limit: number;
}

/** One row more than the limit tells that there is a next page. */
export async function listRows(tx: EntityManager, kind: Kind, filter: RowFilter): Promise<Row[]> {
  const values: unknown[] = [filter.county];
  const where = ['county = $1'];
  const hold = (text: (place: string) => string, value: unknown) => where.push(text(`$${values.push(value)}`));
  if (filter.on && kind.required.includes('validFrom'))
    hold((place) => `daterange(valid_from, valid_to) @> ${place}::date`, filter.on);
  if (filter.institution && (kind.inMemory === false || fieldsOf(kind).includes('institution')))
    hold((place) => `institution = ${place}`, filter.institution);
  const key = kind.key.map((field) => `${column(field)}::text`).join(', ');
  if (filter.after.length > 0) {
    const places = filter.after.map((value) => `$${values.push(value)}::text`).join(', ');
    where.push(`(${key}) > (${places})`);
  }
  const text = `SELECT to_jsonb(t) AS row FROM ${kind.table} t WHERE ${where.join(' AND ')}
    ORDER BY ${key} LIMIT ${filter.limit + 1}`;
  return ((await tx.query(text, values)) as { row: Row }[]).map(({ row }) => asFields(row));
}

const asFields = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name === 'county' || value === null ? [] : [[camel(name), value] as const],
    ),
  );

/** Runs one step of a transaction by itself: refused, it leaves no trace, and the transaction goes on. */
export async function attempt<T>(tx: EntityManager, step: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT step');
  try {
    const done = await step();
    await tx.query('RELEASE SAVEPOINT step');
    return done;
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT step');
    throw error;
  }
}

/** Runs the work and takes all of it back: what it answers is what would happen. */
export async function rehearse<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT rehearsal');
  const seen = await work();
  await tx.query('ROLLBACK TO SAVEPOINT rehearsal');
  return seen;
}

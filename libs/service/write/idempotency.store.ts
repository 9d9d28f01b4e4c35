import type { EntityManager } from 'typeorm';
import { inline } from '#messaging/inline.js';
import { sendWithCommit } from '#messaging/with-commit.js';
import { ownerOf } from '../auth/principal.js';
import { run, type Statement } from '../database/prepared.js';
import type { Answer, Write } from './write.js';

/** A row of the idempotency table (engineering §3); status is null while its first request still runs. */
export interface KeyRow {
  county: string;
  principal: string;
  key: string;
  requestHash: string;
  status: number | null;
  body: unknown;
  location: string | null;
  version: number | null;
}

/** In the order of the keys: two batches with the same keys wait for one another instead of dead-locking. */
const INSERT: Statement = {
  name: 'idempotency-insert',
  text: `INSERT INTO idempotency (county, principal, key, request_hash)
         SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[]) AS given (county, principal, key, hash)
          ORDER BY county, principal, key
         ON CONFLICT DO NOTHING RETURNING county, principal, key`,
};
const READ: Statement = {
  name: 'idempotency-read',
  text: `SELECT county, principal, key, request_hash AS "requestHash", status, answer AS body, location, version
           FROM idempotency
          WHERE (county, principal, key) IN (SELECT * FROM unnest($1::char(6)[], $2::text[], $3::uuid[]))`,
};
const STORE: Statement = {
  name: 'idempotency-store',
  text: `UPDATE idempotency AS row SET status = given.status, answer = given.answer, location = given.location, version = given.version
           FROM unnest($1::char(6)[], $2::text[], $3::uuid[], $4::int[], $5::jsonb[], $6::text[], $7::int[])
             AS given (county, principal, key, status, answer, location, version)
          WHERE row.county = given.county AND row.principal = given.principal AND row.key = given.key`,
};
const DELETE: Statement = {
  name: 'idempotency-delete',
  text: `DELETE FROM idempotency
          WHERE (county, principal, key) IN (SELECT * FROM unnest($1::char(6)[], $2::text[], $3::uuid[]))`,
};
const FORGET: Statement = {
  name: 'idempotency-forget',
  text: `DELETE FROM idempotency WHERE (county, principal, key) IN (
           SELECT county, principal, key FROM idempotency WHERE created_at < now() - interval '72 hours' LIMIT $1)
         RETURNING 1`,
};

export type Key = Pick<KeyRow, 'county' | 'principal' | 'key'>;

const keysOf = (writes: readonly Write[]) => [
  writes.map(({ principal }) => principal.county),
  writes.map(({ principal }) => ownerOf(principal)),
  writes.map(({ key }) => key),
];

const insertValues = (writes: readonly Write[]) => [...keysOf(writes), writes.map(({ requestHash }) => requestHash)];

/** {@link insertKeys} of one write as a text, to travel with BEGIN. */
export function insertKeyText(write: Write): string {
  return inline(INSERT, insertValues([write]));
}

/** Inserts what is new and answers it; waits where another transaction holds one of the keys. */
export function insertKeys(tx: EntityManager, writes: readonly Write[]): Promise<Key[]> {
  return run(tx, INSERT, insertValues(writes));
}

export function readKeys(tx: EntityManager, writes: readonly Write[]): Promise<KeyRow[]> {
  return run(tx, READ, keysOf(writes));
}

/** The statement leaves with COMMIT. */
export async function updateAnswers(
  tx: EntityManager,
  entries: readonly { write: Write; answer: Answer<unknown> }[],
): Promise<void> {
  const answers = entries.map(({ answer }) => answer);
  await sendWithCommit(tx, STORE, [
    ...keysOf(entries.map(({ write }) => write)),
    answers.map(({ status }) => status),
    answers.map(({ body }) => JSON.stringify(body ?? null)),
    answers.map(({ location }) => location ?? null),
    answers.map(({ version }) => version ?? null),
  ]);
}

export async function deleteKeys(tx: EntityManager, writes: readonly Write[]): Promise<void> {
  await run(tx, DELETE, keysOf(writes));
}

/** Drops keys older than 72 h; answers how many, at most `limit`. */
export async function forgetKeys(tx: EntityManager, limit: number): Promise<number> {
  return (await run(tx, FORGET, [limit])).length;
}

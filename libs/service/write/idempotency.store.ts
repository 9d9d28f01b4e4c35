import type { EntityManager } from 'typeorm';
import { run } from '../database/prepared.js';
import type { Answer, Write } from './write.js';

/** The idempotency table of the service (engineering §3). */
export interface StoredAnswer {
  requestHash: string;
  status: number | null;
  body: unknown;
  location: string | null;
  version: number | null;
}

const INSERT = {
  name: 'idempotency-insert',
  text: `INSERT INTO idempotency (county, principal, key, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1`,
};
const READ = {
  name: 'idempotency-read',
  text: `SELECT request_hash AS "requestHash", status, answer AS body, location, version
           FROM idempotency WHERE county = $1 AND principal = $2 AND key = $3`,
};
const STORE = {
  name: 'idempotency-store',
  text: `UPDATE idempotency SET status = $4, answer = $5, location = $6, version = $7
          WHERE county = $1 AND principal = $2 AND key = $3`,
};
const FORGET = {
  name: 'idempotency-forget',
  text: `DELETE FROM idempotency WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency
          WHERE created_at < now() - interval '72 hours' LIMIT $1)) RETURNING 1`,
};

const keyOf = ({ principal, key }: Write) => [principal.county, principal.account, key];

/** True when the key is new; waits while another transaction holds the same key. */
export async function claimKey(tx: EntityManager, write: Write): Promise<boolean> {
  return (await run(tx, INSERT, [...keyOf(write), write.requestHash])).length === 1;
}

export async function readAnswer(tx: EntityManager, write: Write): Promise<StoredAnswer | undefined> {
  return (await run<StoredAnswer>(tx, READ, keyOf(write)))[0];
}

export async function storeAnswer(tx: EntityManager, write: Write, answer: Answer<unknown>): Promise<void> {
  const body = JSON.stringify(answer.body ?? null);
  await run(tx, STORE, [...keyOf(write), answer.status, body, answer.location ?? null, answer.version ?? null]);
}

/** Drops keys older than 72 h; answers how many, at most `limit`. */
export async function forgetKeys(tx: EntityManager, limit: number): Promise<number> {
  return (await run(tx, FORGET, [limit])).length;
}

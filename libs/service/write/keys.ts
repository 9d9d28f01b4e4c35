import type { EntityManager } from 'typeorm';
import { ownerOf } from '../auth/principal.js';
import { sqlState } from '../database/retry.js';
import { Problem } from '../problem/problem.js';
import { deleteKeys, insertKeys, type Key, type KeyRow, readKeys, updateAnswers } from './idempotency.store.js';
import type { Answer, Write } from './write.js';

const LOCK_NOT_AVAILABLE = '55P03';

/** What became of one request's key: new, answered before, or refused (422 `KEY_REUSED`, 409 `KEY_IN_PROGRESS`). */
export type KeyClaim = { fresh: true } | { fresh: false; answer: Answer<unknown> } | { fresh: false; problem: Problem };

/**
 * Takes the keys of several writes in one statement; the claims come in the order of the writes. A key that stands
 * twice in the list is fresh for the first and in progress for the others.
 * @throws Problem 409 `KEY_IN_PROGRESS` when another transaction holds a key for longer than `lock_timeout`
 */
export async function claimKeys(tx: EntityManager, writes: readonly Write[]): Promise<KeyClaim[]> {
  const taken = await insertKeys(tx, writes).catch((error: unknown) => {
    throw asKeyProblem(error);
  });
  return claimsOf(tx, writes, taken);
}

/** What the insert of the keys means for each write; `taken` are the keys that were new. */
export async function claimsOf(
  tx: EntityManager,
  writes: readonly Write[],
  taken: readonly Key[],
): Promise<KeyClaim[]> {
  const fresh = new Set(taken.map(nameOf));
  if (fresh.size === writes.length) return writes.map(() => ({ fresh: true }));
  const rows = new Map((await readKeys(tx, writes)).map((row) => [nameOf(row), row]));
  return writes.map((write) => {
    const name = nameOf({ county: write.principal.county, principal: ownerOf(write.principal), key: write.key });
    return fresh.delete(name) ? { fresh: true } : replay(write, rows.get(name));
  });
}

/** A lock time-out of the insert means that another transaction holds the key. */
export function asKeyProblem(error: unknown): unknown {
  return sqlState(error) === LOCK_NOT_AVAILABLE ? inProgress() : error;
}

/** Stores the answers of several writes in one statement. @throws Error unless each is 2xx: others roll back */
export async function storeAnswers(
  tx: EntityManager,
  entries: readonly { write: Write; answer: Answer<unknown> }[],
): Promise<void> {
  if (entries.some(({ answer }) => answer.status < 200 || answer.status > 299)) {
    throw new Error('Only 2xx answers are stored; throw a Problem instead');
  }
  if (entries.length > 0) await updateAnswers(tx, entries);
}

/** Gives keys back inside a batch whose other writes go on: their requests may be repeated as if never sent. */
export async function releaseKeys(tx: EntityManager, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await deleteKeys(tx, writes);
}

function replay(write: Write, row: KeyRow | undefined): KeyClaim {
  if (row && row.requestHash !== write.requestHash) {
    const detail = 'This Idempotency-Key was used for another request.';
    return { fresh: false, problem: new Problem({ status: 422, code: 'KEY_REUSED', detail }) };
  }
  if (!row || row.status === null) return { fresh: false, problem: inProgress() };
  const { status, body, location, version } = row;
  return {
    fresh: false,
    answer: { status, body, location: location ?? undefined, version: version ?? undefined, replayed: true },
  };
}

function inProgress(): Problem {
  const headers = { 'Retry-After': '1' };
  return new Problem({
    status: 409,
    code: 'KEY_IN_PROGRESS',
    detail: 'The first request with this key still runs.',
    headers,
  });
}

function nameOf({ county, principal, key }: Key): string {
  return `${county} ${key} ${principal}`;
}

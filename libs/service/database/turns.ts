import type { EntityManager } from 'typeorm';
import { run, type Statement } from './prepared.js';

const TAKE: Statement = { name: 'turn-take', text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))' };

/**
 * Lets transactions that name the same thing run one after the other, until each commits: for what has no row yet that
 * could be locked, as the next number of a series. The parts name it, the kind first.
 */
export async function takeTurn(tx: EntityManager, ...parts: readonly string[]): Promise<void> {
  await run(tx, TAKE, [parts.join(' ')]);
}

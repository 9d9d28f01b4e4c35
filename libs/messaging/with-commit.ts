import type { EntityManager } from 'typeorm';
import { inline } from './inline.js';
import { run, type Statement } from './prepared.js';

/** Beyond this a text costs more to read than a round trip. */
const LONGEST = 32_768;

type Values = Parameters<typeof inline>[1];

const companions = new WeakMap<EntityManager, string[]>();

/** To be called by whoever owns the transaction and will send {@link companionsOf} together with COMMIT. */
export function acceptCompanions(tx: EntityManager): void {
  companions.set(tx, []);
}

/**
 * Writes what nothing in this transaction will read again: the statement waits and travels in one message with COMMIT,
 * which saves its round trip. If it fails, nothing is committed. Where the owner of the transaction does not accept
 * companions, or the text is long, it runs at once.
 */
export async function sendWithCommit(tx: EntityManager, statement: Statement, values: Values): Promise<void> {
  const waiting = lengthOf(values) > LONGEST ? undefined : companions.get(tx);
  const text = waiting && inline(statement, values);
  if (waiting && text && text.length <= LONGEST) waiting.push(text);
  else await run(tx, statement, values);
}

/** Characters of the texts among the values: a lower bound, so that no long text is built in vain. */
function lengthOf(values: Values): number {
  let length = 0;
  for (const value of values) {
    if (typeof value === 'string') length += value.length;
    else if (Array.isArray(value)) length += lengthOf(value);
    if (length > LONGEST) break;
  }
  return length;
}

/** What is to be sent before COMMIT, in order. */
export function companionsOf(tx: EntityManager): readonly string[] {
  return companions.get(tx) ?? [];
}

import type { EntityManager } from 'typeorm';

const waiting = new WeakMap<EntityManager, (() => void)[]>();

/**
 * Remembers work that must begin only once the transaction is committed; it must not throw. An EntityManager serves one
 * transaction: after a ROLLBACK the work is forgotten with it.
 */
export function afterCommit(tx: EntityManager, work: () => void): void {
  const known = waiting.get(tx);
  if (known) known.push(work);
  else waiting.set(tx, [work]);
}

/** To be called by whoever owns the transaction, right after COMMIT succeeded. */
export function committed(tx: EntityManager): void {
  const works = waiting.get(tx);
  waiting.delete(tx);
  for (const work of works ?? []) work();
}

import type { EntityManager } from 'typeorm';

const waiting = new WeakMap<EntityManager, (() => void)[]>();

/** Remembers work that must begin only once the transaction is committed. It must not throw. */
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

/** To be called after ROLLBACK when the same EntityManager serves another try. */
export function rolledBack(tx: EntityManager): void {
  waiting.delete(tx);
}

import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import type { PoolBreach, PoolKey } from './breach.store.js';
import { type Freeze, insertFreeze, lockPool } from './freeze.store.js';

/** So many ids of what is wrong are kept with a freeze. */
const EVIDENCE = 20;

const nameOf = ({ county, institution, pool, group, date }: PoolKey): string =>
  [county, institution, pool, group, date].join(' ');

/** Freezes every pool in which something is wrong, once, and raises the alarm (domain §7.10). */
export async function freezePools(tx: EntityManager, now: Date, breaches: readonly PoolBreach[]): Promise<void> {
  const messages: NewMessage<'anomaly.raised.v1'>[] = [];
  for (const [first, ...others] of byPool(breaches)) {
    if (!first) continue;
    const same = [first, ...others].filter(({ code }) => code === first.code);
    const { invariant, code, pool } = first;
    const evidence = same.slice(0, EVIDENCE).map(({ id }) => id);
    const freeze = { ...pool, id: v7(), invariant, code, evidence, frozenAt: now };
    await lockPool(tx, pool);
    if (await insertFreeze(tx, freeze)) messages.push(raised(freeze));
  }
  await addToOutbox(tx, messages);
}

/** In one order, as every transaction that locks several accounts. */
function byPool(breaches: readonly PoolBreach[]): PoolBreach[][] {
  const pools = new Map<string, PoolBreach[]>();
  for (const breach of breaches) {
    const name = nameOf(breach.pool);
    pools.set(name, [...(pools.get(name) ?? []), breach]);
  }
  return [...pools.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
}

function raised(freeze: Omit<Freeze, 'liftedAt' | 'liftedBy' | 'liftReason'>): NewMessage<'anomaly.raised.v1'> {
  const { county, id, institution, pool, group, date, invariant, code, frozenAt } = freeze;
  return {
    name: 'anomaly.raised.v1',
    county,
    aggregateId: id,
    aggregateVersion: 1,
    occurredAt: frozenAt,
    data: { code, invariant, institution, pool, group, date, freezeId: id },
  };
}

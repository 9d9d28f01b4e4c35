import type { Pool } from 'pg';
import { Gauge, Histogram } from 'prom-client';
import { OutboxStore } from '#messaging/outbox.store.js';

/** Items per set-based transaction: how well a rush is coalesced (architecture §5). */
export const batchSizes = new Histogram({
  name: 'fenji_batch_items',
  help: 'Items of one set-based transaction',
  labelNames: ['batch'],
  buckets: [1, 2, 5, 10, 20, 50, 100, 200],
});

/** Connections by state, and how long the oldest message has waited to be published. */
export function watchDatabase(pool: Pool): void {
  new Gauge({
    name: 'fenji_database_connections',
    help: 'Connections of the pool; waiting = callers without one',
    labelNames: ['state'],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  const outbox = new OutboxStore(pool);
  const oldest = new Gauge({
    name: 'fenji_outbox_oldest_seconds',
    help: 'Age of the oldest message not published yet',
  });
  new Gauge({
    name: 'fenji_outbox_unpublished',
    help: 'Messages not published yet',
    async collect() {
      const { unpublished, oldestSeconds } = await outbox.backlog();
      oldest.set(oldestSeconds);
      this.set(unpublished);
    },
  });
}

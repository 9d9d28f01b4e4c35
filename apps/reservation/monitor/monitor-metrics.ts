import { Gauge, register } from 'prom-client';
import { type Database, SYSTEM } from '#service/database/database.js';
import { INVARIANTS } from './checks.store.js';
import { readState } from './state.store.js';

/** The state of the reserve as every replica sees it: what the last full round found, and which pools are frozen. */
export function watchReserve(database: Database): void {
  // Nest calls the hooks of a process once for HTTP and once for its messages.
  if (register.getSingleMetric('fenji_reserve_breaches')) return;
  const frozen = new Gauge({ name: 'fenji_reserve_frozen_pools', help: 'Pools from which nothing is sold' });
  const age = new Gauge({
    name: 'fenji_reserve_round_age_seconds',
    help: 'Time since the last full round of the monitor ended; -1 before the first',
  });
  const checked = new Gauge({ name: 'fenji_reserve_sessions_checked', help: 'Sessions that the monitor has checked' });
  new Gauge({
    name: 'fenji_reserve_breaches',
    help: 'Breaches that the last full round found, and pools frozen since',
    labelNames: ['invariant'],
    async collect() {
      const state = await database.transaction(SYSTEM, (tx) => readState(tx));
      for (const invariant of INVARIANTS) {
        this.set({ invariant }, Math.max(state.found[invariant] ?? 0, state.frozen[invariant] ?? 0));
      }
      frozen.set(Object.values(state.frozen).reduce((sum, count) => sum + count, 0));
      age.set(state.roundAgeSeconds ?? -1);
      checked.set(state.sessionsChecked);
    },
  });
}

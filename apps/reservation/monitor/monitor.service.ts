import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, SYSTEM } from '#service/database/database.js';
import { logger } from '#service/logging/logger.js';
import { byCounty, oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { firstIdAt } from '../ledger/first-id.js';
import { SupplyPolicies } from '../policy/policies.js';
import {
  type Breach,
  countiesOfPersons,
  findPersonBreaches,
  findPoolBreaches,
  type PoolBreach,
  type PoolKey,
} from './breach.store.js';
import { freezePools } from './freezing.js';
import { watchReserve } from './monitor-metrics.js';
import {
  changedPools,
  countSessionsOf,
  endRound,
  nextPools,
  type Progress,
  saveLook,
  saveSlice,
  type Tally,
  takeProgress,
} from './round.store.js';

const TICK_SECONDS = 2;
/** Entries of the ledger followed in one look. */
const ENTRIES = 2_000;
/** Ids are given before their transaction commits, and by several clocks: the last seconds are looked at again. */
const MARGIN_MS = 10_000;
/** Rules of the monitor are the same for every county. */
const NATION = '000000';

/**
 * Checks the invariants of domain §7.10 all the time: what has changed within seconds, and everything in slices, round
 * after round, so that what was changed behind the ledger's back is found too. A broken pool is frozen in the very
 * transaction that found it. Any number of replicas: one looks at a time.
 */
@Injectable()
export class Monitor implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    watchReserve(this.database);
    this.timer.every('reserve-monitor', TICK_SECONDS, () => this.runOnce());
  }

  /** One look at what changed and, while a full round is due, one slice of it. @returns 1 when more changes wait */
  runOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const { roundMinutes, sliceAccounts } = (await this.policies.at(tx, now, [NATION])).of(NATION, '').monitor();
      const progress = await takeProgress(tx, roundMinutes);
      if (!progress) return 0;
      const more = await look(tx, now, progress);
      if (progress.roundDue) await walk(tx, now, progress, sliceAccounts);
      return more ? 1 : 0;
    });
  }
}

async function look(tx: EntityManager, now: Date, progress: Progress): Promise<boolean> {
  const { pools, entries, last } = await changedPools(tx, progress.lookedUntil, ENTRIES);
  report(await checkPools(tx, now, pools));
  const more = entries === ENTRIES;
  const settled = firstIdAt(Date.now() - MARGIN_MS);
  const lookedUntil = more ? last : settled > progress.lookedUntil ? settled : progress.lookedUntil;
  await saveLook(tx, { ...progress, lookedUntil, sessionsChecked: await countSessionsOf(tx, pools) });
  return more;
}

/** The next slice of the round; after the last one those who wait. */
async function walk(tx: EntityManager, now: Date, progress: Progress, slice: number): Promise<void> {
  const pools = await nextPools(tx, progress.roundAfter, slice);
  const found = await checkPools(tx, now, pools);
  const last = pools.at(-1);
  if (last && pools.length === slice) {
    const roundFound = counted(progress.roundFound, found);
    await saveSlice(tx, last, { ...progress, roundFound, sessionsChecked: await countSessionsOf(tx, pools) });
    return report(found);
  }
  const all = [...found, ...(await checkPersons(tx))];
  report(all);
  await endRound(tx, counted(progress.roundFound, all), await countSessionsOf(tx, pools));
}

/** Pools of a county that cannot be checked are passed over, and looked at again in the next round. */
async function checkPools(tx: EntityManager, now: Date, pools: readonly PoolKey[]): Promise<PoolBreach[]> {
  const counties = byCounty(pools, ({ county }) => county);
  const { done } = await oneByOne('reserve-monitor', counties, ({ rows }) =>
    tx.transaction(async (savepoint) => {
      const found = await findPoolBreaches(savepoint, rows);
      await freezePools(
        savepoint,
        now,
        found.filter(({ freezes }) => freezes),
      );
      return found;
    }),
  );
  return done.flat();
}

/** Persons of a county that cannot be checked are passed over until the next round. */
async function checkPersons(tx: EntityManager): Promise<Breach[]> {
  const counties = await countiesOfPersons(tx);
  const { done } = await oneByOne('reserve-monitor-persons', counties, ({ county }) =>
    tx.transaction((savepoint) => findPersonBreaches(savepoint, county)),
  );
  return done.flat();
}

function counted(tally: Tally, breaches: readonly Breach[]): Tally {
  const sum = { ...tally };
  for (const { invariant } of breaches) sum[invariant] = (sum[invariant] ?? 0) + 1;
  return sum;
}

function report(breaches: readonly Breach[]): void {
  for (const { invariant, code, county, id } of breaches)
    logger.error({ invariant, code, county, id }, 'an invariant of the reserve is broken');
}

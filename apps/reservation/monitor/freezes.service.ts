import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { findPoolBreaches } from './breach.store.js';
import { POOL_CHECKS } from './checks.store.js';
import { type FreezeQuery, type FreezeView, freezeView } from './freeze.dto.js';
import { type Freeze, liftFreeze, listFreezes, lockFreeze, lockPool } from './freeze.store.js';

const SENTENCES = new Map(POOL_CHECKS.map(({ code, sentence }) => [code, sentence]));
const view = (freeze: Freeze): FreezeView => freezeView(freeze, SENTENCES.get(freeze.code) ?? freeze.code);

/** Frozen pools: who sees them, and how they are sold again. */
@Injectable()
export class Freezes {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** Those of the caller's institution, for the health authority those of its county; the latest first. */
  list(principal: Principal, { live, limit, cursor }: FreezeQuery): Promise<Page<FreezeView>> {
    const after = readCursor(cursor, 'instant', 'uuid');
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const rows = await listFreezes(tx, principal.county, live ?? false, after, limit + 1);
      return toPage(rows, limit, view, ({ frozenAt, id }) => [frozenAt.toISOString(), id]);
    });
  }

  /**
   * Sells a pool again, once nothing is wrong with it any more; what its ledger tells of the past is seen with the lift.
   * @throws Problem 404, 409 `LIFTED_ALREADY`, 409 `STILL_BROKEN` with the checks that fail
   */
  lift(write: Write, id: string, reason: string): Promise<Answer<FreezeView>> {
    const { county, account } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      const freeze = await lockFreeze(tx, county, id);
      if (!freeze) throw notFound();
      if (freeze.liftedAt) throw conflict('LIFTED_ALREADY', 'This freeze has been lifted before.');
      await lockPool(tx, freeze);
      const broken = (await findPoolBreaches(tx, [freeze])).filter(({ freezes, past }) => freezes && !past);
      if (broken.length > 0) {
        const checks = [...new Set(broken.map(({ code }) => code))];
        throw conflict('STILL_BROKEN', 'The checks do not pass yet.', { checks });
      }
      await liftFreeze(tx, freeze, now, account, reason);
      const lifted = { ...freeze, liftedAt: now, liftedBy: account, liftReason: reason };
      return { status: 201, body: view(lifted) };
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, SYSTEM } from '#service/database/database.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Networks } from '../../network/networks.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Guarded } from './guard.js';
import type { Passage } from './road.js';
import { savePassages } from './save.js';
import { termsFor } from './situation.js';

/** Steps that time takes: due rows are claimed with SKIP LOCKED, so any number of replicas may run them. */
@Injectable()
export class TimedSteps {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /**
   * One batch, past the counties that fail. @param timer who asks, for the log @param claim locks the rows that are due
   * @param step the pure step @returns how many rows were moved
   */
  async run<Row extends ReferralRow>(
    timer: string,
    claim: (tx: EntityManager, now: Date, except: readonly string[]) => Promise<Row[]>,
    step: (at: Guarded & { row: Row }) => Passage,
  ): Promise<number> {
    return pastFailures((except) =>
      this.database.transaction(SYSTEM, async (tx, now) => {
        const { done, failed } = await oneByOne(timer, await claim(tx, now, except), async (row) => {
          const network = await this.networks.of(row.county);
          return step({ row, network, terms: termsFor(row, network, now) });
        });
        await savePassages(tx, done);
        return { moved: done.length, failed };
      }),
    );
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database, SYSTEM } from '../database/database.js';
import { logger } from '../logging/logger.js';
import { Timer } from '../timer/timer.js';
import { addSeals, brokenSeals, type Seal } from './seal.store.js';

const SEAL_EVERY_SECONDS = 600;
const VERIFY_EVERY_SECONDS = 24 * 3600;
/** Far longer than a transaction may live, so that nothing appears behind a seal later. */
const SETTLED_SECONDS = 300;
/** Each daily check looks back over the floor of retention (domain §14: 6 months). */
const LOOK_BACK_DAYS = 183;

const broken = new Gauge({
  name: 'fenji_access_log_broken_seals',
  help: 'Links of the access log’s chains that do not fit',
});

/**
 * Chains the access log of each institution by hashes: whoever alters, removes or adds a row later breaks a link. The
 * hashes also go to the process log, out of reach of who can rewrite the tables.
 */
@Injectable()
export class Sealing implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('access-seals', SEAL_EVERY_SECONDS, async () => {
      await this.seal();
      return 0;
    });
    this.timer.every('access-seals-check', VERIFY_EVERY_SECONDS, async () => {
      await this.verify();
      return 0;
    });
  }

  /** Seals what is older than `ageSeconds`. */
  async seal(ageSeconds: number = SETTLED_SECONDS): Promise<Seal[]> {
    const seals = await this.database.transaction(SYSTEM, (tx) => addSeals(tx, ageSeconds));
    for (const seal of seals) logger.info({ seal }, 'access log sealed');
    return seals;
  }

  /** The links that do not fit; none in a log that nobody touched. */
  async verify(): Promise<Seal[]> {
    const since = new Date(Date.now() - LOOK_BACK_DAYS * 24 * 3_600_000);
    const seals = await this.database.transaction(SYSTEM, (tx) => brokenSeals(tx, since));
    broken.set(seals.length);
    for (const seal of seals) logger.error({ seal }, 'access log was altered');
    return seals;
  }
}

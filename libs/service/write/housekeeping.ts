import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { keepPartitions } from '#messaging/partitions.js';
import { Database, SYSTEM } from '../database/database.js';
import { Timer } from '../timer/timer.js';
import { forgetKeys } from './idempotency.store.js';

const HOUR = 3600;
const KEYS_PER_RUN = 5_000;

/** Drops what need not be remembered any more: idempotency keys after 72 h, months of messages behind the horizon. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await keepPartitions(this.database.pool);
    this.timer.every('message-partitions', 24 * HOUR, async () => {
      await keepPartitions(this.database.pool);
      return 0;
    });
    this.timer.every('idempotency-keys', HOUR, () => this.forgetKeys());
  }

  /** Answers how many keys were dropped. */
  forgetKeys(): Promise<number> {
    return this.database.transaction(SYSTEM, (tx) => forgetKeys(tx, KEYS_PER_RUN));
  }
}

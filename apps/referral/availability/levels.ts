import { Injectable } from '@nestjs/common';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { forgetClosed, noteHeard, storeLevels, type Told } from './level.store.js';

/** Keeps the live view of what is left. */
@Injectable()
export class Levels {
  constructor(private readonly database: Database) {}

  /** Resolves once the message is applied, was applied before, or is late. */
  async take(told: Told & { id: string }): Promise<void> {
    await this.database.transaction(SYSTEM, async (tx, now) => {
      const fresh = await claimMessages(tx, 'supply-levels', [told]);
      if (!fresh.has(told.id)) return;
      await storeLevels(tx, [told]);
      await noteHeard(tx, [told]);
      await forgetClosed(tx, now);
    });
  }
}

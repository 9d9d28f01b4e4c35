import { Injectable } from '@nestjs/common';
import type { Envelope } from '#contracts/envelope.js';
import type { ConsortiumEntitled } from '#contracts/network.events.js';
import type { SupplyCounted } from '#contracts/reservation.events.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { storeCircle } from './circle.store.js';
import { gatherNews } from './gather.store.js';
import { forgetClosed, lockLevels, storeLevels } from './level.store.js';
import { isFreed } from './slot.js';

const CONSUMER = 'slots';

/** Keeps the picture of what is left and of who may use it, and finds in it the units that became free. */
@Injectable()
export class SlotSupply {
  constructor(private readonly database: Database) {}

  /** Resolves once the message is applied, was applied before, or is late. */
  count(message: Envelope<SupplyCounted>): Promise<void> {
    const { county, aggregateVersion: version, occurredAt } = message;
    const levels = [...new Map(message.data.levels.map((level) => [level.sessionId, level])).values()];
    return this.database.transaction(SYSTEM, async (tx, now) => {
      if (!(await claimMessages(tx, CONSUMER, [message])).has(message.id)) return;
      const known = await lockLevels(
        tx,
        county,
        levels.map(({ sessionId }) => sessionId),
      );
      const freed = levels.filter((level) => {
        const before = known.get(level.sessionId);
        // Before its opening was told, that news says what there is.
        return before?.openedTold && before.version < version && isFreed(before, level, now);
      });
      await storeLevels(tx, county, version, levels);
      await gatherNews(
        tx,
        freed.map(({ institution, pool, group, sessionId }) => {
          return { county, news: 'freed', institution, pool, group, sessionId, occurredAt };
        }),
      );
      await forgetClosed(tx, now);
    });
  }

  entitle(message: Envelope<ConsortiumEntitled>): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx) => {
      if (!(await claimMessages(tx, CONSUMER, [message])).has(message.id)) return;
      await storeCircle(tx, message.county, message.aggregateVersion, message.data);
    });
  }
}

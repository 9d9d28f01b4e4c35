import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { changedCircles, noteCircles, startLook } from './entitled.store.js';

const TICK_SECONDS = 5;

/**
 * Tells the other services who may use whose reserve (V05), whenever the network or the day has changed it: entitlement
 * is decided here, and who tells doctors of free units must tell nobody of what he may not use.
 */
@Injectable()
export class EntitledNews implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('entitled-news', TICK_SECONDS, async () => {
      await this.runOnce();
      return 0;
    });
  }

  /** @returns of how many consortia something was told */
  runOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const day = localDate(now);
      if (!(await startLook(tx, day))) return 0;
      const circles = await changedCircles(tx, day);
      await noteCircles(tx, circles);
      await addToOutbox(
        tx,
        circles.map(({ county, consortiumId, hospitals, doctors, version }) => ({
          name: 'consortium.entitled.v1' as const,
          county,
          aggregateId: consortiumId,
          aggregateVersion: version,
          occurredAt: now,
          data: { consortiumId, hospitals, doctors },
        })),
      );
      return circles.length;
    });
  }
}

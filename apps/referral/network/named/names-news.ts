import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox } from '#messaging/outbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { changedNames, noteNames, startNamedLook } from './named.store.js';

const TICK_SECONDS = 5;

/** Tells the other services what houses, departments and exams are called, whenever the network has changed it. */
@Injectable()
export class NamesNews implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('names-news', TICK_SECONDS, async () => {
      await this.runOnce();
      return 0;
    });
  }

  /** @returns of how many houses something was told */
  runOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      if (!(await startNamedLook(tx))) return 0;
      const houses = await changedNames(tx);
      await noteNames(tx, houses);
      await addToOutbox(
        tx,
        houses.map(({ county, id, named, version }) => ({
          name: 'institution.named.v1' as const,
          county,
          aggregateId: id,
          aggregateVersion: version,
          occurredAt: now,
          data: named,
        })),
      );
      return houses.length;
    });
  }
}

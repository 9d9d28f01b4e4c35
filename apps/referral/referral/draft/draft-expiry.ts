import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { allOrByCounty, type Whose } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { SYSTEM_ACTOR } from '../road/road.js';
import { claimExpiredDrafts, deleteDrafts } from './draft.store.js';
import { dropped } from './drafts.js';

const EVERY_SECONDS = 60;

/** Drafts that nobody has saved or submitted in time go, and give back what they hold. */
@Injectable()
export class DraftExpiry implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('draft-expiry', EVERY_SECONDS, () => this.expireOnce());
  }

  /** One batch, past the counties that fail. @returns how many drafts went */
  expireOnce(): Promise<number> {
    return allOrByCounty('draft-expiry', (whose, claimed) => this.batch(whose, claimed));
  }

  private batch(whose: Whose, claimed: Set<string>): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const drafts = await claimExpiredDrafts(tx, now, whose);
      for (const { county } of drafts) claimed.add(county);
      await deleteDrafts(
        tx,
        drafts.map((draft) => dropped({ draft, who: SYSTEM_ACTOR, now }, 'draft-expired', 'expired')),
      );
      return drafts.length;
    });
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox } from '#messaging/outbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { after } from '#service/rules/working-hours.js';
import { allOrByCounty, type Whose } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { SupplyPolicies } from '../policy/policies.js';
import { claimEnded, giveToDesk } from './ended.store.js';
import { waitEnded } from './telling.js';
import type { WaitEndReason, WaitEntry } from './wait-entry.entity.js';
import { updateEntries } from './wait-list.store.js';

const LIMIT = 100;
const TICK_SECONDS = 10;

/** Nothing leaves the wait list silently: who can't get a unit any more is told so (domain §8.4). */
@Injectable()
export class WaitEnds implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('wait-end', TICK_SECONDS, () => this.runOnce());
  }

  /** Ends what is over, at most 100 entries, past the counties that fail. @returns how many */
  runOnce(): Promise<number> {
    return allOrByCounty('wait-end', (whose, claimed) => this.batch(whose, claimed));
  }

  private batch(whose: Whose, claimed: Set<string>): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const entries = await claimEnded(tx, now, LIMIT, whose);
      if (entries.length === 0) return 0;
      for (const { county } of entries) claimed.add(county);
      const book = await this.policies.at(
        tx,
        now,
        entries.map(({ county }) => county),
      );
      const ended = entries.map((entry): WaitEntry & { leftReason: WaitEndReason } => {
        const leftReason = entry.validUntil <= now ? 'validity-over' : 'window-over';
        return { ...entry, version: entry.version + 1, state: 'left', leftReason };
      });
      await updateEntries(tx, ended);
      await giveToDesk(tx, ended, ({ county, institution }) =>
        after(now, book.of(county, institution).settleWithin(), book.calendar(county)),
      );
      await addToOutbox(
        tx,
        ended.map((entry) => waitEnded(entry, entry.leftReason, now)),
      );
      return ended.length;
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { Adapters } from '../channel/adapters.js';
import { Feeds } from '../stream/feeds.js';
import { failed, type Outcome, unknown } from './attempt.js';
import { lockLost } from './claim.store.js';
import { fallBack } from './record.store.js';
import { Recorder } from './recorder.js';
import { endUnconfigured, expireDue } from './sweep.store.js';
import { tellOwners } from './unreached.js';

const LOOK_SECONDS = 5;
const MOST = 500;
/** Says nothing about the channel: the fault was ours, or it did what it could. */
const outcomeOf = (reason?: string): Outcome => ({
  ...(reason ? failed(reason) : unknown('worker-lost')),
  ofChannel: false,
});

/** Ends what must not wait any longer, and finds what a worker that died left behind. */
@Injectable()
export class Sweeper implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
    private readonly adapters: Adapters,
    private readonly recorder: Recorder,
    private readonly feeds: Feeds,
  ) {}

  onModuleInit(): void {
    this.timer.every('delivery-sweep', LOOK_SECONDS, () => this.runOnce());
  }

  /** @returns how many deliveries it moved */
  async runOnce(): Promise<number> {
    const { moved, tasks } = await this.database.transaction(SYSTEM, async (tx, now) => {
      const expired = await expireDue(tx, MOST);
      const homeless = await endUnconfigured(tx, this.adapters.missing, MOST);
      await fallBack(tx, homeless);
      // The last of the channels on which somebody given up was still to be reached may end here.
      return { moved: expired.length + homeless.length, tasks: await tellOwners(tx, [...expired, ...homeless], now) };
    });
    this.feeds.publish(tasks);
    // Read without keeping the lock: the recorder moves only what is still in the attempt seen here.
    const lost = await this.database.transaction(SYSTEM, (tx) => lockLost(tx, MOST));
    await Promise.all(lost.map(({ claimed, reason }) => this.recorder.record({ claimed, outcome: outcomeOf(reason) })));
    return moved + lost.length;
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { Adapters } from '../channel/adapters.js';
import { type Outcome, unknown } from './attempt.js';
import { lockLost } from './claim.store.js';
import { fallBack } from './record.store.js';
import { Recorder } from './recorder.js';
import { endUnconfigured, expireDue } from './sweep.store.js';

const LOOK_SECONDS = 5;
const MOST = 500;
/** Says nothing about the channel: the fault was ours. */
const LOST: Outcome = { ...unknown('worker-lost'), ofChannel: false };

/** Ends what must not wait any longer, and finds what a worker that died left behind. */
@Injectable()
export class Sweeper implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
    private readonly adapters: Adapters,
    private readonly recorder: Recorder,
  ) {}

  onModuleInit(): void {
    this.timer.every('delivery-sweep', LOOK_SECONDS, () => this.runOnce());
  }

  /** @returns how many deliveries it moved */
  async runOnce(): Promise<number> {
    const moved = await this.database.transaction(SYSTEM, async (tx) => {
      const expired = await expireDue(tx, MOST);
      const homeless = await endUnconfigured(tx, this.adapters.missing, MOST);
      await fallBack(tx, homeless);
      return expired.length + homeless.length;
    });
    // Read without keeping the lock: the recorder moves only what is still in the attempt seen here.
    const lost = await this.database.transaction(SYSTEM, (tx) => lockLost(tx, MOST));
    await Promise.all(lost.map((claimed) => this.recorder.record({ claimed, outcome: LOST })));
    return moved + lost.length;
  }
}

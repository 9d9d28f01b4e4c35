import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TimeLimitExceeded, withTimeLimit } from '#messaging/time-limit.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { logger } from '#service/logging/logger.js';
import { Timer } from '#service/timer/timer.js';
import { Addresses } from '../address/addresses.js';
import type { Found } from '../address/found.js';
import type { Letter } from '../channel/adapter.js';
import { Adapters } from '../channel/adapters.js';
import { stillMeant } from '../reach/still-meant.js';
import { type Claimed, failed, type Outcome, refused, unknown } from './attempt.js';
import { admit } from './breaker.store.js';
import { claimDue } from './claim.store.js';
import type { Channel } from './delivery.js';
import { letterOf } from './letter.js';
import { fallBack } from './record.store.js';
import { Recorder } from './recorder.js';
import { lockStuck } from './sweep.store.js';

const LOOK_SECONDS = 1;
/** Attempts at a time on one channel: a gateway that hangs holds no more, and no other channel. */
const AT_A_TIME = 32;

/**
 * Sends what is due: claims under a lock, sends outside of any transaction, writes down what came of it. Each channel
 * has a loop of its own. A crash in between leaves a lease behind, see `sweeper.ts`.
 */
@Injectable()
export class Courier implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly timer: Timer,
    private readonly adapters: Adapters,
    private readonly addresses: Addresses,
    private readonly recorder: Recorder,
  ) {}

  onModuleInit(): void {
    for (const channel of this.adapters.configured) {
      this.timer.every(`delivery-${channel}`, LOOK_SECONDS, () => this.runOnce(channel));
    }
  }

  /** @returns how many deliveries were tried */
  async runOnce(channel: Channel): Promise<number> {
    const claimed = await this.database.transaction(SYSTEM, async (tx, now) => {
      const most = await admit(tx, channel, AT_A_TIME);
      if (most > 0) return stillMeant(tx, await claimDue(tx, channel, most), now);
      await fallBack(tx, await lockStuck(tx, channel, AT_A_TIME));
      return [];
    });
    if (claimed.length === 0) return 0;
    const found = await this.addresses.find(claimed).catch((error: unknown) => {
      logger.error({ channel, error: nameOf(error) }, 'delivery: addresses could not be read');
      return claimed.map((): Found => ({ outcome: { ...failed('address-not-answered'), ofChannel: false } }));
    });
    await Promise.all(claimed.map((one, i) => this.try(one, found[i]!)));
    return claimed.length;
  }

  private async try(claimed: Claimed, found: Found): Promise<void> {
    const since = performance.now();
    const outcome = found.address === undefined ? found.outcome : await this.send(claimed, found);
    if (outcome.gone) await this.forget(claimed, outcome.gone);
    await this.recorder.record({ claimed, outcome, milliseconds: Math.round(performance.now() - since) });
  }

  /** What is not forgotten now is when it is told the next time. */
  private async forget(claimed: Claimed, gone: readonly string[]): Promise<void> {
    await this.addresses.forget(claimed, gone).catch((error: unknown) => {
      logger.warn({ deliveryId: claimed.id, error: nameOf(error) }, 'delivery: what is gone could not be forgotten');
    });
  }

  private async send(claimed: Claimed, found: Found & { address: string }): Promise<Outcome> {
    const adapter = this.adapters.of(claimed.channel);
    if (!adapter) return refused('not-configured');
    const { attemptMilliseconds } = this.adapters;
    const letter = composed(claimed, found);
    if (!letter) return refused('not-composable');
    try {
      const sent = adapter.send(letter, AbortSignal.timeout(attemptMilliseconds));
      // An adapter that does not hear the signal must not hold its place any longer either.
      return await withTimeLimit(sent, attemptMilliseconds + 500, 'timeout');
    } catch (error) {
      if (error instanceof TimeLimitExceeded) return unknown('timeout');
      // Neither address nor text may get into the log by way of a message of the library.
      logger.warn(
        { deliveryId: claimed.id, channel: claimed.channel, error: nameOf(error) },
        'delivery: adapter threw',
      );
      return failed('adapter-threw');
    }
  }
}

/** A template that fails is our fault: it stops this letter, not the channel. */
function composed(claimed: Claimed, found: Found & { address: string }): Letter | undefined {
  try {
    return letterOf(claimed, found);
  } catch (error) {
    logger.error(
      { deliveryId: claimed.id, template: claimed.notice.template, error: nameOf(error) },
      'delivery: no words',
    );
    return undefined;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Timer } from '#service/timer/timer.js';
import { passOnSilence } from '../decision/silence.js';
import { expire } from '../ending/ending.js';
import { TimedSteps } from '../road/timed.js';
import { claimExpired, claimUndecided } from './due.store.js';

/** Accuracy of domain §6: 30 s for urgent classes. */
const EVERY_SECONDS = 10;

/** The clockwork of referrals: each `…Once` does what is due now and answers how much it was. */
@Injectable()
export class Deadlines implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly steps: TimedSteps,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('referral-expiry', EVERY_SECONDS, () => this.expireOnce());
    this.timer.every('referral-silence', EVERY_SECONDS, () => this.passOnOnce());
  }

  /** T23. */
  expireOnce(): Promise<number> {
    return this.steps.run('referral-expiry', claimExpired, expire);
  }

  /** T15 by the system at L2 (domain §8.3). */
  passOnOnce(): Promise<number> {
    return this.steps.run('referral-silence', claimUndecided, passOnSilence);
  }
}

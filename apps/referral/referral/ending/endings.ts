import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cipher } from '#service/crypto/cipher.js';
import { Timer } from '#service/timer/timer.js';
import { learnOfDeath } from '../death/death.js';
import { claimOfTheDead } from '../death/death.store.js';
import { outcomeContext } from '../road/commands.js';
import { returnedByOnward } from '../road/linked.js';
import { TimedSteps } from '../road/timed.js';
import { warnOfExpiry } from './ending.js';
import { claimExpiring, claimTransferred } from './ending.store.js';

const EVERY_SECONDS = 10;

/** What follows for a referral from the clock or from another referral: each `…Once` does what is due now. */
@Injectable()
export class Endings implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly steps: TimedSteps,
    private readonly cipher: Cipher,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('referral-expiry-warning', EVERY_SECONDS, () => this.warnOnce());
    this.timer.every('referral-onward', EVERY_SECONDS, () => this.transferOnce());
    this.timer.every('referral-of-the-dead', EVERY_SECONDS, () => this.learnOfDeathsOnce());
  }

  /** 72 h and 24 h before the end of the validity (T23). */
  warnOnce(): Promise<number> {
    return this.steps.run('referral-expiry-warning', claimExpiring, warnOfExpiry);
  }

  /** T27: the onward referral has been accepted, which is the outcome of the one before. */
  transferOnce(): Promise<number> {
    return this.steps.run('referral-onward', claimTransferred, ({ row, terms }) => {
      const outcome = { outcome: 'transferred-onward', followUpNeeded: false, by: row.onwardId };
      const sealed = this.cipher.encrypt(row.toInstitution, outcomeContext(row.id), JSON.stringify(outcome));
      return returnedByOnward(row, row.onwardId, sealed, terms);
    });
  }

  /** The other open referrals of a patient who has died. */
  learnOfDeathsOnce(): Promise<number> {
    return this.steps.run('referral-of-the-dead', claimOfTheDead, (at) => learnOfDeath(at, at.row.diedAt));
  }
}

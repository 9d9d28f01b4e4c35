import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { THE_SYSTEM } from '#service/auth/acting.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { Networks } from '../network/networks.js';
import { type Terms, termsAt } from '../referral/deadline/terms.js';
import { announceOverdue, announceStep } from './announcing.js';
import { stepTeleconsultation, type Teleconsultation } from './teleconsultation.js';
import { claimTeleconsultations, saveTeleconsultations } from './teleconsultation.store.js';
import { tellLate } from './teleconsultation-ladder.js';

const EVERY_SECONDS = 15;

/** A question that nobody answers is told again and again, and ends when its answer would be worth nothing. */
@Injectable()
export class TeleconsultationTimers implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('teleconsultation-expiry', EVERY_SECONDS, () => this.expireOnce());
    this.timer.every('teleconsultation-overdue', EVERY_SECONDS, () => this.tellOnce());
  }

  /** C08. @returns how many ended */
  expireOnce(): Promise<number> {
    const step = { event: 'expire', transition: 'C08', to: 'expired' } as const;
    return this.batch('expired', async (tx, now, rows) => {
      const { done, failed } = await oneByOne('teleconsultation-expiry', rows, async (before) =>
        stepTeleconsultation(before, step, { who: THE_SYSTEM, terms: await this.termsOf(before, now) }),
      );
      await saveTeleconsultations(
        tx,
        done.map(({ row }) => row),
        done.map(({ entry }) => entry),
      );
      for (const { row, entry } of done) await announceStep(tx, row, entry);
      return { moved: done.length, failed };
    });
  }

  /** Tells that somebody is late, and when it will be told again. @returns how many */
  tellOnce(): Promise<number> {
    return this.batch('overdue', async (tx, now, rows) => {
      const { done, failed } = await oneByOne('teleconsultation-overdue', rows, async (row) =>
        tellLate(row, await this.networks.of(row.county), now),
      );
      await saveTeleconsultations(
        tx,
        done.map(({ row }) => row),
        [],
      );
      for (const { row, told } of done) for (const rung of told) await announceOverdue(tx, row, THE_SYSTEM, now, rung);
      return { moved: done.length, failed };
    });
  }

  private batch(
    what: 'expired' | 'overdue',
    work: (tx: EntityManager, now: Date, rows: Teleconsultation[]) => Promise<{ moved: number; failed: string[] }>,
  ): Promise<number> {
    return pastFailures((except) =>
      this.database.transaction(SYSTEM, async (tx, now) =>
        work(tx, now, await claimTeleconsultations(tx, what, now, except)),
      ),
    );
  }

  private async termsOf({ county, toInstitution: institution }: Teleconsultation, now: Date): Promise<Terms> {
    return termsAt(await this.networks.of(county), { county, institution }, now);
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { THE_SYSTEM } from '#service/auth/acting.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { after } from '#service/rules/working-hours.js';
import { Timer } from '#service/timer/timer.js';
import { Networks } from '../network/networks.js';
import { type Terms, termsAt } from '../referral/deadline/terms.js';
import { announceOverdue, announceStep } from './announcing.js';
import { stepTeleconsultation, type Teleconsultation, type TeleconsultationEntry } from './teleconsultation.js';
import { claimTeleconsultations, saveTeleconsultations } from './teleconsultation.store.js';

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
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const step = { event: 'expire', transition: 'C08', to: 'expired' } as const;
      const steps: { row: Teleconsultation; entry: TeleconsultationEntry }[] = [];
      for (const before of await claimTeleconsultations(tx, 'expired', now)) {
        const terms = await this.termsOf(before, now);
        steps.push(stepTeleconsultation(before, step, { who: THE_SYSTEM, terms }));
      }
      await saveTeleconsultations(
        tx,
        steps.map(({ row }) => row),
        steps.map(({ entry }) => entry),
      );
      for (const { row, entry } of steps) await announceStep(tx, row, entry);
      return steps.length;
    });
  }

  /** Tells that somebody is late, and when it will be told again. @returns how many */
  tellOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const late: Teleconsultation[] = [];
      for (const row of await claimTeleconsultations(tx, 'overdue', now)) {
        const { limit, calendar } = await this.termsOf(row, now);
        const alertAt = after(now, limit(`teleconsultation.repeat.${row.urgencyClass}`), calendar);
        late.push({ ...row, alerts: row.alerts + 1, alertAt });
      }
      await saveTeleconsultations(tx, late, []);
      for (const row of late) await announceOverdue(tx, row, THE_SYSTEM, now);
      return late.length;
    });
  }

  private async termsOf({ county, toInstitution: institution }: Teleconsultation, now: Date): Promise<Terms> {
    return termsAt(await this.networks.of(county), { county, institution }, now);
  }
}

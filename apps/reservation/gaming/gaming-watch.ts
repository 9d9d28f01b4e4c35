import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { v7 } from 'uuid';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import type { Rules } from '#service/rules/rules.js';
import { oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { type GamingCase, suppliedCounties, takeGaming } from './gaming.store.js';

const EVERY_SECONDS = 300;
/** Cases of one message. */
const MESSAGE = 100;
/** The watch is the same for every county. */
const NATION = '000000';

/** Tells what only reservation can see of AN7 (domain §11): protected units that go another way. Decides nothing. */
@Injectable()
export class GamingWatch implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('reserve-gaming', EVERY_SECONDS, async () => {
      await this.runOnce();
      return 0;
    });
  }

  /** Every county once, whether or not another one fails. @returns how many cases are told for the first time */
  async runOnce(): Promise<number> {
    const rules = await this.policies.of(NATION);
    const counties = await this.database.transaction(SYSTEM, suppliedCounties);
    const { done } = await oneByOne('reserve-gaming', counties, ({ county }) => this.watch(county, rules));
    return done.reduce((sum, told) => sum + told, 0);
  }

  private watch(county: string, rules: Rules): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const number = (key: string) => rules.number(key, { county: NATION }, localDate(now));
      const days = number('reserve.gaming.lookBackDays');
      const cases = await takeGaming(tx, now, county, { days, minutes: number('reserve.gaming.minutes') });
      await addToOutbox(tx, messagesOf(county, cases, now));
      return cases.length;
    });
  }
}

function messagesOf(
  county: string,
  cases: readonly GamingCase[],
  now: Date,
): NewMessage<'reserve.gaming-suspected.v1'>[] {
  return Array.from({ length: Math.ceil(cases.length / MESSAGE) }, (_, at) => ({
    name: 'reserve.gaming-suspected.v1' as const,
    county,
    aggregateId: v7(),
    aggregateVersion: 1,
    occurredAt: now,
    data: { cases: cases.slice(at * MESSAGE, (at + 1) * MESSAGE).map(toCase) },
  }));
}

function toCase({ county: _, happenedAt, ...rest }: GamingCase) {
  return { ...rest, happenedAt: happenedAt.toISOString() };
}

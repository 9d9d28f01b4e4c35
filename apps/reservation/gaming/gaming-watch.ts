import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { v7 } from 'uuid';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { type GamingCase, takeGaming } from './gaming.store.js';

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

  /** @returns how many cases are told for the first time */
  async runOnce(): Promise<number> {
    const rules = await this.policies.of(NATION);
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const number = (key: string) => rules.number(key, { county: NATION }, localDate(now));
      const cases = await takeGaming(tx, now, number('reserve.gaming.lookBackDays'), number('reserve.gaming.minutes'));
      await addToOutbox(tx, messagesOf(cases, now));
      return cases.length;
    });
  }
}

function messagesOf(cases: readonly GamingCase[], now: Date): NewMessage<'reserve.gaming-suspected.v1'>[] {
  const counties = [...new Set(cases.map(({ county }) => county))];
  return counties.flatMap((county) => {
    const own = cases.filter((one) => one.county === county);
    return Array.from({ length: Math.ceil(own.length / MESSAGE) }, (_, at) => ({
      name: 'reserve.gaming-suspected.v1' as const,
      county,
      aggregateId: v7(),
      aggregateVersion: 1,
      occurredAt: now,
      data: { cases: own.slice(at * MESSAGE, (at + 1) * MESSAGE).map(toCase) },
    }));
  });
}

function toCase({ county: _, happenedAt, ...rest }: GamingCase) {
  return { ...rest, happenedAt: happenedAt.toISOString() };
}

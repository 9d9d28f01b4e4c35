import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import { DAY_MS, localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { forgetPassed } from '../inbox/over.store.js';
import { type NewNotice, writeNotices } from '../notice/notice.store.js';
import { Feeds } from '../stream/feeds.js';
import { countiesWithNotices, type Forgotten, forgetNotices } from './retention.store.js';

const HOUR = 3_600;
const MOST = 1_000;

/**
 * Forgets what was told long ago (`retention.notice.days`). What somebody still has to act on for a recipient's sake stays:
 * given-up deliveries and what was put off. Tasks that nobody took on go, but not silently: their post is told how many.
 */
@Injectable()
export class Retention implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly timer: Timer,
    private readonly feeds: Feeds,
  ) {}

  onModuleInit(): void {
    this.timer.every('notice-retention', HOUR, () => this.runOnce());
  }

  /** @returns how many notices it forgot, of all counties */
  async runOnce(): Promise<number> {
    const counties = await this.database.transaction(SYSTEM, async (tx, now) => {
      await forgetPassed(tx, now);
      return countiesWithNotices(tx);
    });
    const { done } = await oneByOne('notice-retention', counties, ({ county }) => this.forget(county));
    return done.reduce((sum, forgotten) => sum + forgotten, 0);
  }

  private async forget(county: string): Promise<number> {
    const rules = await this.policies.of(county);
    const { gone, told } = await this.database.transaction(SYSTEM, async (tx, now) => {
      const days = rules.number('retention.notice.days', { county }, localDate(now));
      // Real time, as ids and partitions have it: it bounds what is stored, and is no deadline of the domain.
      const all = await forgetNotices(tx, county, new Date(Date.now() - days * DAY_MS), MOST);
      const news = all.filter(({ tasks }) => tasks > 0).map((one) => newsOf(county, one, now));
      return { gone: all, told: await writeNotices(tx, news) };
    });
    this.feeds.publish(told);
    return gone.reduce((sum, { notices }) => sum + notices, 0);
  }
}

function newsOf(county: string, { audience, institution, tasks }: Forgotten, now: Date): NewNotice {
  return {
    ...{ id: v7(), county, institution, audience },
    messageId: v7(),
    event: 'notice.forgotten',
    template: 'tasks-forgotten',
    urgency: 'info',
    facts: { units: tasks },
    occurredAt: now.toISOString(),
  };
}

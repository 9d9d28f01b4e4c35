import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Database, SYSTEM } from '#service/database/database.js';
import { allOrByCounty, type Whose } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { newNotices } from '../notice/notice.service.js';
import { Telling } from '../notice/telling.js';
import { Feeds } from '../stream/feeds.js';
import { type DueReminder, forgetCourses, takeDue } from './reminder.store.js';

const LOOK_SECONDS = 5;
const HOUSEKEEPING_SECONDS = 3_600;
const MOST = 200;

const reminded = new Counter({
  name: 'fenji_reminders_total',
  help: 'Reminders whose time has come: told, or too late to be of use',
  labelNames: ['event', 'end'],
});

/** Tells what is due; rows with a due time in business time, for any number of replicas. */
@Injectable()
export class Reminding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly timer: Timer,
    private readonly telling: Telling,
  ) {}

  onModuleInit(): void {
    this.timer.every('reminders', LOOK_SECONDS, () => this.runOnce());
    this.timer.every('reminder-housekeeping', HOUSEKEEPING_SECONDS, () => this.tidy());
  }

  /** @returns how many were due; after a stop of the process those that are of no use any more are left out */
  runOnce(): Promise<number> {
    return allOrByCounty('reminders', (whose, claimed) => this.batch(whose, claimed));
  }

  private async batch(whose: Whose, claimed: Set<string>): Promise<number> {
    const { due, notices } = await this.database.transaction(SYSTEM, async (tx, now) => {
      const taken = await takeDue(tx, now, MOST, whose);
      for (const { county } of taken) claimed.add(county);
      const all = taken.map((one) => ({ ...one, isUseful: one.uselessAt > now }));
      const news = all.filter(({ isUseful }) => isUseful).flatMap(noticesOf);
      return { due: all, notices: await this.telling.tell(tx, news, now) };
    });
    for (const { event, isUseful } of due) reminded.inc({ event, end: isUseful ? 'told' : 'too-late' });
    this.feeds.publish(notices);
    return due.length;
  }

  async tidy(): Promise<number> {
    await this.database.transaction(SYSTEM, (tx, now) => forgetCourses(tx, now));
    return 0;
  }
}

function noticesOf({ id, county, event: name, dueAt, data }: DueReminder) {
  return newNotices({ id, name, county, data, occurredAt: dueAt.toISOString() });
}

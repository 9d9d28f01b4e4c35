import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { newNotices } from '../notice/notice.service.js';
import { Telling } from '../notice/telling.js';
import { Feeds } from '../stream/feeds.js';
import { noteReportDates, type ReportingCounty, reportingCounties } from './report-date.store.js';
import { reportDatesOn } from './report-dates.js';

const LOOK_SECONDS = 600;

/** Calls the reports of a county to mind before they are due (domain §10, §11). */
@Injectable()
export class ReportDates implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly timer: Timer,
    private readonly telling: Telling,
    private readonly feeds: Feeds,
  ) {}

  onModuleInit(): void {
    this.timer.every('report-dates', LOOK_SECONDS, () => this.runOnce());
  }

  /** Told once for each county and report; answers 0, as nothing more can be due at once. */
  async runOnce(): Promise<number> {
    const counties = await this.database.transaction(SYSTEM, (tx) => reportingCounties(tx));
    await oneByOne('report-dates', counties, (one) => this.tell(one));
    return 0;
  }

  private async tell({ county, hospitals }: ReportingCounty): Promise<void> {
    const rules = await this.policies.of(county);
    const notices = await this.database.transaction(SYSTEM, async (tx, now) => {
      const today = localDate(now);
      const dates = reportDatesOn(today, (key) => rules.number(key, { county }, today));
      const news = (await noteReportDates(tx, county, dates, now)).flatMap(({ event: name, dueDay }) =>
        newNotices({ id: v7(), name, county, data: { dueDay, hospitals }, occurredAt: now.toISOString() }),
      );
      return this.telling.tell(tx, news, now);
    });
    this.feeds.publish(notices);
  }
}

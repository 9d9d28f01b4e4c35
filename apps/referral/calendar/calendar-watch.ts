import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { addToOutbox } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Health } from '#service/health/health.js';
import { after, yearOf } from '#service/rules/working-hours.js';
import { oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { countiesOf, forgetGaps, type Gap, remind } from './gap.store.js';

const EVERY_SECONDS = 60;

const missing = new Gauge({
  name: 'fenji_calendar_missing',
  help: '1 for a year that deadlines reach although the county has no table of its holidays',
  labelNames: ['county', 'year'],
});

/** A year without a table of holidays is told to the authority again and again, never passed over in silence. */
@Injectable()
export class CalendarWatch implements OnApplicationBootstrap {
  private gaps: readonly Gap[] = [];

  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly timer: Timer,
    private readonly health: Health,
  ) {}

  onApplicationBootstrap(): void {
    this.health.watch('calendar', () => {
      const years = this.gaps.map(({ county, year }) => `${county}:${year}`);
      return years.length > 0 ? `missing ${years.join(' ')}` : 'known';
    });
    this.timer.every('calendar-watch', EVERY_SECONDS, () => this.runOnce());
  }

  /** Looks at every county; tells what is missing and was not told lately. @returns how many were told */
  async runOnce(): Promise<number> {
    const counties = await this.database.transaction(SYSTEM, (tx) => countiesOf(tx));
    const networks = await oneByOne(
      'calendar-watch',
      counties.map((county) => ({ county })),
      ({ county }) => this.networks.of(county),
    );
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const known = await oneByOne('calendar-watch', networks.done, (network) => gapsOf(network, now));
      const gaps = known.done.flat();
      const failed = [...networks.failed, ...known.failed];
      this.show([...gaps, ...this.gaps.filter(({ county }) => failed.includes(county))]);
      await forgetGaps(tx, gaps, failed);
      const told = await remind(tx, now, gaps);
      await addToOutbox(
        tx,
        told.map(({ county, id, year, times }) => ({
          name: 'calendar.missing.v1' as const,
          county,
          aggregateId: id,
          aggregateVersion: times,
          occurredAt: now,
          data: { year, repeat: times - 1, from: year === yearOf(now) ? localDate(now) : `${year}-01-01` },
        })),
      );
      return told.length;
    });
  }

  private show(gaps: readonly Gap[]): void {
    this.gaps = gaps;
    missing.reset();
    for (const { county, year } of gaps) missing.set({ county, year: String(year) }, 1);
  }
}

/** The years that deadlines of the county reach, and of which it has no table. */
function gapsOf({ county, calendar, rules }: Network, now: Date): Gap[] {
  const limit = (key: string) => after(now, rules.duration(key, { county }, localDate(now)), calendar);
  const years = new Set([yearOf(now), yearOf(limit('calendar.neededAhead'))]);
  const remindAt = limit('calendar.remindEvery');
  return [...years].filter((year) => !calendar.knows(year)).map((year) => ({ county, year, remindAt }));
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, SYSTEM } from '#service/database/database.js';
import { allOrByCounty, type Whose } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { practitioner } from '../notice/audience.js';
import type { NewNotice } from '../notice/notice.store.js';
import { Telling } from '../notice/telling.js';
import { Feeds } from '../stream/feeds.js';
import { planDigest } from './digest.js';
import { type DueDigest, takeDue } from './digest.store.js';
import { type PersonalDigest, takePersonal } from './personal.store.js';

const LOOK_SECONDS = 5;
const MOST = 100;

/** Turns gathered news into notices once their wait is over. */
@Injectable()
export class DigestService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly timer: Timer,
    private readonly telling: Telling,
  ) {}

  onModuleInit(): void {
    this.timer.every('digest', LOOK_SECONDS, () => this.runOnce());
  }

  /** @returns how many digests were told */
  runOnce(): Promise<number> {
    return allOrByCounty('digest', (whose, claimed) => this.batch(whose, claimed));
  }

  private async batch(whose: Whose, claimed: Set<string>): Promise<number> {
    const { told, notices } = await this.database.transaction(SYSTEM, async (tx, now) => {
      const due = await takeDue(tx, MOST, whose);
      const summaries = await takePersonal(tx, now, MOST, whose);
      for (const { county } of [...due, ...summaries]) claimed.add(county);
      const news = [...due.flatMap(newNotices), ...summaries.map((one) => summaryNotice(one, now))];
      return { told: due.length + summaries.length, notices: await this.telling.tell(tx, news, now) };
    });
    this.feeds.publish(notices);
    return told;
  }
}

function newNotices(digest: DueDigest): NewNotice[] {
  return planDigest(digest, digest.houses).map(({ audience, template, urgency, facts, ways }) => ({
    id: v7(),
    county: audience.county,
    institution: audience.institution,
    audience: audience.key,
    // Told by many messages: the digest stands for them.
    messageId: v7(),
    event: digest.event.replace(/\.v\d+$/, ''),
    template,
    urgency,
    facts,
    ways,
    occurredAt: digest.occurredAt,
  }));
}

function summaryNotice({ county, institution, practitioner: id, notices }: PersonalDigest, now: Date): NewNotice {
  return {
    id: v7(),
    county,
    institution,
    audience: practitioner(county, institution, id).key,
    messageId: v7(),
    event: 'digest',
    template: 'digest',
    urgency: 'info',
    facts: { units: notices },
    ways: 'app-sms',
    occurredAt: now.toISOString(),
  };
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { type NewNotice, writeNotices } from '../notice/notice.store.js';
import { Feeds } from '../stream/feeds.js';
import { type Digest, planDigest } from './digest.js';
import { takeDue } from './digest.store.js';

const LOOK_SECONDS = 5;
const MOST = 100;

/** Turns gathered news into notices once their wait is over. */
@Injectable()
export class DigestService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly timer: Timer,
  ) {}

  onModuleInit(): void {
    this.timer.every('digest', LOOK_SECONDS, () => this.runOnce());
  }

  /** @returns how many digests were told */
  async runOnce(): Promise<number> {
    const { told, notices } = await this.database.transaction(SYSTEM, async (tx) => {
      const due = await takeDue(tx, MOST);
      return { told: due.length, notices: await writeNotices(tx, due.flatMap(newNotices)) };
    });
    this.feeds.publish(notices);
    return told;
  }
}

function newNotices(digest: Digest): NewNotice[] {
  return planDigest(digest).map(({ audience, template, urgency, facts }) => ({
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
    occurredAt: digest.occurredAt,
  }));
}

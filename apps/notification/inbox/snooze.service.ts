import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { notFound } from '#service/problem/problem.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { audiencesOf } from '../notice/audience.js';
import { writeNotices } from '../notice/notice.store.js';
import { markRead } from '../notice/reading.store.js';
import { Feeds } from '../stream/feeds.js';
import { lockNotice } from './acknowledgement.store.js';
import type { SnoozeRequest, SnoozeView } from './inbox.dto.js';
import { checkUntil } from './snooze.js';
import { snooze, takeDueSnoozes } from './snooze.store.js';
import { returned } from './wake.js';

const LOOK_SECONDS = 5;
const MOST = 100;

/** A person puts a notice off; it comes back by itself, with a notice that says so. */
@Injectable()
export class Snoozes implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: Policies,
    private readonly feeds: Feeds,
    private readonly timer: Timer,
  ) {}

  onModuleInit(): void {
    this.timer.every('snooze', LOOK_SECONDS, () => this.runOnce());
  }

  /**
   * Hides the notice from the caller's list until then (business time); colleagues still see it.
   * @throws Problem 404 for a notice that is not the caller's, 422 `SNOOZE_TOO_LONG` past its deadline or the rule
   */
  async snooze(write: Write, id: string, { until }: SnoozeRequest): Promise<Answer<SnoozeView>> {
    const { principal } = write;
    const { county, practitioner } = principal;
    const audiences = audiencesOf(principal).map(({ key }) => key);
    const rules = await this.policies.of(county);
    return this.writes.perform(write, async (tx, now) => {
      const notice = await lockNotice(tx, county, audiences, id);
      if (!notice) throw notFound('There is no such notice for you.');
      const end = checkUntil(new Date(until), notice, rules, { county }, now);
      await markRead(tx, { county, practitioner, audiences }, id, now);
      await snooze(tx, principal, notice, end, now);
      return { status: 201, body: { noticeId: id, until: end.toISOString() } };
    });
  }

  /** Brings back what is due. @returns how much */
  async runOnce(): Promise<number> {
    const { awake, notices } = await this.database.transaction(SYSTEM, async (tx, now) => {
      const due = await takeDueSnoozes(tx, now, MOST);
      return { awake: due.length, notices: await writeNotices(tx, await returned(tx, due, now)) };
    });
    this.feeds.publish(notices);
    return awake;
  }
}

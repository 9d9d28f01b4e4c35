import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { localDate } from '#service/calendar/local-time.js';
import { enqueue } from '../delivery/enqueue.store.js';
import { webhookDeliveries } from '../endpoint/webhooks.js';
import type { Gap } from '../reach/reach.store.js';
import { Reaching } from '../reach/reaching.js';
import { desk } from './audience.js';
import type { Notice } from './notice.js';
import { type NewNotice, writeNotices } from './notice.store.js';

/** The one way to tell somebody something: into the inbox, and from there out of the house. */
@Injectable()
export class Telling {
  constructor(private readonly reaching: Reaching) {}

  /**
   * Writes notices and puts what must leave the house into the ledger, in the caller's transaction. Where a roster names
   * nobody, the desk of the house is told, once a day of each post.
   * @returns all notices written: the caller publishes them to the live stream after the commit
   */
  async tell(tx: EntityManager, notices: readonly NewNotice[], now: Date): Promise<Notice[]> {
    const written = await writeNotices(tx, notices);
    await enqueue(tx, await webhookDeliveries(tx, notices, now));
    const gaps = await this.reaching.reach(tx, notices, now);
    return [
      ...written,
      ...(await writeNotices(
        tx,
        gaps.map((gap) => gapNotice(gap, now)),
      )),
    ];
  }
}

function gapNotice({ county, institution, post }: Gap, now: Date): NewNotice {
  const department = /^department(?:-head)?:[^:]+:[^:]+:(.+)$/.exec(post)?.[1];
  return {
    id: v7(),
    county,
    institution,
    audience: desk(county, institution).key,
    messageId: v7(),
    event: 'duty.nobody',
    template: 'nobody-on-duty',
    urgency: 'task',
    facts: { toInstitution: institution, day: localDate(now), ...(department ? { department } : {}) },
    occurredAt: now.toISOString(),
  };
}

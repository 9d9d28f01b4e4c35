import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import { Batcher } from '#messaging/batcher.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { digestOf, isGathered } from '../digest/digest.js';
import { gather } from '../digest/digest.store.js';
import { openItemOf } from '../inbox/open-item.js';
import { passings, subjectOf } from '../inbox/over.js';
import { endPassed } from '../inbox/over.store.js';
import { wakeFor } from '../inbox/wake.js';
import { noteStaff } from '../reach/staff.store.js';
import { planReminders } from '../reminder/plan.js';
import { noteSlotNews } from '../slot/news.js';
import { Feeds } from '../stream/feeds.js';
import { NO_INSTITUTION } from './audience.js';
import type { NewNotice } from './notice.store.js';
import { planNotices } from './recipients.js';
import { Telling } from './telling.js';

const CONSUMER = 'notice';

/** News of the reserve wait so long for their like. */
const GATHER_SECONDS = 30;

const written = new Counter({
  name: 'fenji_notices_total',
  help: 'Notices written',
  labelNames: ['event', 'urgency'],
});

/** Turns messages into notices: one transaction for all that arrive together, then the live stream. */
@Injectable()
export class NoticeService {
  // One batch at a time: the counters of busy audiences are in every batch, two would only wait for each other.
  private readonly batches = new Batcher<Envelope, undefined>({
    maxSize: 200,
    maxInFlight: 1,
    maxQueued: 10_000,
    runBatch: (messages) => this.write(messages),
  });

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly telling: Telling,
    private readonly policies: Policies,
  ) {}

  /** Resolves once everybody concerned is told, or the message was known already. */
  record(message: Envelope): Promise<void> {
    return this.batches.submit(message);
  }

  private async write(messages: Envelope[]): Promise<undefined[]> {
    const notices = await this.database.transaction(SYSTEM, async (tx, now) => {
      const fresh = await claimMessages(tx, CONSUMER, messages);
      // `delete`, not `has`: a message delivered twice within one batch counts once.
      const news = messages.filter((message) => fresh.delete(message.id));
      await noteStaff(tx, news);
      await noteSlotNews(tx, now, news);
      await planReminders(tx, now, news, this.policies);
      await gather(tx, news.map(digestOf).filter(isPresent), GATHER_SECONDS);
      const told = news.filter((message) => !isGathered(message.name)).flatMap(newNotices);
      const notices = await this.telling.tell(tx, [...told, ...(await wakeFor(tx, told, now))], now);
      await endPassed(tx, passings(news), now);
      return notices;
    });
    for (const { event, urgency } of notices) written.inc({ event, urgency });
    this.feeds.publish(notices);
    return messages.map(() => undefined);
  }
}

/** The notices that follow from a message, or from a time that has come. */
export function newNotices(message: Pick<Envelope, 'id' | 'name' | 'county' | 'data' | 'occurredAt'>): NewNotice[] {
  const data = message.data as { referralId?: string; referralNo?: string };
  const item = openItemOf(message);
  const subjectId = data.referralId ? undefined : subjectOf(message)?.id;
  return planNotices(message).map(({ audience, template, urgency, facts, ways, patientOf, caller }) => ({
    ...{ id: v7(), ways, ...(patientOf ? { patientOf } : {}), ...(caller ? { caller } : {}) },
    county: audience.county,
    institution: audience.institution,
    audience: audience.key,
    messageId: message.id,
    event: message.name.replace(/\.v\d+$/, ''),
    template,
    urgency,
    // News for a whole county or its authority never names one referral.
    ...(!['*', NO_INSTITUTION].includes(audience.institution) && data.referralId && data.referralNo
      ? { referralId: data.referralId, referralNo: data.referralNo }
      : {}),
    facts,
    occurredAt: message.occurredAt,
    ...(item && urgency !== 'info' ? { item } : {}),
    ...(subjectId && urgency !== 'info' ? { subjectId } : {}),
  }));
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

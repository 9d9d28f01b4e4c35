import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Batcher } from '#messaging/batcher.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import type { Notice } from '../notice/notice.js';
import { type NewNotice, writeNotices } from '../notice/notice.store.js';
import { Feeds } from '../stream/feeds.js';
import { type Claimed, type Outcome, stepAfter } from './attempt.js';
import { noteHealth } from './breaker.store.js';
import { type Attempted, endOthers, fallBack, findUnreached, recordAttempts, type Unreached } from './record.store.js';
import { retryRules } from './retry-rules.js';

const attempts = new Counter({
  name: 'fenji_delivery_attempts_total',
  help: 'Attempts to deliver a notice outside of the house',
  labelNames: ['channel', 'result'],
});

export interface Tried {
  readonly claimed: Claimed;
  readonly outcome: Outcome;
  readonly milliseconds?: number;
}

/** Writes down what came of attempts and what follows from it, those that end together in one transaction. */
@Injectable()
export class Recorder {
  private readonly batches = new Batcher<Tried, undefined>({
    maxSize: 200,
    maxInFlight: 1,
    maxQueued: 10_000,
    runBatch: (tried) => this.write(tried),
  });

  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly feeds: Feeds,
  ) {}

  /** Resolves once it is in the ledger. */
  record(tried: Tried): Promise<void> {
    return this.batches.submit(tried);
  }

  private async write(tried: Tried[]): Promise<undefined[]> {
    const rules = await Promise.all(tried.map(({ claimed }) => this.policies.of(claimed.county)));
    const notices = await this.database.transaction(SYSTEM, (tx, now) => {
      const day = localDate(now);
      const attempted = tried.map((one, i) => {
        const retries = retryRules(rules[i]!, one.claimed.county, day);
        return { ...one, step: stepAfter(one.claimed, one.outcome, retries, now, Math.random()) };
      });
      return writeDown(tx, attempted, now);
    });
    for (const { claimed, outcome } of tried) attempts.inc({ channel: claimed.channel, result: outcome.result });
    this.feeds.publish(notices);
    return tried.map(() => undefined);
  }
}

/** @returns the tasks for those who must act now, as nothing reached the recipient */
async function writeDown(tx: EntityManager, attempted: readonly Attempted[], now: Date): Promise<Notice[]> {
  const moved = new Set((await recordAttempts(tx, attempted)).map(({ id }) => id));
  const mine = attempted.filter(({ claimed }) => moved.has(claimed.id));
  const having = (wanted: (attempt: Attempted) => boolean) => mine.filter(wanted).map(({ claimed }) => claimed);
  await endOthers(
    tx,
    having(({ step }) => step.state === 'sent'),
  );
  await fallBack(
    tx,
    having(({ step }) => step.fallBack),
  );
  const unreached = await findUnreached(
    tx,
    having(({ step }) => step.state === 'dead'),
  );
  const spoken = attempted.filter(({ outcome }) => outcome.ofChannel);
  const keysOf = (ok: boolean) =>
    spoken.filter(({ outcome }) => (outcome.result === 'accepted') === ok).map(({ claimed }) => breakerKey(claimed));
  await noteHealth(tx, [...new Set(keysOf(true))], keysOf(false));
  return writeNotices(
    tx,
    unreached.map((one) => taskOf(one, now)),
  );
}

/** Each hospital's system stands for itself, the other channels are one gateway each. */
function breakerKey({ channel, recipient }: Claimed): string {
  return channel === 'webhook' ? recipient : channel;
}

function taskOf({ county, institution, owner, urgency, referralId, referralNo }: Unreached, now: Date): NewNotice {
  return {
    id: v7(),
    county,
    institution,
    audience: owner,
    // Of no message: the failure itself is the news.
    messageId: v7(),
    event: 'delivery.dead',
    template: 'delivery-dead',
    urgency: urgency === 'urgent' ? 'urgent' : 'task',
    ...(referralId && referralNo ? { referralId, referralNo } : {}),
    facts: {},
    occurredAt: now.toISOString(),
  };
}

import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { Batcher } from '#messaging/batcher.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import type { Rules } from '#service/rules/rules.js';
import { oneByOne } from '#service/timer/counties.js';
import type { Notice } from '../notice/notice.js';
import { Feeds } from '../stream/feeds.js';
import { type Claimed, type Outcome, type RetryRules, stepAfter } from './attempt.js';
import { noteHealth } from './breaker.store.js';
import { type Attempted, endOthers, fallBack, recordAttempts } from './record.store.js';
import { retryRules } from './retry-rules.js';
import { tellOwners } from './unreached.js';

/** Scope of the rules that hold where no county says anything else. */
const NATION = '000000';

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
    const counties = [...new Set(tried.map(({ claimed }) => claimed.county))];
    const rules = await Promise.all(
      counties.map(async (county) => ({ county, rules: await this.policies.of(county) })),
    );
    const notices = await this.database.transaction(SYSTEM, async (tx, now) => {
      const day = localDate(now);
      const retries = await retriesIn(rules, day);
      const attempted = tried.map((one) => {
        const step = stepAfter(one.claimed, one.outcome, retries(one.claimed.county), now, Math.random());
        return { ...one, step };
      });
      return writeDown(tx, attempted, now);
    });
    for (const { claimed, outcome } of tried) attempts.inc({ channel: claimed.channel, result: outcome.result });
    this.feeds.publish(notices);
    return tried.map(() => undefined);
  }
}

/**
 * How each county tries again. What has been sent is written down whatever a county's rules say: where they cannot be
 * read, those of the nation hold.
 */
async function retriesIn(
  rules: readonly { county: string; rules: Rules }[],
  day: string,
): Promise<(county: string) => RetryRules> {
  const { done } = await oneByOne('delivery-retry', rules, (one) => ({
    county: one.county,
    retries: retryRules(one.rules, one.county, day),
  }));
  const known = new Map(done.map(({ county, retries }) => [county, retries]));
  return (county) => known.get(county) ?? retryRules(rules[0]!.rules, NATION, day);
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
  const spoken = attempted.filter(({ outcome }) => outcome.ofChannel);
  const keysOf = (ok: boolean) =>
    spoken.filter(({ outcome }) => (outcome.result === 'accepted') === ok).map(({ claimed }) => breakerKey(claimed));
  await noteHealth(tx, [...new Set(keysOf(true))], keysOf(false));
  return tellOwners(
    tx,
    having(({ step }) => step.state === 'dead'),
    now,
  );
}

/** Each hospital's system stands for itself, the other channels are one gateway each. */
function breakerKey({ channel, recipient }: Claimed): string {
  return channel === 'webhook' ? recipient : channel;
}

import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { Batcher } from '#messaging/batcher.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { logger } from '#service/logging/logger.js';
import { batchSizes } from '#service/metrics/database-metrics.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import type { DraftPassage } from '../draft/draft.js';
import { lockDrafts, updateDrafts } from '../draft/draft.store.js';
import { applyToDraft } from '../draft/draft-answers.js';
import { DraftSettlements } from '../draft/draft-holds.js';
import { enter, type Passage } from '../road/road.js';
import { savePassages } from '../road/save.js';
import { Settlements } from '../road/settlements.js';
import { termsFor } from '../road/situation.js';
import { lockReferrals } from '../store/referral.store.js';
import { apply, type UnitAnswer } from './answers.js';

const late = new Counter({
  name: 'fenji_late_answers_total',
  help: 'Answers of reservation that no longer fitted their referral',
  labelNames: ['name'],
});

/** An answer and the county of the message, part of the inbox key. */
export interface Delivered {
  county: string;
  answer: UnitAnswer;
}

/**
 * Applies the answers of reservation. Those that arrive together are applied in one transaction of five statements:
 * inbox, lock, update, history, outbox (architecture §5).
 */
@Injectable()
export class UnitAnswers {
  private readonly batcher = new Batcher<Delivered, undefined>({
    maxSize: 200,
    maxInFlight: 2,
    maxQueued: 5_000,
    runBatch: (items) => this.applyAll(items),
  });

  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly settlements: Settlements,
    private readonly draftSettlements: DraftSettlements,
  ) {}

  /** Resolves once the answer is applied and committed, was applied before, or is late. */
  take(delivered: Delivered): Promise<void> {
    return this.batcher.submit(delivered);
  }

  private async applyAll(items: readonly Delivered[]): Promise<undefined[]> {
    batchSizes.observe({ batch: 'unit-answers' }, items.length);
    const networks = await this.networksOf(items);
    const { passages, drafts } = await this.database.batch(SYSTEM, (tx, now) => this.applyIn(tx, now, items, networks));
    this.settlements.announce(passages.map((passage) => passage.row));
    this.draftSettlements.announce(drafts.map(({ draft }) => draft));
    return items.map(() => undefined);
  }

  private async applyIn(
    tx: EntityManager,
    now: Date,
    items: readonly Delivered[],
    networks: ReadonlyMap<string, Network>,
  ): Promise<{ passages: Passage[]; drafts: DraftPassage[] }> {
    const messages = items.map(({ county, answer }) => ({ county, id: answer.id }));
    const fresh = await claimMessages(tx, 'unit-answers', messages);
    // `delete`: the same message may stand twice in one batch.
    const todo = items.filter(({ answer }) => fresh.delete(answer.id));
    const keys = todo.map(({ answer }) => ({ county: answer.data.referralCounty, id: answer.data.referralId }));
    const passages = new Map((await lockReferrals(tx, keys)).map((row) => [row.id, enter(row)]));
    const unknown = todo.filter(({ answer }) => !passages.has(answer.data.referralId));
    const drafts = await applyToDrafts(
      tx,
      now,
      unknown.map(({ answer }) => answer),
    );
    for (const { answer } of todo) {
      if (unknown.some((one) => one.answer === answer)) continue;
      const before = passages.get(answer.data.referralId);
      const network = networks.get(answer.data.referralCounty);
      const after = before && network && apply(before, answer, termsFor(before.row, network, now));
      if (after) passages.set(after.row.id, after);
      else noteLate(answer);
    }
    const moved = [...passages.values()].filter((passage) => passage.entries.length > 0);
    await savePassages(tx, moved);
    return { passages: moved, drafts };
  }

  /** Read before the transaction: a network that must be loaded takes a connection of its own. */
  private async networksOf(items: readonly Delivered[]): Promise<Map<string, Network>> {
    const counties = [...new Set(items.map(({ answer }) => answer.data.referralCounty))];
    const networks = await Promise.all(counties.map((county) => this.networks.of(county)));
    return new Map(counties.map((county, at) => [county, networks[at]!]));
  }
}

/** Answers about form holds: their draft is no referral yet. */
async function applyToDrafts(tx: EntityManager, now: Date, answers: readonly UnitAnswer[]): Promise<DraftPassage[]> {
  if (answers.length === 0) return [];
  const keys = answers.map(({ data }) => ({ county: data.referralCounty, id: data.referralId }));
  const drafts = new Map((await lockDrafts(tx, keys)).map((draft) => [draft.id, draft]));
  const moved = new Map<string, DraftPassage>();
  for (const answer of answers) {
    const draft = drafts.get(answer.data.referralId);
    const passage = draft && applyToDraft(draft, answer, now);
    if (!passage) {
      noteLate(answer);
      continue;
    }
    drafts.set(passage.draft.id, passage.draft);
    const earlier = moved.get(passage.draft.id)?.entries ?? [];
    moved.set(passage.draft.id, { ...passage, entries: [...earlier, ...passage.entries] });
  }
  await updateDrafts(tx, [...moved.values()]);
  return [...moved.values()];
}

/** A late answer is acknowledged: the fact that made it late has left its own message (engineering §3). */
function noteLate(answer: UnitAnswer): void {
  late.inc({ name: answer.name });
  logger.info({ referralId: answer.data.referralId, message: answer.name, messageId: answer.id }, 'late answer');
}

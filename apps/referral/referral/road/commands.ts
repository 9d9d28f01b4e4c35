import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Networks } from '../../network/networks.js';
import { followDeath } from '../death/death.store.js';
import { standingOf } from '../deputy/standing.js';
import type { ReferralView } from '../form/referral.answer.js';
import { actorsOf, whoIs } from '../machine/actors.js';
import { clinicalAmong } from '../reading/clinical.js';
import { traceOf, viewOf } from '../reading/view.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral, lockReferral } from '../store/referral.store.js';
import { acknowledgedByDown } from './linked.js';
import type { Passage } from './road.js';
import { savePassages } from './save.js';
import { type Situation, termsFor } from './situation.js';

/** Free text of a step, sealed for one version of one referral. */
export const noteContext = (id: string, version: number): string => `referral.note:${id}:${version}`;

/** The form, sealed with the key of the sender. */
export const formContext = (id: string): string => `referral.form:${id}`;

/** The outcome, sealed with the key of the receiver. */
export const outcomeContext = (id: string): string => `referral.outcome:${id}`;

/** A pure step of one command; one that must look at more than the referral asks the database within the transaction. */
export type Step = (at: Situation, tx: EntityManager) => Passage | Promise<Passage>;

/** The one road of every command on a referral. */
@Injectable()
export class Commands {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
    private readonly database: Database,
  ) {}

  /**
   * One transaction: key, locked row, version, the pure step, history, outbox. Answers with the referral as it is.
   * @param status 200, or 202 where reservation's answer is still to come
   * @throws Problem 404 unknown or not to be seen, 412 stale, 428 without If-Match, and whatever `step` throws
   */
  async take(write: Write, id: string, step: Step, status = 200): Promise<Answer<ReferralView>> {
    const version = requireIfMatch(write);
    // Read before the transaction: a network that must be loaded takes a connection of its own.
    await this.networks.of(write.principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const row = await lockReferral(tx, write.principal, id);
      if (!row) throw notFound();
      if (row.version !== version) throw staleVersion(row.version);
      const situation = await this.situationOf(tx, write.principal, row, now);
      const passage = await step(situation, tx);
      await savePassages(tx, [passage, ...(await this.linked(tx, write, passage, now))]);
      await followDeath(tx, row, passage.row);
      const isClinical = clinicalAmong(passage.row, situation.actors).length > 0;
      return { ...answerOf(passage.row, isClinical), status };
    });
  }

  /** The referral as it is now, for a request that waits. */
  look({ principal }: Write, id: string): Promise<ReferralRow | undefined> {
    return this.database.transaction(scopeOf(principal), (tx) => findReferral(tx, principal, id));
  }

  /** The up-referral whose loop the acceptance of a hand-back closes. */
  private async linked(
    tx: EntityManager,
    { principal }: Write,
    { row, entries }: Passage,
    now: Date,
  ): Promise<Passage[]> {
    const accepted = entries.some((entry) => entry.transition === 'T06');
    if (!accepted || row.direction !== 'down' || !row.parentReferralId) return [];
    const parent = await lockReferral(tx, principal, row.parentReferralId);
    if (!parent) return [];
    const network = await this.networks.of(parent.county);
    const { deputy, sameTeam } = await standingOf(tx, principal, parent, network, now);
    const bySender = principal.practitioner === parent.fromPractitioner || deputy || sameTeam;
    const passage = acknowledgedByDown(parent, row, { bySender }, termsFor(parent, network, now));
    return passage ? [passage] : [];
  }

  /** All that a step may look at, for a row that this transaction has locked. */
  async situationOf(tx: EntityManager, principal: Principal, row: ReferralRow, now: Date): Promise<Situation> {
    const network = await this.networks.of(row.county);
    const standing = await standingOf(tx, principal, row, network, now);
    const seal = (context: string) => (text: string) => this.cipher.encrypt(principal.institution, context, text);
    return {
      row,
      network,
      terms: termsFor(row, network, now),
      actors: actorsOf(principal, row, standing),
      who: (code) => whoIs(principal, code, row.fromPractitioner),
      seal: seal(noteContext(row.id, row.version + 1)),
      sealOutcome: seal(outcomeContext(row.id)),
    };
  }
}

/** @param isClinical the caller reads what tells of the patient's disease */
export function answerOf(row: ReferralRow, isClinical = true): Answer<ReferralView> {
  return { status: 200, body: isClinical ? viewOf(row) : traceOf(row), version: row.version };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { type Page, type PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { forbidden, notFound, type Problem, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Networks } from '../../network/networks.js';
import { overseenBy } from '../../network/oversight.js';
import { taskOwner } from '../deadline/owner.js';
import type { ReferralView } from '../form/referral.answer.js';
import { Commands } from '../road/commands.js';
import { savePassages } from '../road/save.js';
import type { ListedRow, ReferralRow } from '../store/referral.row.js';
import { findReferral, lockReferral } from '../store/referral.store.js';
import type { VoidAnswer, VoidRequest, VoidView } from './void.dto.js';
import { answerVoidRequest, requestVoid } from './void.js';
import { answerVoid, insertVoid, pendingVoids } from './void.store.js';

/** A referral entered in error ends by two persons: medical affairs asks, the consortium's office agrees (T33). */
@Injectable()
export class Voids {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly commands: Commands,
  ) {}

  /** F03. @throws Problem 404, 409, 412, 428 */
  request(write: Write, id: string, given: VoidRequest): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, async (at, tx) => {
      const passage = requestVoid(at, given);
      await insertVoid(tx, at.row, write.principal, at.terms.now);
      return passage;
    });
  }

  /** The trace of a referral of the caller's consortium. @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<Answer<VoidView>> {
    const scope = { county: caller.county, institution: '*' };
    return this.database.transaction(scope, async (tx, now) => {
      const row = await findReferral(tx, caller, id);
      if (!row || !(await this.isOfOffice(caller, row, now))) throw notFound();
      return { status: 200, body: viewOf(row, now), version: row.version };
    });
  }

  /** Requests that wait for an answer: of the office's consortium, or of the house that medical affairs speaks for. */
  async pending(caller: Principal, { cursor, limit }: PageQuery): Promise<Page<VoidView>> {
    const [dueAt, id] = readCursor(cursor, 'instant', 'uuid');
    const after = dueAt === undefined || id === undefined ? undefined : ([dueAt, id] as const);
    const network = await this.networks.of(caller.county);
    return this.database.transaction({ county: caller.county, institution: '*' }, async (tx, now) => {
      const touching = overseenBy(caller, network, localDate(now)) ?? [caller.institution];
      const rows = await pendingVoids(tx, caller.county, touching, { after, limit });
      return toPage(
        rows,
        limit,
        (row) => viewOf(row, now),
        (row) => [row.progress.voidRequest?.dueAt ?? '', row.id],
      );
    });
  }

  /** T33 or F04. @throws Problem 403 for who asked for it, 404, 409, 412, 428 */
  async answer(write: Write, id: string, given: VoidAnswer): Promise<Answer<VoidView>> {
    const { principal } = write;
    const version = requireIfMatch(write);
    const scope = { county: principal.county, institution: '*' };
    const work = async (tx: EntityManager, now: Date): Promise<Answer<VoidView>> => {
      const row = await lockReferral(tx, principal, id);
      if (!row || !(await this.isOfOffice(principal, row, now))) throw notFound();
      if (row.version !== version) throw staleVersion(row.version);
      const at = await this.commands.situationOf(tx, principal, row, now);
      const passage = answerVoidRequest({ ...at, actors: ['O'] }, given);
      if (!(await answerVoid(tx, row, principal, given.agreed, now))) throw samePerson();
      await savePassages(tx, [passage]);
      return { status: 200, body: viewOf(passage.row, now), version: passage.row.version };
    };
    return this.writes.perform(write, work, scope);
  }

  /** The office that was asked, or that of a consortium: it serves every member, and either side may be one. */
  private async isOfOffice({ county, institution }: Principal, row: ReferralRow, now: Date): Promise<boolean> {
    if (row.progress.voidRequest?.office === institution) return true;
    const network = await this.networks.of(county);
    const day = localDate(now);
    const ours = network.consortiumOf(institution, day)?.id;
    const sides = [row.fromInstitution, row.toInstitution];
    return ours !== undefined && sides.some((side) => network.consortiumOf(side, day)?.id === ours);
  }
}

function samePerson(): Problem {
  const detail = 'Two persons void a referral: who asked for it does not agree to it.';
  return forbidden('SAME_PERSON', detail);
}

function viewOf(row: ListedRow | ReferralRow, now: Date): VoidView {
  const { voidRequest } = row.progress;
  return {
    referralId: row.id,
    referralNo: row.referralNo,
    version: row.version,
    state: row.state,
    from: row.fromInstitution,
    to: row.toInstitution,
    ...(voidRequest ? { requestedBy: voidRequest.institution, requestedAt: voidRequest.at } : {}),
    ...waitingOf(row, now),
  };
}

function waitingOf(row: ListedRow | ReferralRow, now: Date): Partial<VoidView> {
  const item = row.escalation?.find(({ kind }) => kind === 'answer-void');
  if (!item) return {};
  const { dueAt, rung } = item;
  return {
    owner: taskOwner('answer-void', row),
    dueAt,
    overdue: Date.parse(dueAt) <= now.getTime(),
    ...(rung ? { rung } : {}),
  };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound, type Problem, rulesBroken, staleVersion } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { findHome } from '../patient/patient.store.js';
import { meantPatient } from '../patient/registration.store.js';
import type { ApprovalQuery, ApprovalView, DecideApproval, RequestApproval } from './approval.dto.js';
import { type Approval, deciderRole, decidingInstitution } from './approval.js';
import {
  decideApproval,
  findApproval,
  insertApproval,
  listApprovals,
  lockApproval,
  openApproval,
} from './approval.store.js';
import { approvalView } from './approval.view.js';
import { undecided } from './approval-ladder.js';

/** Requests to leave the network, from the question to the answer. */
@Injectable()
export class Approvals {
  constructor(
    private readonly networks: Networks,
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** @throws Problem 404 for a patient whom the caller may not see, 422 where no approval is needed or possible, 409 twice */
  async request(write: Write, given: RequestApproval): Promise<Answer<ApprovalView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const form = { ...given, patientId: await meantPatient(tx, given.patientId) };
      if (!(await findHome(tx, principal.county, form.patientId, localDate(now)))) throw notFound();
      const approval = this.requested(principal, network, form, now);
      if (!(await insertApproval(tx, approval))) {
        const open = await openApproval(tx, approval);
        const detail = 'The same has been asked for and is not decided yet.';
        throw conflict('ASKED_BEFORE', detail, open ? { open: open.id } : {});
      }
      await announce(tx, approval, now);
      const body = approvalView(approval, now);
      return { status: 201, body, location: `/v1/network-approvals/${approval.id}`, version: 1 };
    });
  }

  async list(caller: Principal, { state, limit, cursor }: ApprovalQuery): Promise<Page<ApprovalView>> {
    const [before] = readCursor(cursor, 'uuid');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const rows = await listApprovals(tx, caller.county, { state, before, limit: limit + 1 });
      return toPage(
        rows,
        limit,
        (row) => approvalView(row, now),
        (row) => [row.id],
      );
    });
  }

  /** @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<ApprovalView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const approval = await findApproval(tx, caller.county, id);
      if (!approval) throw notFound();
      const { noteSealed, fromInstitution } = approval;
      const text = noteSealed && this.cipher.decrypt(fromInstitution, noteContext(id), noteSealed);
      return { ...approvalView(approval, now), ...(text ? { text } : {}) };
    });
  }

  /** @throws Problem 404, 403 of another house, 409 once decided, 412, 428 */
  async decide(write: Write, id: string, decision: DecideApproval): Promise<Answer<ApprovalView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const approval = await lockApproval(tx, principal.county, id);
      if (!approval) throw notFound();
      const decidedRole = deciderRole(principal, approval);
      if (requireIfMatch(write) !== approval.version) throw staleVersion(approval.version);
      const decided: Approval = {
        ...approval,
        ...outcomeOf(decision, network, now),
        version: approval.version + 1,
        decidedAt: now,
        decidedBy: principal.practitioner,
        decidedRole,
        decidedInstitution: principal.institution,
      };
      await decideApproval(tx, decided);
      await announce(tx, decided, now);
      return { status: 200, body: approvalView(decided, now), version: decided.version };
    });
  }

  private requested(caller: Principal, network: Network, form: RequestApproval, now: Date): Approval {
    const { patientId, direction, deptCode, reason, text } = form;
    const day = localDate(now);
    const to = network.institution(form.institution);
    const from = caller.institution;
    if (!to || to.code === from) throw wrong('unknown', 'There is no such other institution in the network.');
    if (network.pair(from, to.code, direction, deptCode, day) !== 'none') {
      throw wrong('in-network', 'Consortium or agreement cover this already: no approval is needed.');
    }
    const id = v7();
    const within = network.rules.duration('approval.within', { county: caller.county }, day);
    const dueAt = after(now, within, network.calendar);
    return {
      county: caller.county,
      id,
      version: 1,
      patientId,
      direction,
      fromInstitution: from,
      requestedBy: caller.practitioner,
      requestedRole: caller.roles[0] ?? '',
      toCounty: to.county,
      toInstitution: to.code,
      deptCode,
      reason,
      noteSealed: text ? this.cipher.encrypt(from, noteContext(id), text) : null,
      state: 'requested',
      decidingInstitution: decidingInstitution(network, from, day),
      requestedAt: now,
      dueAt,
      decidedAt: null,
      decidedBy: null,
      decidedRole: null,
      decidedInstitution: null,
      refusal: null,
      validUntil: null,
      referralId: null,
      ruleSetVersion: network.ruleSetVersion,
      escalation: undecided(dueAt),
    };
  }
}

/** Tells whoever decides, or whoever waits for the answer. */
async function announce(tx: EntityManager, approval: Approval, now: Date): Promise<void> {
  const { county, id, version, state, dueAt } = approval;
  const { fromInstitution, requestedBy, decidingInstitution, toInstitution } = approval;
  const houses = { fromInstitution, requestedBy, decidingInstitution, toInstitution };
  const data = { approvalId: id, county, state, ...houses, dueAt: dueAt.toISOString() };
  const name = `approval.${state}.v1` as const;
  await addToOutbox(tx, [{ name, county, aggregateId: id, aggregateVersion: version, occurredAt: now, data }]);
}

const noteContext = (id: string): string => `approval.note:${id}`;

const wrong = (code: string, message: string): Problem => {
  const errors = [{ field: 'institution', code, message, rule: 'V04' }];
  return rulesBroken('The request cannot be made: see errors.', errors);
};

/** What a decision makes of a request. */
function outcomeOf(
  { decision, reason, validDays }: DecideApproval,
  network: Network,
  now: Date,
): Pick<Approval, 'state' | 'refusal' | 'validUntil'> {
  if (decision === 'refuse') {
    if (!reason)
      throw validationFailed([{ field: 'reason', code: 'required', message: 'A refusal needs its reason.' }]);
    return { state: 'refused', refusal: reason, validUntil: null };
  }
  const place = { county: network.county };
  const longest = after(now, network.rules.duration('approval.validFor', place, localDate(now)), network.calendar);
  const wished = validDays === undefined ? longest : after(now, { amount: validDays, unit: 'days' }, network.calendar);
  return { state: 'approved', refusal: null, validUntil: wished < longest ? wished : longest };
}

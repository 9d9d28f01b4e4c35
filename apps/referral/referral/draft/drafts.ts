import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Role } from '#contracts/codes.js';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, type PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { forbidden, notFound, type Problem, rulesBroken } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { eligibilityFacts } from '../../gate/eligibility.store.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { meantPatient } from '../../patient/registration.store.js';
import { termsAt } from '../deadline/terms.js';
import { CHAIN_START } from '../history/chain.js';
import { whoIs } from '../machine/actors.js';
import { R } from '../machine/entrance-roles.js';
import { type OpenReferral, openReferral } from '../store/referral.store.js';
import { departmentOf } from '../submission/question.js';
import type { DraftDetail, DraftForm, DraftView } from './draft.dto.js';
import { type DraftPassage, mayHold, type StoredDraft, stepDraft } from './draft.js';
import { deleteDrafts, findDraft, insertDraft, ownDrafts, updateDrafts } from './draft.store.js';
import { draftView } from './draft.view.js';
import { DraftCommands, type DraftSituation, draftWriter, writesFor } from './draft-commands.js';
import { opensTo, readerRole } from './draft-readers.js';
import { released } from './holding.js';

/** Forms that are not submitted yet (T01). */
@Injectable()
export class Drafts {
  constructor(
    private readonly commands: DraftCommands,
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** T01, with the V07 pre-check. @throws Problem 404 for a patient whom the caller may not see */
  async create(write: Write, form: DraftForm): Promise<Answer<DraftView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const patientId = await meantPatient(tx, form.patientId);
      await requirePatient(tx, principal, patientId, now);
      const doctor = doctorOf(principal, form, network, now);
      const blank = { ...this.blank(principal, { ...form, patientId }, network, now), practitioner: doctor };
      const passage = stepDraft(blank, { event: 'drafted', who: draftWriter(principal, doctor) }, now);
      await insertDraft(tx, passage);
      const { draft } = passage;
      const body = draftView(draft, now, await inTheWay(tx, draft, form));
      return { status: 201, body, location: `/v1/referral-drafts/${draft.id}`, version: draft.version };
    });
  }

  /** The form anew; the draft lives on from now. @throws Problem 422 for another patient */
  save(write: Write, id: string, form: DraftForm): Promise<Answer<DraftView>> {
    return this.commands.take(write, id, async (tx, at) => {
      const { draft, who, now } = at;
      const { patientId } = draft;
      if (form.patientId !== patientId && (await meantPatient(tx, form.patientId)) !== patientId) throw otherPatient();
      const formSealed = this.commands.seal(draft.institution, draft.id, { ...form, patientId });
      const change = { formSealed, updatedAt: now, expiresAt: expiry(at.network, draft, now) };
      const passage = stepDraft(draft, { event: 'draft-saved', who, change }, now);
      await updateDrafts(tx, [passage]);
      return passage;
    });
  }

  /** The author needs it no more: it is deleted and its hold released. */
  discard(write: Write, id: string): Promise<Answer<DraftView>> {
    return this.commands.take(write, id, async (tx, at) => {
      const passage = dropped(at, 'draft-discarded', 'discarded');
      await deleteDrafts(tx, [passage]);
      return passage;
    });
  }

  /** With its form, for whom of the author's institution it opens to; the read is recorded. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<Answer<DraftDetail>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const draft = await findDraft(tx, caller, id, now);
      if (!draft || !opensTo(caller, draft)) throw notFound();
      await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const form = this.commands.open(draft);
      const body = { ...draftView(draft, now, await inTheWay(tx, draft, form)), form };
      return { status: 200, body, version: draft.version };
    });
  }

  /** The caller's own, newest first; who writes for others sees those of the house. */
  list(caller: Principal, { cursor, limit }: PageQuery): Promise<Page<DraftView>> {
    const [before] = readCursor(cursor, 'uuid');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const signs = caller.roles.some((role) => (R as readonly Role[]).includes(role));
      const whose = signs
        ? { practitioner: caller.practitioner, role: null }
        : { practitioner: null, role: readerRole(caller) };
      const rows = await ownDrafts(tx, { ...caller, ...whose }, now, { before, limit });
      return toPage(
        rows,
        limit,
        (draft) => draftView(draft, now),
        ({ id }) => [id],
      );
    });
  }

  private blank(principal: Principal, form: DraftForm, network: Network, now: Date): StoredDraft {
    const { county, institution, practitioner } = principal;
    const id = v7();
    return {
      county,
      id,
      version: 0,
      institution,
      practitioner,
      role: whoIs(principal, 'R').role,
      patientId: form.patientId,
      formSealed: this.commands.seal(institution, id, form),
      unit: null,
      holdUntil: null,
      options: null,
      refusal: null,
      pending: null,
      ruleSetVersion: network.ruleSetVersion,
      chainHash: CHAIN_START,
      createdAt: now,
      updatedAt: now,
      expiresAt: expiry(network, principal, now),
    };
  }
}

/** The last step of a draft that goes away, and the end of its hold. */
export function dropped(
  { draft, who, now }: Pick<DraftSituation, 'draft' | 'who' | 'now'>,
  event: string,
  reason: string,
): DraftPassage {
  return stepDraft(draft, { event, who, reason, ...(mayHold(draft) ? { message: released(draft) } : {}) }, now);
}

function expiry(network: Network, place: { county: string; institution: string }, now: Date): Date {
  const terms = termsAt(network, { county: place.county, institution: place.institution }, now);
  return after(now, terms.limit('draft.within'), terms.calendar);
}

/** Who will sign: the caller, or the doctor in whose place he writes. @throws Problem 400, 403 */
function doctorOf(principal: Principal, { onBehalfOf }: DraftForm, network: Network, now: Date): string {
  const signs = principal.roles.some((role) => (R as readonly Role[]).includes(role));
  if (signs && (onBehalfOf === undefined || onBehalfOf === principal.practitioner)) return principal.practitioner;
  if (onBehalfOf === undefined) {
    const message = 'Say for which doctor of your house you write.';
    throw validationFailed([{ field: 'onBehalfOf', code: 'required', message }]);
  }
  if (!signs && writesFor(principal, onBehalfOf, network, now)) return onBehalfOf;
  const detail = 'You do not write for this doctor.';
  throw forbidden('NOT_YOUR_DOCTOR', detail);
}

async function requirePatient(tx: EntityManager, principal: Principal, patientId: string, now: Date): Promise<void> {
  const { county, practitioner: practitionerId } = principal;
  const facts = await eligibilityFacts(tx, { county, patientId, practitionerId, day: localDate(now) });
  if (!facts) throw notFound('There is no such patient here.');
}

/** V07, as far as the form says where the patient is to go. */
async function inTheWay(tx: EntityManager, draft: StoredDraft, form: DraftForm): Promise<OpenReferral | undefined> {
  const { direction, urgencyClass = 'U4', to } = form;
  if (!direction) return undefined;
  const deptCode = form.requested?.deptCode;
  const toDepartment = deptCode ?? departmentOf({ direction, urgencyClass, to });
  const open = toDepartment ? await openReferral(tx, { ...draft, direction, toDepartment }) : undefined;
  // Who refers a patient on is told of others than the referral that he continues.
  return open && open.id !== form.parentReferralId ? open : undefined;
}

/** A held unit belongs to the patient for whom it was asked. */
export function otherPatient(): Problem {
  const errors = [{ field: 'patientId', code: 'another-patient', message: 'A draft stays with its patient.' }];
  return rulesBroken('Write another draft for another patient.', errors);
}

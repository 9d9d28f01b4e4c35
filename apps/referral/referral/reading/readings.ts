import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { earlier, localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import { eligibilityFacts } from '../../gate/eligibility.store.js';
import type { Evidence } from '../../gate/exemption/evidence.dto.js';
import { verdictView } from '../../gate/verdict/verdict.view.js';
import { Networks } from '../../network/networks.js';
import { represented } from '../deputy/deputy.store.js';
import { standingOf } from '../deputy/standing.js';
import type {
  ActionsView,
  EventView,
  OpenReferralsView,
  ReferralDetail,
  ReferralItem,
} from '../form/referral.answer.js';
import { historyOf } from '../history/history.store.js';
import { actorsOf } from '../machine/actors.js';
import type { ActorCode } from '../machine/vocabulary.js';
import { formContext, noteContext, outcomeContext } from '../road/commands.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral, openReferral, openReferrals } from '../store/referral.store.js';
import { actionsOf, refusedOf } from './actions.js';
import { clinicalAmong, isOfVoiding } from './clinical.js';
import { eventView } from './event.view.js';
import { listReferrals, NO_DEADLINE, sortKindsOf } from './referral-list.store.js';
import type { OpenReferralQuery, ReferralQuery } from './referral-query.dto.js';
import { changesOf } from './route-changes.js';
import { itemOf, routeTrace, traceOf, viewOf } from './view.js';

/** Reads of referrals: each shows what the caller may see, and a clinical one is logged (domain §14). */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** Newest first, or by deadline. The health authority sees its whole county in either box. */
  list(caller: Principal, query: ReferralQuery): Promise<Page<ReferralItem>> {
    const { order = 'newest', limit, direction, urgency, department } = query;
    const after = readCursor(query.cursor, ...sortKindsOf(order));
    const list = caller.roles.includes('county-health-authority') ? 'county' : query.box;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const represents = query.box === 'outbox' ? await represented(tx, caller, localDate(now)) : [];
      const rows = await listReferrals(tx, list, order, caller, {
        ...{ direction, urgency, department, after, limit, states: query.state },
        dueBefore: dueBefore(query, now),
        open: query.open === 'true',
        owner: query.owner && caller.institution,
        ...ownOnly(caller, query.box, represents),
      });
      return toPage(rows, limit, itemOf, ({ id, dueAt }) =>
        order === 'due' ? [dueAt?.toISOString() ?? NO_DEADLINE, id] : [id],
      );
    });
  }

  /** V07 before the form is filled. @throws Problem 404 for a patient whom the caller may not see */
  open(caller: Principal, { patientId, direction, deptCode }: OpenReferralQuery): Promise<OpenReferralsView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const { county, practitioner: practitionerId } = caller;
      const seen = await eligibilityFacts(tx, { county, patientId, practitionerId, day: localDate(now) });
      if (!seen) throw notFound('There is no such patient here.');
      if (deptCode === undefined) return { items: await openReferrals(tx, { county, patientId, direction }) };
      const open = await openReferral(tx, { county, patientId, direction, toDepartment: deptCode });
      return { items: open ? [open] : [] };
    });
  }

  /** With form and outcome for its two sides. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<Answer<ReferralDetail>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const answer = { status: 200, version: row.version };
      const changes = row.hop > 0 ? changesOf(await historyOf(tx, row.county, id)) : [];
      const actors = clinicalAmong(row, await this.actors(tx, caller, row, now));
      if (actors.length === 0)
        return { ...answer, body: { ...traceOf(row), explanation: { ...routeTrace(row), changes } } };
      const body = { ...viewOf(row), explanation: { ...row.explanation, changes } };
      await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const treats = actors.some((actor) => actor === 'R' || actor === 'V' || actor === 'H');
      const clinical = { ...body, ...this.unseal(row) };
      return { ...answer, body: treats ? { ...clinical, ...gateDetail(row) } : withoutSealedEvidence(clinical) };
    });
  }

  /** What the caller may do on this version now. @throws Problem 404 */
  actions(caller: Principal, id: string): Promise<ActionsView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const network = await this.networks.of(row.county);
      const standing = await standingOf(tx, caller, row, network, now);
      const at = { row, network, terms: termsFor(row, network, now) };
      const actors = actorsOf(caller, row, standing);
      const { version, state } = row;
      return { version, state, actions: actionsOf(at, actors), refused: refusedOf(at, actors) };
    });
  }

  /** The whole story, oldest first; its free text for the two sides, and for medical affairs that of a request to void. @throws Problem 404 */
  events(caller: Principal, id: string): Promise<{ items: EventView[] }> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const entries = await historyOf(tx, row.county, id);
      const noted = entries.some((entry) => entry.noteSealed !== null);
      const actors = noted ? await this.actors(tx, caller, row, now) : [];
      const clinical = clinicalAmong(row, actors).length > 0;
      if (clinical)
        await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const open = (institution: string, version: number, sealed: string) =>
        this.cipher.decrypt(institution, noteContext(id, version), sealed);
      return {
        items: entries.map((entry) => eventView(entry, clinical || isOfVoiding(entry, actors) ? open : undefined)),
      };
    });
  }

  private async find(tx: EntityManager, caller: Principal, id: string): Promise<ReferralRow> {
    const row = await findReferral(tx, caller, id);
    if (!row) throw notFound();
    return row;
  }

  private async actors(tx: EntityManager, caller: Principal, row: ReferralRow, now: Date): Promise<ActorCode[]> {
    const network = await this.networks.of(row.county);
    return actorsOf(caller, row, await standingOf(tx, caller, row, network, now));
  }

  private unseal(row: ReferralRow): Pick<ReferralDetail, 'form' | 'outcome'> {
    const { id, formSealed, outcomeSealed, fromInstitution, toInstitution } = row;
    const form = JSON.parse(this.cipher.decrypt(fromInstitution, formContext(id), formSealed));
    if (!outcomeSealed) return { form };
    return { form, outcome: JSON.parse(this.cipher.decrypt(toInstitution, outcomeContext(id), outcomeSealed)) };
  }
}

/** Everything the fund gate looked at, for who treats the patient. */
function gateDetail({ verdict }: ReferralRow): Pick<ReferralDetail, 'verdict' | 'gate'> {
  const { inputs, earlier = [] } = verdict;
  return { verdict: verdictView(verdict, true), gate: { inputs, earlier } };
}

/** A report of an infectious disease, or a register of mental disorders, is not for a desk (domain §14). */
function withoutSealedEvidence({ form, ...detail }: ReferralDetail): ReferralDetail {
  const { evidence, ...rest } = (form ?? {}) as { evidence?: Evidence };
  if (!evidence) return { ...detail, form };
  const { infectiousReport: _, mentalRegister: __, ...open } = evidence;
  return { ...detail, form: { ...rest, evidence: open } };
}

/** The sooner of what was asked for and, of overdue ones, now. */
function dueBefore(query: ReferralQuery, now: Date): Date | undefined {
  const asked = query.dueBefore ? new Date(query.dueBefore) : undefined;
  if (query.overdue !== 'true') return asked;
  return asked ? earlier(asked, now) : now;
}

/**
 * A doctor's outbox is his own, with those whom he represents; a hospital doctor's inbox that of his departments. An
 * ambulance, whose house refers much else, has its own in every box.
 */
function ownOnly(
  caller: Principal,
  box: ReferralQuery['box'],
  represents: string[],
): { practitioners?: string[]; departments?: string[] } {
  if (caller.roles.every((role) => role === 'prehospital-staff')) return { practitioners: [caller.practitioner] };
  const doctor = caller.roles.some((role) => role.endsWith('-doctor'));
  if (!doctor) return {};
  if (box === 'outbox') return { practitioners: [caller.practitioner, ...represents] };
  const bound = caller.roles.includes('hospital-doctor') && caller.departments.length > 0;
  return bound ? { departments: caller.departments } : {};
}

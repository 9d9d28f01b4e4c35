import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { decodeCursor, type Page, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import type { Evidence } from '../../gate/evidence.dto.js';
import { verdictView } from '../../gate/verdict.view.js';
import { Networks } from '../../network/networks.js';
import type { ActionsView, EventView, ReferralDetail, ReferralItem } from '../form/referral.answer.js';
import { historyOf } from '../history/history.store.js';
import { actorsOf } from '../machine/actors.js';
import { formContext, noteContext, outcomeContext } from '../road/commands.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral } from '../store/referral.store.js';
import { actionsOf } from './actions.js';
import { eventView } from './event.view.js';
import { listReferrals } from './referral-list.store.js';
import type { ReferralQuery } from './referral-query.dto.js';
import { itemOf, viewOf } from './view.js';

/** Reads of referrals: each shows what the caller may see, and a clinical one is logged (domain §14). */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** Newest first. The health authority sees its whole county in either box. */
  list(caller: Principal, query: ReferralQuery): Promise<Page<ReferralItem>> {
    const before = query.cursor ? cursorId(query.cursor) : undefined;
    const { state, direction, limit } = query;
    const dueBefore = query.dueBefore ? new Date(query.dueBefore) : undefined;
    const filter = { state, direction, dueBefore, before, limit, ...ownOnly(caller, query.box) };
    const list = caller.roles.includes('county-health-authority') ? 'county' : query.box;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const limits = [filter.dueBefore, query.overdue === 'true' ? now : undefined].filter((one) => one !== undefined);
      const sooner = limits.sort((a, b) => a.getTime() - b.getTime())[0];
      const rows = await listReferrals(tx, list, caller, { ...filter, dueBefore: sooner });
      return toPage(rows, limit, itemOf, (row) => [row.id]);
    });
  }

  /** With form and outcome for its two sides. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<Answer<ReferralDetail>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const answer = { status: 200, version: row.version };
      const body = { ...viewOf(row), explanation: row.explanation };
      if (!seesClinical(caller, row)) return { ...answer, body };
      await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const treats = actorsOf(caller, row).some((actor) => actor === 'R' || actor === 'V');
      const clinical = { ...body, ...this.open(row) };
      return { ...answer, body: treats ? { ...clinical, ...gateDetail(row) } : withoutSealedEvidence(clinical) };
    });
  }

  /** What the caller may do on this version now. @throws Problem 404 */
  actions(caller: Principal, id: string): Promise<ActionsView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const network = await this.networks.of(row.county);
      const at = { row, network, terms: termsFor(row, network, now) };
      return { version: row.version, state: row.state, actions: actionsOf(at, actorsOf(caller, row)) };
    });
  }

  /** The whole story, oldest first; its free text for the two sides. @throws Problem 404 */
  events(caller: Principal, id: string): Promise<{ items: EventView[] }> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await this.find(tx, caller, id);
      const entries = await historyOf(tx, row.county, id);
      const clinical = seesClinical(caller, row) && entries.some((entry) => entry.noteSealed !== null);
      if (clinical)
        await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const open = (institution: string, version: number, sealed: string) =>
        this.cipher.decrypt(institution, noteContext(id, version), sealed);
      return { items: entries.map((entry) => eventView(entry, clinical ? open : undefined)) };
    });
  }

  private async find(tx: EntityManager, caller: Principal, id: string): Promise<ReferralRow> {
    const row = await findReferral(tx, caller, id);
    if (!row) throw notFound();
    return row;
  }

  private open(row: ReferralRow): Pick<ReferralDetail, 'form' | 'outcome'> {
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

/** The referring doctor, the doctors of the receiving department, and its desk. */
function seesClinical(caller: Principal, row: ReferralRow): boolean {
  return actorsOf(caller, row).some((actor) => actor === 'R' || actor === 'V' || actor === 'K');
}

/** A doctor's outbox is his own; a hospital doctor's inbox that of his departments. */
function ownOnly(caller: Principal, box: ReferralQuery['box']): { practitioner?: string; departments?: string[] } {
  const doctor = caller.roles.some((role) => role.endsWith('-doctor'));
  if (!doctor) return {};
  if (box === 'outbox') return { practitioner: caller.practitioner };
  const bound = caller.roles.includes('hospital-doctor') && caller.departments.length > 0;
  return bound ? { departments: caller.departments } : {};
}

/** Nothing comes after it: a cursor of another list gives an empty page. */
const NIL = '00000000-0000-0000-0000-000000000000';

function cursorId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  return isUUID(id) ? String(id) : NIL;
}

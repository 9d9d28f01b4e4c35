import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { forbidden, notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { adviceContext } from '../../criteria/advice/kept.js';
import { Networks } from '../../network/networks.js';
import { Episode } from '../../visit/episode.entity.js';
import type { Terms } from '../deadline/terms.js';
import type { StoredDraft } from '../draft/draft.js';
import { lockDraft, lockFreeDraft, removeDrafts } from '../draft/draft.store.js';
import { requireAuthor } from '../draft/draft-commands.js';
import { otherPatient } from '../draft/drafts.js';
import { contentOf, signatureOf } from '../form/content.js';
import type { ReceivedForm } from '../form/reading.js';
import type { ReferralView } from '../form/referral.answer.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { R } from '../machine/entrance-roles.js';
import { ReferralNumbers } from '../number/numbers.js';
import { viewOf } from '../reading/view.js';
import { formContext, outcomeContext } from '../road/commands.js';
import { returnedByDown } from '../road/linked.js';
import type { Passage } from '../road/road.js';
import { savePassages } from '../road/save.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow, Warning } from '../store/referral.row.js';
import { insertReferral, referralInTheWay } from '../store/referral.store.js';
import { noteApproval, withApproval } from './approved.js';
import { Cases } from './cases.js';
import { draftReferral } from './draft.js';
import { outlooksFor } from './outlooks.js';
import { type Case, episodeOf } from './question.js';
import type { Applicant } from './submission.js';
import { submit } from './submit.js';

/** The steps with which a referral begins: T02, or T32 for what has happened already. */
type FirstSteps = (draft: ReferralRow, terms: Terms) => Passage;

/** In whose name a referral is sent, where somebody else writes it down, and how it begins. */
export interface Opening {
  sender: Principal;
  first: FirstSteps;
}

interface Passing extends Applicant {
  form: SubmitReferral;
  warnings: Warning[];
  stored?: StoredDraft;
  first: FirstSteps;
}

/** `POST /v1/referrals`: T01 and T02 in one step; the draft was never stored. */
@Injectable()
export class Submissions {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly numbers: ReferralNumbers,
    private readonly cipher: Cipher,
    private readonly cases: Cases,
  ) {}

  /**
   * One transaction: eligibility, rules and route, referral with history and message.
   * @throws Problem 404 for a patient whom the caller may not see, 403, 422 by rules, 409 by V07
   */
  async submit(
    write: Write,
    id: string,
    received: ReceivedForm,
    opening: Opening = sentBy(write.principal),
  ): Promise<Answer<ReferralView>> {
    const { principal } = write;
    const { sender, first } = opening;
    const given = received.form;
    requireSigner(sender, given);
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const opened = await this.cases.open(tx, received, { principal, sender, network, now });
      const { form } = opened;
      const facts = await withApproval(tx, principal, form, opened.facts, now);
      const stored = form.draftId ? await draftOf(tx, principal, form, now) : undefined;
      // An emergency does not wait for a draft that has gone, or that somebody is changing.
      const isLeft = form.draftId !== undefined && !stored;
      const own = isLeft ? v7() : id;
      const warnings = isLeft ? [...opened.warnings, DRAFT_LEFT] : opened.warnings;
      const passage = await this.pass(
        tx,
        { principal: sender, facts, network, now, form, warnings, stored, first },
        own,
      );
      await this.store(tx, passage, facts, principal.institution);
      await noteApproval(tx, principal, form, own);
      if (stored) await removeDrafts(tx, [stored]);
      await savePassages(tx, this.returned(facts.parent, passage.row, form, termsFor(passage.row, network, now)));
      const { row } = passage;
      // Where no unit is wanted, no answer is to follow.
      const status = row.requested ? 202 : 201;
      return { status, body: viewOf(row), location: `/v1/referrals/${row.id}`, version: row.version };
    });
  }

  private async pass(tx: EntityManager, at: Passing, id: string): Promise<Passage> {
    const { form, warnings, stored, first, principal, now } = at;
    const content = JSON.stringify(contentOf(form));
    const formSealed = this.cipher.encrypt(principal.institution, formContext(id), content);
    const signedAt = form.signedAt ?? now.toISOString();
    const signature = signatureOf(principal.practitioner, signedAt, content);
    const seal = (text: string) => this.cipher.encrypt(principal.institution, adviceContext('referral', id), text);
    const made = { id, referralNo: '', formSealed, signature, signedAt, warnings, seal, stored };
    const outlooks = await outlooksFor(tx, form, at);
    const draft = draftReferral(form, { ...at, outlooks }, made);
    const { direction, urgencyClass } = form;
    const numbered = { county: principal.county, day: localDate(now), direction, urgencyClass };
    const referralNo = await this.numbers.next(tx, numbered);
    return first({ ...draft.row, referralNo }, draft.terms);
  }

  /** T27: the hand-back is the outcome of the up-referral whose patient is still in care here. */
  private returned(parent: ReferralRow | null, row: ReferralRow, { down }: SubmitReferral, terms: Terms): Passage[] {
    if (!parent || !down) return [];
    const { finalDiagnosis, nextPlan: adviceToFamilyDoctor } = down;
    const outcome = { outcome: 'down-referred', finalDiagnosis, adviceToFamilyDoctor, followUpNeeded: false };
    const sealed = this.cipher.encrypt(row.fromInstitution, outcomeContext(parent.id), JSON.stringify(outcome));
    const passage = returnedByDown(parent, row, sealed, terms);
    return passage ? [passage] : [];
  }

  private async store(
    tx: EntityManager,
    { row, entries, messages }: Passage,
    facts: Case,
    institution: string,
  ): Promise<void> {
    if (!episodeOf(facts)) await tx.insert(Episode, { ...openedEpisode(row), institution });
    if (!(await insertReferral(tx, row, entries))) throw await duplicate(tx, row);
    await addToOutbox(tx, messages);
  }
}

const sentBy = (sender: Principal): Opening => ({ sender, first: (draft, terms) => submit(draft, sender, terms) });

/** Crews of ambulances start emergencies only (domain §2.2). */
function requireSigner({ roles }: Principal, { urgencyClass }: SubmitReferral): void {
  const signs = roles.some((role) => role !== 'prehospital-staff' && (R as readonly string[]).includes(role));
  if (signs || urgencyClass === 'U1') return;
  const detail = 'Prehospital staff submits emergencies only; a doctor submits this draft.';
  throw forbidden('ONLY_EMERGENCIES', detail);
}

/** @throws Problem 404 for an unknown draft or one whose time is over, 403 of another author, 422 of another patient */
async function draftOf(
  tx: EntityManager,
  caller: Principal,
  form: SubmitReferral,
  now: Date,
): Promise<StoredDraft | undefined> {
  const { draftId = '', urgencyClass } = form;
  if (urgencyClass === 'U1') {
    const free = await lockFreeDraft(tx, caller, draftId, now);
    return free && isOwn(free, caller, form) ? free : undefined;
  }
  const stored = await lockDraft(tx, caller, draftId, now);
  if (!stored) throw notFound('There is no such draft here.');
  requireAuthor(caller, stored);
  if (stored.patientId !== form.patientId) throw otherPatient();
  return stored;
}

const DRAFT_LEFT: Warning = {
  rule: 'V13',
  code: 'draft-left',
  field: 'draftId',
  message: 'The emergency was sent without its draft, which is gone or in use: discard it if it is still there.',
};

const isOwn = (stored: StoredDraft, caller: Principal, { patientId }: SubmitReferral) =>
  stored.practitioner === caller.practitioner && stored.patientId === patientId;

function openedEpisode({ county, episodeId, patientId, submittedAt }: ReferralRow): Omit<Episode, 'institution'> {
  return { county, id: episodeId, patientId, openedAt: submittedAt };
}

/** V07: one open referral for each patient, direction and department. */
async function duplicate(tx: EntityManager, row: ReferralRow): Promise<Problem> {
  const open = await referralInTheWay(tx, row);
  const detail = 'The patient has an open referral in this direction to this department.';
  return new Problem({
    status: 409,
    code: 'OPEN_REFERRAL',
    detail,
    errors: [{ field: 'patientId', code: 'open-referral', message: detail, rule: 'V07' }],
    more: open ? { open } : {},
  });
}

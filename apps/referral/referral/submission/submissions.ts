import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { Cipher } from '#service/crypto/cipher.js';
import { notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { adviceContext } from '../../criteria/kept.js';
import { eligibilityFacts } from '../../gate/eligibility.store.js';
import { localDate } from '../../network/local-date.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { Episode } from '../../visit/episode.entity.js';
import type { Terms } from '../deadline/terms.js';
import type { StoredDraft } from '../draft/draft.js';
import { lockDraft, removeDrafts } from '../draft/draft.store.js';
import { requireAuthor } from '../draft/draft-commands.js';
import { otherPatient } from '../draft/drafts.js';
import { contentOf, signatureOf } from '../form/content.js';
import { mendEmergency } from '../form/emergency.js';
import { toFollow } from '../form/form.rules.js';
import type { ReceivedForm } from '../form/reading.js';
import type { ReferralView } from '../form/referral.answer.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { ReferralNumbers } from '../number/numbers.js';
import { viewOf } from '../reading/view.js';
import { formContext, outcomeContext } from '../road/commands.js';
import { returnedByDown } from '../road/linked.js';
import type { Passage } from '../road/road.js';
import { savePassages } from '../road/save.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { insertReferral, lockReferral, openReferral } from '../store/referral.store.js';
import { noteApproval, withApproval } from './approved.js';
import { draftReferral } from './draft.js';
import { outlooksFor } from './outlooks.js';
import { type Case, episodeOf } from './question.js';
import { limitsFor } from './submission.js';
import { submit } from './submit.js';

/** `POST /v1/referrals`: T01 and T02 in one step; the draft was never stored. */
@Injectable()
export class Submissions {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly numbers: ReferralNumbers,
    private readonly cipher: Cipher,
  ) {}

  /**
   * One transaction: eligibility, rules and route, referral with history and message.
   * @throws Problem 404 for a patient whom the caller may not see, 403, 422 by rules, 409 by V07
   */
  async submit(write: Write, id: string, received: ReceivedForm): Promise<Answer<ReferralView>> {
    const { form } = received;
    const network = await this.networks.of(write.principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const known = await this.caseOf(tx, write, form, now);
      const facts = await withApproval(tx, write.principal, form, known, now);
      const stored = form.draftId ? await draftOf(tx, write.principal, form, now) : undefined;
      const passage = await this.pass(tx, { write, network, received, facts, now, stored }, id);
      await this.store(tx, passage, facts);
      await noteApproval(tx, write.principal, form, id);
      if (stored) await removeDrafts(tx, [stored]);
      await savePassages(tx, this.returned(facts.parent, passage.row, form, termsFor(passage.row, network, now)));
      const { row } = passage;
      // Where no unit is wanted, no answer is to follow.
      const status = row.requested ? 202 : 201;
      return { status, body: viewOf(row), location: `/v1/referrals/${row.id}`, version: row.version };
    });
  }

  private async caseOf(tx: EntityManager, { principal }: Write, form: SubmitReferral, now: Date): Promise<Case> {
    const { patientId, firstVisitEncounterId: encounterId, parentReferralId } = form;
    const { county, practitioner: practitionerId } = principal;
    const facts = await eligibilityFacts(tx, { county, patientId, practitionerId, encounterId, day: localDate(now) });
    if (!facts) throw notFound('There is no such patient here.');
    const parent = parentReferralId ? await lockReferral(tx, principal, parentReferralId) : undefined;
    return { ...facts, parent: parent ?? null };
  }

  private async pass(
    tx: EntityManager,
    at: { write: Write; network: Network; received: ReceivedForm; facts: Case; now: Date; stored?: StoredDraft },
    id: string,
  ): Promise<Passage> {
    const { network, facts, now, stored } = at;
    const { principal } = at.write;
    const applicant = { principal, facts, network, now };
    const { form, warnings } = mendEmergency(at.received.form, applicant, limitsFor(applicant));
    const content = JSON.stringify(contentOf(form));
    const formSealed = this.cipher.encrypt(principal.institution, formContext(id), content);
    const signedAt = form.signedAt ?? now.toISOString();
    const signature = signatureOf(principal.practitioner, signedAt, content);
    const left = [...at.received.unread.map(toFollow), ...warnings];
    const seal = (text: string) => this.cipher.encrypt(principal.institution, adviceContext('referral', id), text);
    const made = { id, referralNo: '', formSealed, signature, signedAt, warnings: left, seal, stored };
    const outlooks = await outlooksFor(tx, form, applicant);
    const draft = draftReferral(form, { ...applicant, outlooks }, made);
    const referralNo = await this.numbers.next(tx, principal.county, localDate(now), form.direction);
    return submit({ ...draft.row, referralNo }, principal, draft.terms);
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

  private async store(tx: EntityManager, { row, entries, messages }: Passage, facts: Case): Promise<void> {
    if (!episodeOf(facts)) await tx.insert(Episode, openedEpisode(row));
    if (!(await insertReferral(tx, row, entries))) throw await duplicate(tx, row);
    await addToOutbox(tx, messages);
  }
}

/** @throws Problem 404 for an unknown draft or one whose time is over, 403 of another author, 422 of another patient */
async function draftOf(tx: EntityManager, caller: Principal, form: SubmitReferral, now: Date): Promise<StoredDraft> {
  const stored = await lockDraft(tx, caller, form.draftId ?? '', now);
  if (!stored) throw notFound('There is no such draft here.');
  requireAuthor(caller, stored);
  if (stored.patientId !== form.patientId) throw otherPatient();
  return stored;
}

function openedEpisode({ county, episodeId, patientId, fromInstitution, submittedAt }: ReferralRow): Episode {
  return { county, id: episodeId, patientId, institution: fromInstitution, openedAt: submittedAt };
}

/** V07: one open referral for each patient, direction and department. */
async function duplicate(tx: EntityManager, row: ReferralRow): Promise<Problem> {
  const open = await openReferral(tx, row);
  const detail = 'The patient has an open referral in this direction to this department.';
  return new Problem({
    status: 409,
    code: 'OPEN_REFERRAL',
    detail,
    errors: [{ field: 'patientId', code: 'open-referral', message: detail, rule: 'V07' }],
    more: open ? { open } : {},
  });
}

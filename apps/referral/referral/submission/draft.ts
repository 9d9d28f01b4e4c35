import { v7 } from 'uuid';
import { after } from '#service/rules/working-hours.js';
import { exemptionRules } from '../../gate/exemption/exemption-rules.js';
import { decisionTimes, validUntil, warningAt } from '../deadline/deadline.js';
import { type Terms, termsAt } from '../deadline/terms.js';
import type { StoredDraft } from '../draft/draft.js';
import { marksOf } from '../form/content.js';
import { careEnd } from '../form/down.rules.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { CHAIN_START } from '../history/chain.js';
import { whoIs } from '../machine/actors.js';
import type { Progress, ReferralRow, Warning } from '../store/referral.row.js';
import { episodeOf } from './question.js';
import { isBounceBack, isOnward, isRelapse } from './relapse.js';
import { type Applicant, type Judged, judgeForm } from './submission.js';

/** A referral that is ready to be submitted, and the limits that hold for it. */
export interface Draft {
  row: ReferralRow;
  terms: Terms;
}

/** What the caller of {@link draftReferral} has made beforehand. */
export interface Made {
  id: string;
  referralNo: string;
  formSealed: string;
  /** Of the sealed content. */
  signature: string;
  signedAt: string;
  /** What was left out of an emergency's form before it was judged. */
  warnings: Warning[];
  /** Seals what the criteria were asked with. */
  seal(text: string): string;
  /** The stored draft that becomes the referral: history and version go on from there. */
  stored?: StoredDraft;
}

/**
 * Judges the form and builds the referral as it stands before T02: version 0 and no history yet, or those of
 * its stored draft.
 * @throws Problem as {@link judgeForm}
 */
export function draftReferral(form: SubmitReferral, applicant: Applicant, made: Made): Draft {
  const { principal, network, now } = applicant;
  const termsOf = (institution: string) => termsAt(network, { county: principal.county, institution }, now);
  const lasting = { ...form, chronicSpecial: isChronicSpecial(form, applicant) };
  const judged = judgeForm(form, applicant, (to) => validUntil(lasting, now, termsOf(to.code)));
  const terms = termsOf(judged.receiver.institution.code);
  return { terms, row: build(form, applicant, made, judged, terms) };
}

function build(form: SubmitReferral, applicant: Applicant, made: Made, judged: Judged, terms: Terms): ReferralRow {
  const { principal, facts, network, now } = applicant;
  const { question, receiver, candidates, explanation, verdict, warnings } = judged;
  const times = decisionTimes(form, now, terms);
  const goesOn = candidates.length > 1 && form.urgencyClass !== 'U1';
  return {
    id: made.id,
    referralNo: made.referralNo,
    county: principal.county,
    version: made.stored?.version ?? 0,
    state: 'draft',
    stateSince: now,
    direction: form.direction,
    purpose: form.purpose,
    origin: form.origin,
    urgencyClass: form.urgencyClass,
    patientId: facts.patientId,
    episodeId: episodeOf(facts) ?? v7(),
    parentReferralId: form.parentReferralId ?? null,
    onwardOf: isOnward(form.direction, facts.parent, principal.institution) ? (facts.parent?.id ?? null) : null,
    firstVisitEncounterId: form.firstVisitEncounterId ?? null,
    teleconsultationId: facts.teleconsultation?.id ?? null,
    fromInstitution: principal.institution,
    fromDepartment: principal.departments[0] ?? '',
    fromPractitioner: principal.practitioner,
    fromRole: whoIs(principal, 'R').role,
    toCounty: receiver.institution.county,
    toInstitution: receiver.institution.code,
    toDepartment: question.deptCode,
    toPractitioner: form.to?.doctorId ?? form.requested?.doctorId ?? null,
    previousInstitution: null,
    previousCounty: null,
    handoffCounty: null,
    handoffInstitution: null,
    consortiumId: network.consortiumOf(principal.institution, question.day)?.id ?? null,
    teamId: form.down?.receivingTeamId ?? facts.contract?.teamId ?? null,
    entitlement: receiver.right.entitlement,
    requested: question.wish && { ...question.wish, ...chosenIn(made.stored) },
    candidates,
    autoNext: form.autoNext ?? true,
    explanation,
    verdict,
    warnings: [...made.warnings, ...warnings],
    ...keptAdvice(judged, made),
    ruleSetVersion: network.ruleSetVersion,
    hop: 0,
    unit: null,
    parts: null,
    holdUntil: null,
    wait: null,
    options: null,
    pending: null,
    progress: progressOf(form, applicant, judged.isIncomplete || made.warnings.length > 0, terms),
    submittedAt: now,
    validUntil: judged.validUntil,
    warnAt: warningAt(form, judged.validUntil, terms),
    decideBy: times.decideBy,
    noDecisionAt: goesOn ? times.noDecisionAt : null,
    placeBy: null,
    arrivedAt: null,
    returnedAt: null,
    acknowledgedAt: null,
    ownerInstitution: null,
    ownerRole: null,
    ownerPractitioner: null,
    dueAt: null,
    dueKind: null,
    escalation: null,
    alertAt: null,
    marks: {
      ...marksOf(form),
      ...(isFirstOfItsClass(form, facts) ? { greenChannel: true as const } : {}),
      ...(receiver.pair === 'none' ? { outOfNetwork: true } : {}),
      ...(isChronicSpecial(form, applicant) ? { chronicSpecial: true } : {}),
      signedAt: made.signedAt,
      signature: made.signature,
    },
    formSealed: made.formSealed,
    outcomeSealed: null,
    chainHash: made.stored?.chainHash ?? CHAIN_START,
  };
}

/** The leading diagnosis is one of those that the patient's fund has approved (EX05); what a form tells is no approval. */
function isChronicSpecial({ up }: SubmitReferral, { principal, facts, network, now }: Applicant): boolean {
  const leading = up?.provisionalDiagnosis?.find(({ rank, system }) => rank === 1 && system === 'icd-10');
  const approved = facts.coverage?.chronicSpecial ?? [];
  if (!leading || approved.length === 0) return false;
  const flags = exemptionRules(network, principal.institution, now).chronicSpecialOf(leading.code);
  return flags.some((flag) => approved.includes(flag));
}

/** By the green channel goes who comes back after a hand-back, and who lives in a linked nursing home (domain §2.1). */
const isFirstOfItsClass = ({ direction, origin }: SubmitReferral, { parent }: Applicant['facts']): boolean =>
  origin === 'elder-care' || (direction === 'up' && isRelapse(parent));

function keptAdvice(
  { advised }: Judged,
  made: Made,
): Pick<ReferralRow, 'advice' | 'matchedCriteria' | 'adviceInputSealed'> {
  if (!advised) return { advice: null, matchedCriteria: [], adviceInputSealed: null };
  const { kept, matched, values } = advised;
  return { advice: kept, matchedCriteria: matched, adviceInputSealed: made.seal(JSON.stringify(values)) };
}

/** The session that the doctor chose, held or asked for: tried first if the hold has gone. */
function chosenIn(stored: StoredDraft | undefined): { preferredSession?: string } {
  const preferredSession = stored?.unit?.sessionId ?? stored?.pending?.sessionId;
  return preferredSession ? { preferredSession } : {};
}

function progressOf(
  { direction, down, urgencyClass }: SubmitReferral,
  { facts, now }: Applicant,
  isIncomplete: boolean,
  terms: Terms,
): Progress {
  const end = down && careEnd(down);
  const dueAt = urgencyClass === 'U1' && isIncomplete && after(now, terms.limit('form.within.U1'), terms.calendar);
  const relapsed = direction === 'up' && isBounceBack(facts.parent, terms);
  return {
    ...(end ? { dischargeAt: end.toISOString() } : {}),
    ...(dueAt ? { formDueAt: dueAt.toISOString() } : {}),
    ...(relapsed ? { bounceBackOf: facts.parent?.id } : {}),
  };
}

import { localDate } from '#service/calendar/local-time.js';
import type { FieldError } from '#service/problem/problem.js';
import { leadingCode } from '../../diagnosis/leading.js';
import type { RecognisedResult } from '../../exam/recognition.js';
import type { EligibilityFacts } from '../../gate/eligibility.store.js';
import { reserveRight } from '../../gate/entitlement.js';
import { type FirstVisitProof, type LinkedTeleconsultation, proveFirstVisit } from '../../gate/first-visit.js';
import { SKIP_REASONS } from '../../gate/verdict/verdict.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network } from '../../network/network.js';
import { rankOf } from '../../network/tiers.js';
import { EMERGENCY_MEDICINE } from '../../routing/route.js';
import type { RouteRequest } from '../../routing/routing.js';
import { advisedMinutes, windowOf } from '../../routing/window.js';
import type { Diagnosis } from '../form/body.dto.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import type { ReferralRow, Wish } from '../store/referral.row.js';
import type { Question } from './receiver.js';

/** Department of a primary team where none is named (domain §4.3: 02 general practice). */
const GENERAL_PRACTICE = '02';

/** The patient as the gates see him, and the referral that this one answers, repeats or continues. */
export interface Case extends EligibilityFacts {
  parent: ReferralRow | null;
  /** The answered teleconsultation that the form names. */
  teleconsultation?: (LinkedTeleconsultation & { id: string }) | null;
  /** Institution outside of the network that an approval names (V04). */
  approved?: string;
  /** Results of the exams asked for that hold everywhere in the county (domain §4.7). */
  recognised?: readonly RecognisedResult[];
}

/** The part of a form that says who is referred where. */
export type Asking = Pick<SubmitReferral, 'direction' | 'urgencyClass' | 'origin' | 'requested' | 'to'> & {
  up?: {
    reasonCode?: readonly string[];
    provisionalDiagnosis?: readonly Pick<Diagnosis, 'code' | 'rank' | 'system'>[];
  };
  down?: { careNeeds?: readonly string[] };
  /** U1: kind of the critical centre, if known. */
  criticalCentre?: string;
};

/** The department that is asked for; empty where the form must name one and does not. */
export function departmentOf({ direction, requested, to, urgencyClass }: Omit<Asking, 'origin'>): string {
  const assumed = direction === 'down' ? GENERAL_PRACTICE : urgencyClass === 'U1' ? EMERGENCY_MEDICINE : '';
  return requested?.deptCode ?? to?.deptCode ?? assumed;
}

/** Ids that belong to somebody else, and departments that contradict each other. */
export function referenceFaults(form: SubmitReferral, facts: Case): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => faults.push({ field, code, message });
  if (form.firstVisitEncounterId && facts.visit?.patientId !== facts.patientId) {
    refuse('firstVisitEncounterId', 'unknown', 'This patient has no such visit.');
  }
  if (form.parentReferralId && facts.parent?.patientId !== facts.patientId) {
    refuse('parentReferralId', 'unknown', 'This patient has no such referral.');
  }
  if (form.teleconsultationId && !facts.teleconsultation) {
    refuse('teleconsultationId', 'unknown', 'Your house has no answered teleconsultation of this patient.');
  }
  if (facts.temporary && form.urgencyClass !== 'U1' && form.urgencyClass !== 'U2') {
    const message = 'A temporary number is for U1 and U2: say first who the patient is.';
    faults.push({ field: 'patientId', code: 'temporary', message, rule: 'V10' });
  }
  if (!departmentOf(form)) refuse('to.deptCode', 'required', 'Say which department is to receive the patient.');
  if (form.to?.deptCode && form.to.deptCode !== departmentOf(form)) {
    refuse('to.deptCode', 'contradiction', '`to` and `requested` name different departments.');
  }
  return faults;
}

/** The question that V01–V06 answer. */
export function questionOf(form: Asking, facts: Case, from: Institution, now: Date): Question {
  const approved = facts.approved ?? wayBack(form, facts, from);
  return {
    county: from.county,
    from,
    direction: form.direction,
    urgencyClass: form.urgencyClass,
    origin: form.origin,
    deptCode: departmentOf(form),
    wish: wishOf(form),
    reasons: form.up?.reasonCode ?? [],
    ...diagnosisOf(form),
    ...(approved ? { approved } : {}),
    contractActive: facts.contract !== null,
    doctorInTeam: facts.contract?.doctorInTeam ?? false,
    day: localDate(now),
  };
}

/**
 * Whoever came from outside of the network, an emergency above all, goes back to the house that referred him: that needs
 * nobody's approval (V04).
 */
function wayBack({ direction }: Asking, { parent }: Case, { code }: Institution): string | undefined {
  return direction === 'down' && parent?.toInstitution === code ? parent.fromInstitution : undefined;
}

/** The leading diagnosis, where it is coded as the capabilities are. */
function diagnosisOf({ up }: Asking): { diagnosis?: string } {
  const diagnosis = leadingCode(up?.provisionalDiagnosis);
  return diagnosis ? { diagnosis } : {};
}

/** The window as instants in UTC, so that every reader compares the same text. */
function wishOf({ requested }: Asking): Wish | null {
  if (!requested) return null;
  const { earliest, latest, ...rest } = requested;
  return { ...rest, earliest: new Date(earliest).toISOString(), latest: new Date(latest).toISOString() };
}

/** What the ranking is asked for (domain §8.1). */
export function requestOf(network: Network, question: Question, form: Asking, facts: Case, now: Date): RouteRequest {
  const { from, wish, direction, urgencyClass, deptCode, reasons, diagnosis, day } = question;
  const { pool, examItem, bedClass, doctorId } = wish ?? {};
  const { criticalCentre } = form;
  const careNeeds = form.down?.careNeeds;
  const { county } = network;
  return {
    direction,
    urgencyClass,
    deptCode,
    ...(pool ? { pool } : {}),
    ...(examItem ? { examItem } : {}),
    ...(bedClass ? { bedClass } : {}),
    ...(doctorId ? { doctorId } : {}),
    ...(diagnosis ? { diagnosis } : {}),
    ...(criticalCentre ? { criticalCentre } : {}),
    ...(careNeeds ? { careNeeds } : {}),
    from: { county: from.county, institution: from.code, tier: from.tier, rank: rankOf(from.type) },
    ...(facts.contract ? { teamInstitution: facts.contract.institution } : {}),
    homeInstitution: facts.homeInstitution,
    maySkip:
      reasons.some((reason) => SKIP_REASONS.includes(reason)) || network.rules.flag('tier.allowSkip', { county }, day),
    ...(question.approved ? { approved: question.approved } : {}),
    anyPair: reasons.includes('patient-request'),
    contractDoctor: isContractDoctor(question),
    window: windowOf(network, { direction, urgencyClass, ...wish }, now),
    advisedMinutes: advisedMinutes(network, day),
  };
}

/** What of V05 lies with the sender: whether a hospital of the consortium would have to open its reserve. */
function isContractDoctor({ direction, urgencyClass, origin, contractActive, doctorInTeam }: Question): boolean {
  const asked = { direction, urgencyClass, origin, contractActive, doctorInTeam };
  return reserveRight({ ...asked, holderTier: 3, sameConsortium: true }).entitlement === 'family-doctor';
}

/** The proof of the first visit in the episode that the referral belongs to. */
export function proofOf(facts: Case, network: Network, now: Date): FirstVisitProof {
  const maxAgeDays = network.rules.duration('firstVisit.maxAge', { county: network.county }, localDate(now)).amount;
  const episodeId = episodeOf(facts) ?? '';
  const wanted = { patientId: facts.patientId, episodeId, maxAgeDays };
  return proveFirstVisit(facts.visit, wanted, now, facts.teleconsultation);
}

/** The episode that a referral continues; undefined where it begins one. */
export const episodeOf = (facts: Case): string | undefined =>
  facts.parent?.episodeId ?? facts.visit?.episodeId ?? facts.teleconsultation?.episodeId;

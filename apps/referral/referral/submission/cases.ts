import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { notFound } from '#service/problem/problem.js';
import { recognisedNow } from '../../exam/recognised.js';
import { examsOf } from '../../exam/recognition.js';
import { type EligibilityFacts, type EligibilityKey, eligibilityFacts } from '../../gate/eligibility.store.js';
import type { Network } from '../../network/network.js';
import { linkTime } from '../../patient/link-time.js';
import { linkPatient, presentPatient } from '../../patient/registration.store.js';
import { registerStranger } from '../../patient/temporary.js';
import { linkedTeleconsultation } from '../../teleconsultation/linked.js';
import { mendEmergency } from '../form/emergency.js';
import { toFollow } from '../form/form.rules.js';
import { completeHandBack } from '../form/hand-back.js';
import type { ReceivedForm } from '../form/reading.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import type { ReferralRow, Warning } from '../store/referral.row.js';
import { findReferral, lockReferral, openReferral } from '../store/referral.store.js';
import { type Case, departmentOf } from './question.js';
import { limitsFor } from './submission.js';

/** Who submits what, and when. */
export interface Submitting {
  /** Who asks. */
  principal: Principal;
  /** In whose name. */
  sender: Principal;
  network: Network;
  now: Date;
}

/** A form that can be judged: with what is known of its patient, and what an emergency's form had to leave out. */
export interface OpenedCase {
  form: SubmitReferral;
  facts: Case;
  warnings: Warning[];
}

/** Finds all that a submission is judged by; an emergency is not held up by what is not found. */
@Injectable()
export class Cases {
  constructor(private readonly cipher: Cipher) {}

  /** @throws Problem 404 for a patient whom the caller may not see; never for U1 */
  async open(tx: EntityManager, received: ReceivedForm, at: Submitting): Promise<OpenedCase> {
    const { principal, sender, network, now } = at;
    const { facts, notes } = await this.patient(tx, received.form, at);
    // Who was merged meanwhile is somebody else now.
    const given = { ...received.form, patientId: facts.patientId };
    const { patientId, requested, teleconsultationId } = given;
    const parent = await parentOf(tx, principal, given);
    const exams = examsOf(requested).map(({ item }) => item);
    const recognised = await recognisedNow(tx, network, patientId, exams, now);
    const teleconsultation = await linkedTeleconsultation(tx, sender, facts.patientId, teleconsultationId);
    const found = { ...facts, parent: parent ?? null, recognised, teleconsultation };
    const applicant = { principal: sender, facts: found, network, now };
    const limits = limitsFor(applicant);
    const mended = mendEmergency(given, applicant, limits);
    const warnings = [...received.unread.map(toFollow), ...notes, ...mended.warnings];
    const form = completeHandBack(mended.form, mended.facts, network, limits, localDate(now));
    const others = await inTheWay(tx, form, principal.county);
    return { form, facts: mended.facts, warnings: [...warnings, ...others] };
  }

  private async patient(
    tx: EntityManager,
    form: SubmitReferral,
    { principal, network, now }: Submitting,
  ): Promise<{ facts: EligibilityFacts; notes: Warning[] }> {
    const { county, practitioner } = principal;
    const { patientId: said, firstVisitEncounterId: encounterId, urgencyClass, unknownPatient } = form;
    const keyOf = (patientId: string) => ({
      ...{ county, patientId, practitionerId: practitioner, encounterId, day: localDate(now) },
    });
    const seen = await eligibilityFacts(tx, keyOf(said));
    if (seen && !seen.temporary) return { facts: seen, notes: [] };
    const present = await presentPatient(tx, said);
    const notes = present && present !== said ? [MERGED] : [];
    const facts = notes.length > 0 ? await eligibilityFacts(tx, keyOf(present ?? said)) : seen;
    if (facts) return { facts, notes };
    const isStranger = urgencyClass === 'U1' || (urgencyClass === 'U2' && unknownPatient !== undefined && !present);
    if (!isStranger) throw notFound('There is no such patient here.');
    const stranger = { id: said, sexCode: 0, ...unknownPatient };
    if (!present && (await registerStranger(tx, this.cipher, principal, stranger, now))) {
      return { facts: await factsAgain(tx, keyOf(said)), notes: [TEMPORARY] };
    }
    const id = present ?? said;
    await linkPatient(tx, id, 'emergency', practitioner, linkTime(network, 'emergency', now));
    await recordAccess(tx, principal, { subject: 'patient', subjectId: id, purpose: 'emergency', at: now });
    return { facts: await factsAgain(tx, keyOf(id)), notes: [...notes, NOT_KNOWN_HERE] };
  }
}

const MERGED: Warning = {
  rule: 'V10',
  code: 'merged-patient',
  field: 'patientId',
  message: 'Somebody has said meanwhile who it was: the referral goes on under that name.',
};

const NOT_KNOWN_HERE: Warning = {
  rule: 'V13',
  code: 'not-your-patient',
  field: 'patientId',
  message: 'Not a patient of this institution; opened because of the emergency.',
};

const TEMPORARY: Warning = {
  rule: 'V10',
  code: 'temporary-patient',
  field: 'patientId',
  message: 'Nobody knows who it is: a temporary number was given. Say who it was with a merge.',
};

async function factsAgain(tx: EntityManager, key: EligibilityKey): Promise<EligibilityFacts> {
  const facts = await eligibilityFacts(tx, key);
  if (!facts) throw notFound('There is no such patient here.');
  return facts;
}

/** Locked where this form may end it (T27); an emergency ends none, and waits for nobody who is changing it. */
async function parentOf(
  tx: EntityManager,
  principal: Principal,
  { parentReferralId, urgencyClass, direction }: SubmitReferral,
): Promise<ReferralRow | undefined> {
  if (!parentReferralId) return undefined;
  const read = urgencyClass === 'U1' && direction !== 'down' ? findReferral : lockReferral;
  return read(tx, principal, parentReferralId);
}

/** V07 for U1: the other open referral is named, and stands in nobody's way. */
async function inTheWay(tx: EntityManager, form: SubmitReferral, county: string): Promise<Warning[]> {
  if (form.urgencyClass !== 'U1') return [];
  const { patientId, direction } = form;
  const open = await openReferral(tx, { county, patientId, direction, toDepartment: departmentOf(form) });
  if (!open) return [];
  const message = `The patient has an open referral in this direction to this department: ${open.referralNo}.`;
  return [{ rule: 'V07', code: 'open-referral', message, field: 'patientId' }];
}

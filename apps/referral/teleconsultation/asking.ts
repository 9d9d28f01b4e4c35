import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { actingAs } from '#service/auth/acting.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { conflict, notFound, type Problem } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { Patient } from '../patient/patient.entity.js';
import { meantPatient } from '../patient/registration.store.js';
import { termsAt } from '../referral/deadline/terms.js';
import { formLimits } from '../referral/form/limits.js';
import { Encounter } from '../visit/encounter.entity.js';
import { Episode } from '../visit/episode.entity.js';
import { announceStep } from './announcing.js';
import { requireExams } from './linked-exams.js';
import { type QuestionContent, questionContext } from './teleconsultation.content.js';
import type { AskTeleconsultation, TeleconsultationLine } from './teleconsultation.dto.js';
import { stepTeleconsultation, type Teleconsultation } from './teleconsultation.js';
import { brokenBy, caseFaults, refuseEmergency, requirePrimary, sideFaults } from './teleconsultation.rules.js';
import { insertTeleconsultation, openTeleconsultation } from './teleconsultation.store.js';
import { teleconsultationLine } from './teleconsultation.view.js';

/** Who asks in which transaction, and what is known then. */
interface At {
  tx: EntityManager;
  principal: Principal;
  network: Network;
  now: Date;
}

/** `POST /v1/teleconsultations`: a primary doctor asks a specialist before he refers (domain §4.7). */
@Injectable()
export class Asking {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /**
   * C01. @throws Problem 403 from an upper hospital, 404 for a patient whom the caller may not see, 409 where the same
   * question is open, 422 for U1, for a department that cannot be asked, and for a case that contradicts itself
   */
  async ask(write: Write, form: AskTeleconsultation): Promise<Answer<TeleconsultationLine>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    requirePrimary(network, principal.institution);
    refuseEmergency(form);
    return this.writes.perform(write, async (tx, now) => {
      const at = { tx, principal, network, now };
      const asked = { ...form, patientId: await meantPatient(tx, form.patientId) };
      const content = await this.contentOf(at, asked);
      const blank = await this.blank(at, asked, content);
      const place = { county: blank.county, institution: blank.toInstitution };
      const step = { event: 'ask', transition: 'C01', to: 'asked' } as const;
      const { row, entry } = stepTeleconsultation(blank, step, {
        who: actingAs(principal),
        terms: termsAt(network, place, now),
      });
      if (!(await insertTeleconsultation(tx, row, entry))) throw await askedBefore(tx, row);
      await announceStep(tx, row, entry);
      const body = teleconsultationLine(row, now);
      return { status: 201, body, location: `/v1/teleconsultations/${row.id}`, version: row.version };
    });
  }

  private async contentOf({ tx, principal, network, now }: At, asked: AskTeleconsultation): Promise<QuestionContent> {
    const { county, institution, roles } = principal;
    const patient = await tx.findOneBy(Patient, { county, id: asked.patientId });
    if (!patient) throw notFound('There is no such patient here.');
    const { birthDate, sexCode } = patient;
    const { consent, question, case: told, attachments } = asked;
    const content = { patient: { birthDate, sexCode }, consent, question, case: told, attachments };
    const limits = formLimits(network.rules, { county, institution }, localDate(now));
    const urgencyClass = asked.urgencyClass as 'U2' | 'U3' | 'U4';
    const errors = [
      ...sideFaults(network, institution, asked.to, now),
      ...caseFaults(content, urgencyClass, { roles, county, birthDate, now, limits }),
    ];
    if (errors.length > 0) throw brokenBy(errors);
    return content;
  }

  private async blank(at: At, asked: AskTeleconsultation, content: QuestionContent): Promise<Teleconsultation> {
    const { tx, principal, network, now } = at;
    const { county, institution, practitioner } = principal;
    const { patientId, urgencyClass, to, firstVisitEncounterId = null, examOrderIds } = asked;
    const id = v7();
    const valid = termsAt(network, { county, institution: to.institution }, now).limit(
      `teleconsultation.valid.${urgencyClass}`,
    );
    return {
      county,
      id,
      version: 0,
      state: 'asked',
      stateSince: now,
      urgencyClass,
      patientId,
      episodeId: await episodeOf(at, asked),
      firstVisitEncounterId,
      examOrders: await requireExams(tx, county, patientId, examOrderIds),
      fromInstitution: institution,
      fromPractitioner: practitioner,
      fromRole: actingAs(principal).role,
      toCounty: network.institution(to.institution)?.county ?? county,
      toInstitution: to.institution,
      toDepartment: to.deptCode,
      toPractitioner: to.doctorId ?? null,
      takenBy: null,
      returns: 0,
      outcome: null,
      ruleSetVersion: network.ruleSetVersion,
      questionSealed: this.cipher.encrypt(institution, questionContext(id), JSON.stringify(content)),
      answerSealed: null,
      askedAt: now,
      answeredAt: null,
      expiresAt: after(now, valid, network.calendar),
      ownerInstitution: null,
      ownerRole: null,
      ownerPractitioner: null,
      dueAt: null,
      dueKind: null,
      escalation: null,
      alerts: 0,
      alertAt: null,
    };
  }
}

/** The episode of the visit that it comes from, else a new one. @throws Problem 422 for another patient's visit */
async function episodeOf(
  { tx, principal: { county, institution }, now }: At,
  { patientId, firstVisitEncounterId: visitId }: AskTeleconsultation,
): Promise<string> {
  if (visitId) {
    const visit = await tx.findOneBy(Encounter, { county, id: visitId, patientId });
    if (visit) return visit.episodeId;
    const message = 'This patient has no such visit.';
    throw brokenBy([{ field: 'firstVisitEncounterId', code: 'unknown', message }]);
  }
  const episode = { county, id: v7(), patientId, institution, openedAt: now };
  await tx.insert(Episode, episode);
  return episode.id;
}

async function askedBefore(tx: EntityManager, row: Teleconsultation): Promise<Problem> {
  const open = await openTeleconsultation(tx, row);
  const detail = 'Your house has asked this department about this patient and waits for the answer.';
  const more = open ? { open: { id: open.id, state: open.state } } : {};
  return conflict('OPEN_TELECONSULTATION', detail, more);
}

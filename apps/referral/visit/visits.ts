import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { adviceContext } from '../criteria/advice/kept.js';
import { advisedVisit } from '../criteria/advice/visit-advice.js';
import { namedByTable } from '../diagnosis/diagnoses.js';
import { leadingCode } from '../diagnosis/leading.js';
import { eligibilityFacts } from '../gate/eligibility.store.js';
import { treats } from '../gate/treating.js';
import { judgeCase } from '../gate/verdict/case.js';
import type { Verdict } from '../gate/verdict/verdict.js';
import { referralNow } from '../gate/verdict/verdict-again.js';
import type { Institution } from '../network/institution.entity.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { Patient } from '../patient/patient.entity.js';
import { meantPatient } from '../patient/registration.store.js';
import { Encounter } from './encounter.entity.js';
import { Episode } from './episode.entity.js';
import { personShown } from './presented.js';
import type { Discharge, JudgedVisit, RecordVisit, VisitView } from './visit.dto.js';
import { dischargeOf, judgedLine, visitFaults } from './visit.js';
import { type BringingReferral, latestReferral, namedReferral } from './visit.store.js';
import { comingCaseOf } from './visit-case.js';

/** Visits at any tier; those at tiers 1–2 are the proof of first visits, those at a hospital are judged by the fund gate. */
@Injectable()
export class Visits {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Records a visit at the caller's institution, in the episode named, in that of the referral that brings the patient or
   * in a new one, with the verdict of the fund gate: nobody is refused care by it. The answer is kept for replay and
   * therefore holds no clinical text.
   * @throws Problem 400 with every wrong field, 404 for a patient, referral or episode that the caller may not see, 422 for a
   * plan against the advice without a reason
   */
  async record(write: Write, form: RecordVisit): Promise<Answer<JudgedVisit>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    const here = network.institution(principal.institution);
    if (!here) throw notFound('Your institution is not in the care network.');
    return this.writes.perform(write, async (tx, now) => {
      const faults = visitFaults(form, now);
      if (faults.length > 0) throw validationFailed(faults);
      const patientId = await this.patientOf(tx, principal, form, now);
      const referral = await referralOf(tx, principal, patientId, form);
      const episodeId = await this.episodeOf(tx, principal, patientId, form.episodeId ?? referral?.episodeId, now);
      const visit = this.build(principal, here, { patientId, episodeId, referral }, form, now);
      // Stored first: from then on the house may see the patient, whom it may never have met.
      await tx.insert(Encounter, visit);
      const verdict = await judgeVisit(tx, { network, here, visit, referral }, form);
      const known = { verdict, ...(await this.adviceOn(tx, network, visit, form)) };
      await tx.update(Encounter, { county: visit.county, id: visit.id }, known);
      const body = judgedLine({ ...visit, ...known }, treats(principal));
      return { status: 201, body, location: `/v1/visits/${visit.id}`, version: visit.version };
    });
  }

  /** An inpatient stay ends. @throws Problem 404, 409, 412, 422, 428 */
  discharge(write: Write, id: string, form: Discharge): Promise<Answer<JudgedVisit>> {
    const version = requireIfMatch(write);
    const { county, institution } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      const lock = { mode: 'pessimistic_write' as const };
      const visit = await tx.findOne(Encounter, { where: { county, id, institution }, lock });
      if (!visit) throw notFound();
      if (visit.version !== version) throw staleVersion(visit.version);
      const change = dischargeOf(visit, form, now);
      await tx.update(Encounter, { county, id }, change);
      const ended = { ...visit, ...change };
      return {
        status: 201,
        body: judgedLine(ended, treats(write.principal)),
        location: `/v1/visits/${id}`,
        version: ended.version,
      };
    });
  }

  /** One visit, recorded in the access log; papers and what they tell of a disease for doctors only. @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<Answer<VisitView>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const visit = await tx.findOneBy(Encounter, { county: caller.county, id });
      if (!visit) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: visit.patientId, purpose: 'treatment', at: now });
      const complaint = this.open(visit, 'complaint', visit.complaintSealed);
      const evidence = treats(caller) ? this.open(visit, 'evidence', visit.evidenceSealed) : null;
      const body = {
        ...judgedLine(visit, treats(caller)),
        ...(complaint ? { complaint } : {}),
        ...(visit.vitals ? { vitals: visit.vitals } : {}),
        ...(evidence ? { evidence: JSON.parse(evidence) } : {}),
      };
      return { status: 200, body, version: visit.version };
    });
  }

  private async patientOf(tx: EntityManager, caller: Principal, form: RecordVisit, now: Date): Promise<string> {
    if (!form.patientId) return meantPatient(tx, await personShown(tx, this.cipher, caller, form.document, now));
    const id = await meantPatient(tx, form.patientId);
    if (!(await tx.existsBy(Patient, { county: caller.county, id }))) throw notFound();
    return id;
  }

  /** What the criteria say of the visit, as it is kept. @throws Problem 422 */
  private async adviceOn(
    tx: EntityManager,
    network: Network,
    { county, id, patientId, institution, tier, visitedAt }: Encounter,
    form: RecordVisit,
  ): Promise<Pick<Encounter, 'advice' | 'matchedCriteria' | 'adviceInputSealed'>> {
    const person = await tx.findOneBy(Patient, { county, id: patientId });
    if (!person) throw notFound();
    const advised = advisedVisit(form, person, { network, institution, tier, day: localDate(visitedAt) });
    if (!advised) return { advice: null, matchedCriteria: [], adviceInputSealed: null };
    const sealed = this.cipher.encrypt(institution, adviceContext('encounter', id), JSON.stringify(advised.values));
    return { advice: advised.kept, matchedCriteria: advised.matched, adviceInputSealed: sealed };
  }

  private async episodeOf(
    tx: EntityManager,
    { county, institution }: Principal,
    patientId: string,
    episodeId: string | undefined,
    now: Date,
  ): Promise<string> {
    if (episodeId) {
      if (!(await tx.existsBy(Episode, { county, id: episodeId, patientId }))) throw notFound();
      return episodeId;
    }
    const episode = { county, id: v7(), patientId, institution, openedAt: now };
    await tx.insert(Episode, episode);
    return episode.id;
  }

  private build(
    { county, institution, practitioner: practitionerId }: Principal,
    { tier }: Institution,
    whose: { patientId: string; episodeId: string; referral: BringingReferral | undefined },
    form: RecordVisit,
    now: Date,
  ): Encounter {
    const id = v7();
    const { diagnoses, complaint, vitals, evidence, careType = 'outpatient' } = form;
    const seal = (part: string, text: string) => this.cipher.encrypt(institution, `encounter.${part}:${id}`, text);
    const { patientId, episodeId, referral } = whose;
    const visitedAt = form.visitedAt ? new Date(form.visitedAt) : now;
    return {
      ...{ county, id, patientId, episodeId, institution, tier, practitionerId, visitedAt, careType },
      deptCode: form.deptCode ?? referral?.toDepartment ?? null,
      referralId: referral?.id ?? null,
      version: 1,
      diagnoses: namedByTable(diagnoses),
      complaintSealed: complaint ? seal('complaint', complaint) : null,
      vitals: vitals ?? null,
      evidenceSealed: evidence ? seal('evidence', JSON.stringify(evidence)) : null,
      ...{ dischargedAt: null, operatedOn: null, eligibleCostFen: null, deductiblePaidFen: null, verdict: null },
    };
  }

  private open({ id, institution }: Encounter, part: string, sealed: string | null): string | null {
    return sealed && this.cipher.decrypt(institution, `encounter.${part}:${id}`, sealed);
  }
}

/** The referral that is named, or an open one of the patient to this department. @throws Problem 404 */
async function referralOf(
  tx: EntityManager,
  caller: Principal,
  patientId: string,
  { referralId, deptCode, diagnoses }: RecordVisit,
): Promise<BringingReferral | undefined> {
  if (!referralId) {
    return latestReferral(tx, caller, patientId, { deptCode: deptCode ?? null, icd10: leadingCode(diagnoses) });
  }
  const named = await namedReferral(tx, caller, referralId);
  if (named?.patientId !== patientId) throw notFound('This patient has no such referral to you.');
  return named;
}

async function judgeVisit(
  tx: EntityManager,
  {
    network,
    here,
    visit,
    referral,
  }: { network: Network; here: Institution; visit: Encounter; referral?: BringingReferral },
  form: RecordVisit,
): Promise<Verdict | null> {
  const { county, patientId, practitionerId, visitedAt: at, careType, deptCode, episodeId } = visit;
  const facts = await eligibilityFacts(tx, { county, patientId, practitionerId, day: localDate(at) });
  if (!facts) return null;
  const { referral: frozen, facts: before } = referral?.verdict.inputs ?? {};
  const said = referral && frozen ? referralNow(frozen, referral.validUntil) : null;
  const icd10 = leadingCode(visit.diagnoses);
  const shown = { evidence: form.evidence, shownBefore: before?.evidence, claimed: form.claimedExemption };
  const coming = { at, here, facts, careType, deptCode, icd10, referral: said, ...shown, episodeId, visitId: visit.id };
  return judgeCase(network, comingCaseOf(coming, 'arrival'), referral?.ruleSetVersion);
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Advised } from '../criteria/advised.js';
import { adviceContext } from '../criteria/kept.js';
import type { Asked } from '../criteria/values.js';
import { advisedVisit } from '../criteria/visit-advice.js';
import { localDate } from '../network/local-date.js';
import { Networks } from '../network/networks.js';
import { Patient } from '../patient/patient.entity.js';
import { namedByTable } from './diagnoses.js';
import { Encounter } from './encounter.entity.js';
import { Episode } from './episode.entity.js';
import type { RecordVisit, VisitLine, VisitView } from './visit.dto.js';
import { lineOf, visitFaults } from './visit.js';

/** Visits at any tier; those at tiers 1–2 are the proof of first visits. */
@Injectable()
export class Visits {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Records a visit at the caller's institution, in the episode named or in a new one. The answer is kept for replay and
   * therefore holds no clinical text.
   * @throws Problem 400 with every wrong field, 422 for a plan against the advice without a reason, 404 for a patient or episode that the caller may not see
   */
  async record(write: Write, form: RecordVisit): Promise<Answer<VisitLine>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    const tier = network.institution(principal.institution)?.tier;
    if (!tier) throw notFound('Your institution is not in the care network.');
    return this.writes.perform(write, async (tx, now) => {
      const faults = visitFaults(form, now);
      if (faults.length > 0) throw validationFailed(faults);
      const person = await this.personOf(tx, principal, form);
      const asked = { network, institution: principal.institution, tier, day: localDate(now) };
      const advised = advisedVisit(form, person, asked);
      const episodeId = await this.episodeOf(tx, principal, form, now);
      const visit = this.build(principal, asked, episodeId, form, { now, advised });
      await tx.insert(Encounter, visit);
      return { status: 201, body: lineOf(visit), location: `/v1/visits/${visit.id}` };
    });
  }

  /** One visit, recorded in the access log. @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<VisitView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const visit = await tx.findOneBy(Encounter, { county: caller.county, id });
      if (!visit) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: visit.patientId, purpose: 'treatment', at: now });
      const complaint = this.open(visit);
      return {
        ...lineOf(visit),
        ...(complaint ? { complaint } : {}),
        ...(visit.vitals ? { vitals: visit.vitals } : {}),
      };
    });
  }

  private async personOf(tx: EntityManager, { county }: Principal, { patientId }: RecordVisit): Promise<Patient> {
    const patient = await tx.findOneBy(Patient, { county, id: patientId });
    if (!patient) throw notFound();
    return patient;
  }

  private async episodeOf(tx: EntityManager, caller: Principal, form: RecordVisit, now: Date): Promise<string> {
    const { county, institution } = caller;
    const { patientId, episodeId } = form;
    if (episodeId) {
      if (!(await tx.existsBy(Episode, { county, id: episodeId, patientId }))) throw notFound();
      return episodeId;
    }
    const episode = { county, id: v7(), patientId, institution, openedAt: now };
    await tx.insert(Episode, episode);
    return episode.id;
  }

  private build(
    caller: Principal,
    { tier }: Asked,
    episodeId: string,
    form: RecordVisit,
    { now, advised }: { now: Date; advised?: Advised },
  ): Encounter {
    const { county, institution, practitioner: practitionerId } = caller;
    const id = v7();
    const { patientId, diagnoses, complaint, vitals } = form;
    const visitedAt = form.visitedAt ? new Date(form.visitedAt) : now;
    const complaintSealed = complaint ? this.cipher.encrypt(institution, `encounter.complaint:${id}`, complaint) : null;
    const visit = { county, id, patientId, episodeId, institution, tier, practitionerId, visitedAt };
    const seal = (text: string) => this.cipher.encrypt(institution, adviceContext('encounter', id), text);
    const said = {
      advice: advised?.kept ?? null,
      matchedCriteria: advised?.matched ?? [],
      adviceInputSealed: advised ? seal(JSON.stringify(advised.values)) : null,
    };
    return { ...visit, ...said, diagnoses: namedByTable(diagnoses), complaintSealed, vitals: vitals ?? null };
  }

  private open({ id, institution, complaintSealed }: Encounter): string | null {
    return complaintSealed && this.cipher.decrypt(institution, `encounter.complaint:${id}`, complaintSealed);
  }
}

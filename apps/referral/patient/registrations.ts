import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox } from '#messaging/outbox.js';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { conflict, notFound, Problem, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Networks } from '../network/networks.js';
import { otherContact } from './contacts.js';
import { sealIdentity } from './identity.js';
import { linkTime } from './link-time.js';
import { Patient } from './patient.entity.js';
import { findPatient, holdsDemoCounty } from './patient.store.js';
import type { Merge, MergedPatient, RegisteredPatient, RegisterPatient } from './registration.dto.js';
import { registrationFaults } from './registration.rules.js';
import { linkByCard, type MergeSide, mergePatient, recordMerge, sidesOfMerge } from './registration.store.js';

/** Who comes to a house for the first time, and who an unknown emergency turned out to be. */
@Injectable()
export class Registrations {
  constructor(
    private readonly writes: Writes,
    private readonly cipher: Cipher,
    private readonly networks: Networks,
  ) {}

  /**
   * Registers a patient at the caller's institution. Whom the county knows already, by document and date of birth, keeps
   * the id and the contact, and is known here from now on; that is recorded. @throws Problem 422 V10
   */
  async register(write: Write, form: RegisterPatient): Promise<Answer<RegisteredPatient>> {
    const { principal } = write;
    const { county, practitioner } = principal;
    const network = await this.networks.of(county);
    return this.writes.perform(write, async (tx, now) => {
      const { errors, warnings } = registrationFaults(form, county, localDate(now), await holdsDemoCounty(tx));
      if (errors.length > 0) throw rulesBroken('See errors.', errors);
      const { idType, idNo, birthDate } = form;
      const card = { idType, idBlind: this.cipher.blindIndex(county, idType, idNo), birthDate };
      const link = linkTime(network, 'registration', now);
      const inIndex = () => linkByCard(tx, card, practitioner, link);
      const found = await inIndex();
      const added = found === null ? await this.added(tx, principal, form, card.idBlind) : null;
      // Another desk may have registered the same person since the index was asked.
      const known = found ?? (added === null ? await inIndex() : null);
      const id = added ?? known;
      if (id === null) throw otherPerson();
      await recordAccess(tx, principal, { subject: 'patient', subjectId: id, purpose: 'registration', at: now });
      const patient = known === null ? null : await findPatient(tx, county, known, localDate(now));
      const kept = patient ? otherContact(this.cipher, patient, form) : [];
      const body = { id, known: known !== null, warnings: [...warnings, ...kept] };
      return { status: known ? 200 : 201, body, location: `/v1/patients/${id}` };
    });
  }

  /** The new patient's id; null where the county has the number already. */
  private async added(
    tx: EntityManager,
    { county, institution }: Principal,
    form: RegisterPatient,
    idBlind: string,
  ): Promise<string | null> {
    const { name, idType, idNo, phone, address, birthDate, sexCode, divisionCode, keyGroups = [] } = form;
    const id = v7();
    const sealed = sealIdentity(this.cipher, institution, id, { name, idNo, phone, address });
    const place = { county, id, sealedBy: institution, homeInstitution: institution, homeClinic: null };
    const person = { idType, idBlind, birthDate, sexCode, divisionCode, keyGroups };
    const insert = tx.createQueryBuilder().insert().into(Patient).orIgnore();
    const { raw } = await insert
      .values({ ...place, ...sealed, ...person })
      .returning('id')
      .execute();
    return raw.length === 0 ? null : id;
  }

  /**
   * Says who a patient with a temporary number was: all that was written about the one is the other's from now on.
   * @throws Problem 404 where the caller may not see both, 409 merged before or no temporary number, or by V07; 422
   */
  merge(write: Write, temporaryId: string, { into }: Merge): Promise<Answer<MergedPatient>> {
    const { principal } = write;
    const { county, institution, practitioner, roles } = principal;
    return this.writes.perform(write, async (tx, now) => {
      const sides = await sidesOfMerge(tx, county, temporaryId, into);
      checkMerge(
        sides.find(({ id }) => id === temporaryId),
        sides.find(({ id }) => id === into),
      );
      const referrals = await mergePatient(tx, temporaryId, into);
      if (!referrals) throw openReferrals();
      const who = { practitioner, role: roles[0] ?? 'unknown', institution };
      await recordMerge(tx, { county, temporaryId, into, ...who, referrals, at: now });
      await recordAccess(tx, principal, { subject: 'patient', subjectId: into, purpose: 'merge', at: now });
      const actor = { id: practitioner, role: who.role, institution };
      const data = { patientCounty: county, temporaryId, patientId: into, referrals, actor };
      const about = { county, aggregateId: temporaryId, aggregateVersion: 1, occurredAt: now };
      await addToOutbox(tx, [{ name: 'patient.merged.v1', ...about, data }]);
      const body = { temporaryId, into, referrals, mergedAt: now.toISOString() };
      return { status: 201, body, location: `/v1/patients/${into}` };
    });
  }
}

function checkMerge(temporary: MergeSide | undefined, person: MergeSide | undefined): void {
  if (!temporary || !person) throw notFound('There are no such two patients here.');
  if (!temporary.temporary || temporary.mergedInto) {
    const detail = 'Only a patient with a temporary number is merged, and only once.';
    throw conflict('NOT_TEMPORARY', detail);
  }
  const differ = [temporary, person].every(({ sexCode }) => sexCode === 1 || sexCode === 2);
  if (person.temporary || (differ && temporary.sexCode !== person.sexCode)) {
    const message = 'The other one is temporary as well, or of another sex.';
    const errors = [{ field: 'into', code: 'other-person', message, rule: 'V10' }];
    throw rulesBroken(message, errors);
  }
}

/** The number is known with another date of birth. */
function otherPerson(): Problem {
  const message = 'The county knows this number with another date of birth.';
  const errors = [{ field: 'birthDate', code: 'other-person', message, rule: 'V10' }];
  return rulesBroken(message, errors);
}

function openReferrals(): Problem {
  const detail = 'Both have an open referral, question or request to the same department: end one of them first.';
  const errors = [{ field: 'into', code: 'open-referral', message: detail, rule: 'V07' }];
  return new Problem({ status: 409, code: 'OPEN_REFERRAL', detail, errors });
}

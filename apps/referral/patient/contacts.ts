import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { recordAccess } from '#service/audit/access-log.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { notFound, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { isPhoneIn } from '../referral/form/phone.js';
import { correctContact } from './contact.store.js';
import { type Identity, openText, sealContact } from './identity.js';
import { findPatient, type WholePatientRow } from './patient.store.js';
import type { CorrectContact, CorrectedContact, RegistrationWarning } from './registration.dto.js';
import { WRONG_PHONE } from './registration.rules.js';

/** How patients are reached: messages and calls go nowhere where it is not kept right. */
@Injectable()
export class Contacts {
  constructor(
    private readonly writes: Writes,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Phone and address from now on, said at whichever house may see the patient; those before are kept with who has
   * corrected them. @throws Problem 404, 422 V10
   */
  correct(write: Write, id: string, contact: CorrectContact): Promise<Answer<CorrectedContact>> {
    const { principal } = write;
    const { county, practitioner, roles } = principal;
    return this.writes.perform(write, async (tx, now) => {
      if (!isPhoneIn(county, contact.phone)) throw rulesBroken('See errors.', [WRONG_PHONE]);
      const patient = await findPatient(tx, county, id, localDate(now));
      if (!patient) throw notFound();
      const sealed = sealContact(this.cipher, patient, contact);
      const by = { practitioner, role: roles[0] ?? 'unknown', at: now };
      if (!(await correctContact(tx, v7(), id, sealed, by))) throw notFound();
      await recordAccess(tx, principal, { subject: 'patient', subjectId: id, purpose: 'contact-correction', at: now });
      return { status: 201, body: { id, correctedAt: now.toISOString() } };
    });
  }
}

/** What a person says of himself who is known otherwise; it is kept as it was until somebody corrects it. Pure. */
export function otherContact(
  cipher: Cipher,
  patient: WholePatientRow,
  said: Pick<Identity, 'phone' | 'address'>,
): RegistrationWarning[] {
  const known = { phone: patient.phoneSealed, address: patient.addressSealed };
  return (['phone', 'address'] as const)
    .filter((field) => openText(cipher, patient, field, known[field]) !== said[field])
    .map((field) => ({ rule: '§4.2', code: 'known-otherwise', field, message: KNOWN_OTHERWISE }));
}

const KNOWN_OTHERWISE = 'The county knows another one, and keeps it: correct it on the page of the patient.';

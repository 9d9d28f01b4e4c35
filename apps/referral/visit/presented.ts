import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import type { Cipher } from '#service/crypto/cipher.js';
import { notFound, Problem } from '#service/problem/problem.js';
import { idCardFault } from '../patient/identity-card.js';
import { holdsDemoCounty } from '../patient/patient.store.js';
import type { PresentedDocument } from './visit.dto.js';
import { patientByDocument } from './visit.store.js';

/**
 * The person whose document lies on the desk, also one whom this house has never seen; recorded.
 * @throws Problem 404 for nobody of the county's index, 422 for an impossible number (V10)
 */
export async function personShown(
  tx: EntityManager,
  cipher: Cipher,
  caller: Principal,
  document: PresentedDocument | undefined,
  now: Date,
): Promise<string> {
  if (!document) throw notFound();
  const { idType, idNo } = document;
  const fault = idType === '01' ? idCardFault(idNo, localDate(now), await holdsDemoCounty(tx)) : null;
  if (fault) {
    const message = 'This is not a valid ID card number.';
    const errors = [{ field: 'document.idNo', code: fault, message, rule: 'V10' }];
    throw new Problem({ status: 422, code: 'ID_CARD_INVALID', detail: message, errors });
  }
  const blind = cipher.blindIndex(caller.county, idType, idNo);
  const id = await patientByDocument(tx, caller.county, idType, blind);
  if (!id) throw notFound('Nobody in the county’s index has this document: register the person first.');
  await recordAccess(tx, caller, { subject: 'patient', subjectId: id, purpose: 'walk-in', at: now });
  return id;
}

import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import type { Cipher } from '#service/crypto/cipher.js';
import { sealIdentity } from './identity.js';
import { Patient } from './patient.entity.js';
import { nextTemporaryNumber } from './registration.store.js';

const UNKNOWN = '无名氏';
const OTHER_DOCUMENT = '99';
const DIGITS = 6;

/** What is known of somebody whom nobody knows. */
export interface Stranger {
  id: string;
  /** 0 where nobody has said it. */
  sexCode: number;
  /** Estimate; undefined where nobody has said it. */
  ageYears?: number;
  name?: string;
}

/**
 * Registers an emergency under the number `TMP` + institution + sequence, until somebody says who it is (domain §4.2).
 * @returns false where somebody else registers the same one at this moment
 */
export async function registerStranger(
  tx: EntityManager,
  cipher: Cipher,
  { county, institution }: Principal,
  { id, sexCode, ageYears, name = UNKNOWN }: Stranger,
  now: Date,
): Promise<boolean> {
  const number = await nextTemporaryNumber(tx, county, institution);
  const idNo = `TMP${institution}${String(number).padStart(DIGITS, '0')}`;
  const stranger = {
    county,
    id,
    sealedBy: institution,
    ...sealIdentity(cipher, institution, id, { name, idNo, phone: '', address: '' }),
    idType: OTHER_DOCUMENT,
    idBlind: cipher.blindIndex(county, OTHER_DOCUMENT, idNo),
    birthDate: bornAbout(ageYears, now),
    sexCode,
    divisionCode: county,
    homeInstitution: institution,
    homeClinic: null,
    keyGroups: [],
    temporary: true,
  };
  const added = tx.createQueryBuilder().insert().into(Patient).orIgnore();
  const { raw } = await added.values(stranger).returning('id').execute();
  return raw.length > 0;
}

/** The first of January of the year that fits; an adult where nobody has guessed. */
function bornAbout(ageYears: number | undefined, now: Date): string {
  const year = Number(localDate(now).slice(0, 4)) - Math.round(ageYears ?? 40);
  return `${Math.max(1900, year)}-01-01`;
}

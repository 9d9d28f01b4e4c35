import type { Cipher } from '#service/crypto/cipher.js';
import { openText } from './identity.js';
import type { PatientSearch } from './patient.dto.js';
import type { PatientRow } from './patient.store.js';

/** Document, phone and birth date are looked for by their digits; fewer would fit half the county. */
const DIGITS = /^\d{3,}[\dXx]$/;

/** Whether a patient is one of those who are looked for. */
export function isWanted(row: PatientRow, { text, keyGroup }: PatientSearch, cipher: Cipher): boolean {
  if (keyGroup && !row.keyGroups.includes(keyGroup)) return false;
  const wanted = text?.trim();
  if (!wanted) return true;
  const digits = wanted.replaceAll('-', '').toUpperCase();
  if (!DIGITS.test(digits)) return openText(cipher, row, 'name', row.nameSealed).includes(wanted);
  return (
    row.birthDate.replaceAll('-', '').startsWith(digits) ||
    openText(cipher, row, 'idNo', row.idNoSealed).toUpperCase().endsWith(digits) ||
    openText(cipher, row, 'phone', row.phoneSealed).endsWith(digits)
  );
}

/** What an ID card number says about its holder. */
export interface IdCard {
  division: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** 1 male, 2 female: the parity of digit 17. */
  sexCode: 1 | 2;
}

export type IdCardFault = 'format' | 'division' | 'date' | 'check-digit';

const FORM = /^[1-9]\d{16}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

/** First two digits of GB/T 2260: the provinces that exist. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** Prefix of made-up persons; no such division exists (domain §4.8, fake-ID rule). */
const FAKE_PROVINCE = '99';

/** Reads the number without judging it; the text must have 18 characters. */
export function readIdCard(idNo: string): IdCard {
  return {
    division: idNo.slice(0, 6),
    birthDate: `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`,
    sexCode: Number(idNo[16]) % 2 === 1 ? 1 : 2,
  };
}

/** Check character of the first 17 digits (GB 11643-1999: weighted sum mod 11). */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK.charAt(sum % 11);
}

/**
 * V10: form, known division prefix, real birth date from 1900-01-01 to today, check digit (GB 11643-1999).
 * Fifteen digits are refused. `fakesAllowed` only where the database holds the demo county.
 * @returns the first fault, or null for a valid number.
 */
export function idCardFault(idNo: string, today: string, fakesAllowed: boolean): IdCardFault | null {
  if (!FORM.test(idNo)) return 'format';
  if (!isKnownDivision(idNo, fakesAllowed)) return 'division';
  const { birthDate } = readIdCard(idNo);
  if (!isDate(birthDate) || birthDate < '1900-01-01' || birthDate > today) return 'date';
  return checkCharacter(idNo) === idNo[17] ? null : 'check-digit';
}

/** Whether the division code begins with a province that exists. */
export function isKnownDivision(code: string, fakesAllowed: boolean): boolean {
  const province = code.slice(0, 2);
  return PROVINCES.has(province) || (fakesAllowed && province === FAKE_PROVINCE);
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** A row that holds for some time; `validTo` is the first day it no longer holds. */
export interface Dated {
  validFrom: string;
  validTo: string | null;
}

/** True on every day from `validFrom` to the day before `validTo`. */
export const holdsOn = (row: Dated, day: string): boolean =>
  row.validFrom <= day && (row.validTo === null || day < row.validTo);

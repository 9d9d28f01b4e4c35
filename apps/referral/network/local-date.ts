const SHANGHAI_OFFSET_MILLISECONDS = 8 * 3_600_000;

/** The date in Asia/Shanghai (UTC+8 all year), `YYYY-MM-DD`: rules and dated rows are judged by it. */
export function localDate(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MILLISECONDS).toISOString().slice(0, 10);
}

/** A row that holds for some time; `validTo` is the first day it no longer holds. */
export interface Dated {
  validFrom: string;
  validTo: string | null;
}

/** True on every day from `validFrom` to the day before `validTo`. */
export const holdsOn = (row: Dated, day: string): boolean =>
  row.validFrom <= day && (row.validTo === null || day < row.validTo);

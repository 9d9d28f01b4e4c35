/** A code, or a range of codes of one length. */
const RANGE = /^([A-Z]\d{2}(?:\.\w{1,4})?)(?:-([A-Z]\d{2}(?:\.\w{1,4})?))?$/;

/** Ranges of ICD-10 categories or codes, each `I10-I15`, `I10` or `I21.0`. */
export type IcdRanges = readonly string[];

/** Whether a code lies in a range such as `I20-I25`, `I21.0-I21.3`, `I21` (with its subdivisions) or `I21.0`. */
export function inIcd10Range(code: string, range: string): boolean {
  const [from = '', to = from] = range.split('-');
  return code >= from && (code <= to || code.startsWith(to));
}

export const inRanges = (icd10: string, ranges: IcdRanges): boolean =>
  ranges.some((range) => inIcd10Range(icd10, range));

/** The ranges of a text such as `I10-I15, E11.9, J44`. */
export const rangesOf = (text: string): IcdRanges => text.split(',').map((range) => range.trim());

/** Whether the text of a range can be understood: its ends are as long as each other and in order. */
export function isIcdRange(range: string): boolean {
  const [, from, to] = RANGE.exec(range) ?? [];
  return from !== undefined && (to === undefined || (to.length === from.length && to >= from));
}

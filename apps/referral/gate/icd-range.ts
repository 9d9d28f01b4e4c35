import { inIcd10Range } from '../network/icd10-range.js';

/** Ranges of ICD-10 categories or codes, each `I10-I15`, `I10` or `I21.0`. */
export type IcdRanges = readonly string[];

export const inRanges = (icd10: string, ranges: IcdRanges): boolean =>
  ranges.some((range) => inIcd10Range(icd10, range));

/** One disease in the sense of a revisit: the same category. */
export const sameDisease = (one: string, other: string): boolean => one.slice(0, 3) === other.slice(0, 3);

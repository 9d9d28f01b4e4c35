import type { Diagnosis } from '../referral/form/body.dto.js';

/** ICD-10 code of the leading diagnosis; null where it is coded otherwise, or not at all. */
export const leadingCode = (diagnoses: readonly Pick<Diagnosis, 'code' | 'rank' | 'system'>[] = []): string | null =>
  diagnoses.find(({ rank, system }) => rank === 1 && system === 'icd-10')?.code ?? null;

/** Category of an ICD-10 code: diseases of one are the same in the sense of a revisit. */
export const categoryOf = (icd10: string): string => icd10.slice(0, 3);

import type { FieldError } from '#service/problem/problem.js';
import type { Diagnosis } from '../referral/form/body.dto.js';
import type { DiagnosisEntry } from './diagnosis.dto.js';
import { ICD10_SAMPLE } from './icd10.sample.js';

const ENTRIES: readonly DiagnosisEntry[] = ICD10_SAMPLE.map(([code, name, nameEn]) => ({
  system: 'icd-10',
  version: 'sample',
  code,
  name,
  nameEn,
}));
const NAMES = new Map(ENTRIES.map(({ code, name }) => [code, name]));

/** Form of an ICD-10 code (domain §4.4). */
const FORM = /^[A-Z]\d{2}(\.\w{1,4})?$/;

/** Form of a code of Chinese medicine (GB/T 15657): a text of one's own is no code. */
const TCM_FORM = /^[A-Z][A-Z0-9.]{1,10}$/;

/** Entries after a code whose code begins with the text or whose name holds it, by code. */
export function findDiagnoses(text: string, afterCode: string): DiagnosisEntry[] {
  const wanted = text.trim().toLowerCase();
  return ENTRIES.filter(({ code }) => code > afterCode).filter(
    ({ code, name, nameEn }) =>
      code.toLowerCase().startsWith(wanted) || name.includes(wanted) || nameEn.toLowerCase().includes(wanted),
  );
}

/** Whether the code table holds the ICD-10 code. */
export const isKnownCode = (code: string): boolean => NAMES.has(code);

/** Every wrong line of a coded diagnosis list: form and table of ICD-10 codes, and exactly one line of rank 1. */
export function diagnosisFaults(diagnoses: readonly Diagnosis[], field: string): FieldError[] {
  const faults = diagnoses.flatMap(({ system, code }, index): FieldError[] => {
    const at = `${field}.${index}.code`;
    if (system !== 'icd-10') {
      return TCM_FORM.test(code) ? [] : [{ field: at, code: 'format', message: 'This is not the form of a TCM code.' }];
    }
    if (!FORM.test(code)) return [{ field: at, code: 'format', message: 'This is not the form of an ICD-10 code.' }];
    if (!NAMES.has(code)) return [{ field: at, code: 'unknown-code', message: 'This code is not in the code table.' }];
    return [];
  });
  if (diagnoses.filter(({ rank }) => rank === 1).length === 1) return faults;
  return [...faults, { field, code: 'one-leading', message: 'Exactly one diagnosis must have rank 1.' }];
}

/** The list with the names of the code table: what a client calls a code is free text, and is not kept in clear. */
export function namedByTable(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return diagnoses.map((diagnosis) => ({ ...diagnosis, name: NAMES.get(diagnosis.code) ?? diagnosis.code }));
}

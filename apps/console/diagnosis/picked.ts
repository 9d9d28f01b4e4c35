import type { Schema } from '../api/client';

type Diagnosis = Schema<'Diagnosis'>;

/** Diagnoses in the order of the codes that were picked: the first leads. Those that are known already keep their words. */
export function picked(
  codes: readonly string[],
  before: readonly Diagnosis[],
  found: readonly Schema<'DiagnosisEntry'>[],
): Diagnosis[] {
  return codes
    .flatMap((code) => {
      const known = before.find((one) => one.code === code) ?? found.find((one) => one.code === code);
      return known ? [{ system: known.system, version: known.version, code, name: known.name }] : [];
    })
    .map((one, at) => ({ ...one, system: one.system as Diagnosis['system'], rank: at + 1 }));
}

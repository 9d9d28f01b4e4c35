import type { FieldError } from '#service/problem/problem.js';
import type { CatalogueLine } from './catalogue.dto.js';

/** What is wrong with the lines of an edition together: a range that runs backwards, a disease in two lines. */
export function editionFaults(lines: readonly CatalogueLine[], fieldOf: (at: number) => string): FieldError[] {
  const backwards = lines.flatMap(({ icd10From, icd10To }, at): FieldError[] => {
    if (icd10From <= icd10To) return [];
    return [{ field: fieldOf(at), code: 'order', message: `${icd10From} comes after ${icd10To}.` }];
  });
  return [...backwards, ...overlaps(lines, fieldOf)];
}

function overlaps(lines: readonly CatalogueLine[], fieldOf: (at: number) => string): FieldError[] {
  const sorted = lines.map((line, at) => ({ ...line, at })).sort((a, b) => (a.icd10From < b.icd10From ? -1 : 1));
  const faults: FieldError[] = [];
  let last = sorted[0];
  for (const line of sorted.slice(1)) {
    if (last && line.icd10From <= last.icd10To) {
      const message = `${line.icd10From}–${line.icd10To} and ${last.icd10From}–${last.icd10To} share a disease.`;
      faults.push({ field: fieldOf(line.at), code: 'overlap', message });
    }
    if (!last || line.icd10To > last.icd10To) last = line;
  }
  return faults;
}

import { CHINESE_MARKS, type Marks } from '../language/marks';

type Diagnoses = readonly { code: string; name: string; rank: number }[];

/** Diagnoses as one line, the leading one first. */
export function diagnosisText(list: Diagnoses | undefined, { inBrackets, semicolon }: Marks = CHINESE_MARKS): string {
  if (!list?.length) return '–';
  return list
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ code, name }) => `${name}${inBrackets(code)}`)
    .join(semicolon);
}

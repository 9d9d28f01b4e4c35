/** Diagnoses as one line, the leading one first. */
export function diagnosisText(list: readonly { code: string; name: string; rank: number }[] | undefined): string {
  if (!list?.length) return '–';
  return list
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ code, name }) => `${name}（${code}）`)
    .join('；');
}

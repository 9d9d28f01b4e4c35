const PART = /^([A-Z]\d{2}(?:\.\w{1,4})?)(?:-([A-Z]\d{2}(?:\.\w{1,4})?))?$/;

const partsOf = (ranges: string): string[] => ranges.split(',').map((part) => part.trim());

/** Whether a text names codes and ranges that {@link icd} understands. */
export function isIcdRanges(ranges: string): boolean {
  return partsOf(ranges).every((part) => {
    const [, from, to] = PART.exec(part) ?? [];
    return from !== undefined && (to === undefined || (to.length === from.length && to >= from));
  });
}

/** Whether a code lies in one of the ranges: `I10-I15, E11.9, J44`; `J44` holds for `J44.1`, too. */
export function icd(code: string, ranges: string): boolean {
  return partsOf(ranges).some((part) => {
    const [from = '', to = from] = part.split('-');
    const cut = code.slice(0, from.length);
    return from <= cut && cut <= to;
  });
}

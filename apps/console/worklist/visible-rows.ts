/** The rows to be drawn: those in sight, and some around them, so that a fast wheel finds no hole. */
export function visibleRows(
  count: number,
  at: { scrollTop: number; height: number; rowHeight: number },
  around = 10,
): { first: number; last: number } {
  const top = Math.floor(at.scrollTop / at.rowHeight);
  const inSight = Math.ceil(at.height / at.rowHeight);
  return { first: Math.max(0, top - around), last: Math.min(count, top + inSight + around) };
}

/** Where to scroll so that a row is wholly in sight; the same place where it is already. */
export function scrollFor(place: number, at: { scrollTop: number; height: number; rowHeight: number }): number {
  const top = place * at.rowHeight;
  if (top < at.scrollTop) return top;
  return Math.max(at.scrollTop, top + at.rowHeight - at.height);
}

/** Below it a figure of a cut could point at one patient (domain §11). */
export const SMALLEST_SHOWN = 5;

/**
 * Which figures of one table must be hidden: those from 1 to 4, and, where that is a single one, the next smallest too,
 * or the sum would give it away. Nothing (0) is no secret.
 */
export function hiddenAmong(counts: readonly number[]): boolean[] {
  const hidden = counts.map((count) => count > 0 && count < SMALLEST_SHOWN);
  if (hidden.filter(Boolean).length !== 1) return hidden;
  const shown = counts.flatMap((count, at) => (hidden[at] || count === 0 ? [] : [{ count, at }]));
  const [smallest] = shown.sort((a, b) => a.count - b.count);
  return hidden.map((is, at) => is || at === smallest?.at);
}

/** What a row needs to be followed from one answer to the next. */
interface Known {
  readonly id: string;
  readonly version: number;
}

/** A row as it stands on the screen. */
export interface Standing<T> {
  readonly item: T;
  /** No longer in the list: somebody has dealt with it. */
  readonly gone: boolean;
  /** Came after the screen was opened, and was not looked at yet. */
  readonly fresh: boolean;
}

/**
 * The rows where the reader left them, with what is known of them now, and what has come since: that waits beside the list,
 * so that nothing moves under a finger that is about to press.
 */
export function standing<T extends Known>(
  shown: readonly T[],
  now: readonly T[],
  fresh: ReadonlySet<string>,
): { rows: Standing<T>[]; arrived: T[] } {
  const newest = new Map(now.map((item) => [item.id, item]));
  const rows = shown.map((item) => {
    const known = newest.get(item.id);
    return { item: known ?? item, gone: known === undefined, fresh: fresh.has(item.id) };
  });
  const here = new Set(shown.map(({ id }) => id));
  return { rows, arrived: now.filter(({ id }) => !here.has(id)) };
}

/** A place for the cursor inside the list, as near as can be. */
export function inside(place: number, length: number): number {
  return Math.min(Math.max(place, 0), Math.max(length - 1, 0));
}

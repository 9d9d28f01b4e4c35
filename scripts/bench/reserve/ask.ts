import type { Door, Wish } from '../../../apps/reservation/unit/door.js';

/**
 * A closed loop: `atOnce` users at one door, each of whom asks again when the last wish was decided.
 * @returns milliseconds until all wishes were decided
 */
export async function askAll(door: Pick<Door, 'ask'>, wishes: readonly Wish[], atOnce: number): Promise<number> {
  let next = 0;
  const user = async () => {
    while (next < wishes.length) await door.ask(wishes[next++] as Wish);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: Math.min(atOnce, wishes.length) }, user));
  return performance.now() - start;
}

export function perSecond(count: number, milliseconds: number): number {
  return (count * 1000) / milliseconds;
}

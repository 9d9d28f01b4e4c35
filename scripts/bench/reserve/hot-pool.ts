import type { Door, Wish } from '../../../apps/reservation/unit/door.js';
import { askAll, perSecond } from './ask.js';
import { copyOf, Ground } from './ground.js';
import { givenIn } from './reserve.store.js';
import { familyWish, morning } from './wishes.js';

/** Of the comparison: one transaction a request, on so many connections (architecture §5). */
const LANES = 32;
/** Requests that wait at the coalescing door at a time. */
const AT_ONCE = 1_000;

/** Decisions per second on one session where every request is granted. */
export interface HotPool {
  coalesced: number;
  oneByOne: number;
}

/**
 * The same code twice: through one door, which gathers requests into sets, and through 32 doors that each get the next
 * request when the last is decided, so that every request is a transaction of its own.
 * @throws Error when a request was not granted: a refusal is cheaper than a grant
 */
export async function hotPool(model: string, requests: number): Promise<HotPool> {
  const alone = Math.ceil(requests / 4);
  return {
    coalesced: await measure(model, requests, (ground, wishes) => askAll(ground.door(), wishes, AT_ONCE)),
    oneByOne: await measure(model, alone, (ground, wishes) => {
      // As many doors as requests under way: one is always idle.
      const idle = Array.from({ length: LANES }, () => ground.door());
      const ask = async (wish: Wish) => {
        const door = idle.pop() as Door;
        const outcome = await door.ask(wish);
        idle.push(door);
        return outcome;
      };
      return askAll({ ask }, wishes, LANES);
    }),
  };
}

async function measure(model: string, requests: number, ask: (ground: Ground, wishes: Wish[]) => Promise<number>) {
  const ground = await Ground.open(await copyOf(model, 'bench_reserve'), LANES);
  try {
    // One in five is reserved: all requests are family doctors', before the public may ask.
    const [session] = await ground.publish([morning(5 * requests)]);
    const wishes = Array.from({ length: requests }, () => familyWish(session!));
    const milliseconds = await ask(ground, wishes);
    const { family } = await givenIn(ground.pool);
    if (family !== requests) throw new Error(`${family} of ${requests} requests were granted.`);
    return perSecond(requests, milliseconds);
  } finally {
    await ground.close();
  }
}

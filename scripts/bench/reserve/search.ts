import { DAY_MS } from '#service/calendar/local-time.js';
import { SYSTEM } from '#service/database/database.js';
import { findFreeUnits } from '../../../apps/reservation/supply/units.store.js';
import { type Latency, latency } from '../figures.js';
import { COUNTY, copyOf, dropDatabase, Ground } from './ground.js';
import { addRoster, GROUP_NAMES, sessionsIn } from './roster.store.js';

const FORTNIGHT = 14;
const PAGE = 50;
const WARM_UP = 100;
/** Ten times as many rows are nine fortnights more: of the past, and of other counties. */
const FACTORS = [1, 10, 100] as const;

/** Searches for free units among so many sessions. */
export interface Search extends Latency {
  factor: number;
  sessions: number;
}

/**
 * The first page of the free units of one department in all institutions of a county over the next 14 days, with 1, 10
 * and 100 times the rows of a reference county's fortnight. The sizes take turns search by search, so that whatever
 * disturbs the machine disturbs all three alike.
 */
export async function search(model: string, searches: number): Promise<Search[]> {
  const sizes = await grow(model);
  const grounds = await Promise.all(sizes.map(({ url }) => Ground.open(url, 1)));
  try {
    for (let at = 0; at < WARM_UP; at += 1) for (const ground of grounds) await once(ground, at);
    const samples = grounds.map((): number[] => []);
    for (let at = 0; at < searches; at += 1) {
      // Each size is first, second and last as often: what follows an idle moment is slower.
      for (let turn = at; turn < at + grounds.length; turn += 1) {
        const size = turn % grounds.length;
        samples[size]?.push(await once(grounds[size] as Ground, at));
      }
    }
    return sizes.map(({ factor, sessions }, size) => ({ factor, sessions, ...latency(samples[size] ?? []) }));
  } finally {
    await Promise.all(grounds.map((ground) => ground.close()));
    for (const { url } of sizes) await dropDatabase(model, new URL(url).pathname.slice(1));
  }
}

interface Size {
  factor: number;
  sessions: number;
  url: string;
}

/** A database of each size, the larger one grown from a copy of the smaller. */
async function grow(model: string): Promise<Size[]> {
  const sizes: Size[] = [];
  let fortnights = 0;
  for (const factor of FACTORS) {
    const url = await copyOf(sizes.at(-1)?.url ?? model, `bench_reserve_${factor}`);
    for (; fortnights < factor; fortnights += 1) await addRoster(url, ...placeOf(fortnights));
    sizes.push({ factor, sessions: await sessionsIn(url), url });
  }
  return sizes;
}

/** The first is the one that is searched; then history and neighbours take turns. */
function placeOf(fortnight: number): [county: string, firstDay: number, days: number] {
  if (fortnight === 0) return [COUNTY, 0, FORTNIGHT];
  const back = Math.ceil(fortnight / 2);
  return fortnight % 2 ? [COUNTY, -FORTNIGHT * back, FORTNIGHT] : [String(Number(COUNTY) + back), 0, FORTNIGHT];
}

/** @returns milliseconds of one search */
async function once({ database }: Ground, at: number): Promise<number> {
  const group = GROUP_NAMES[at % GROUP_NAMES.length] as string;
  const start = performance.now();
  const found = await database.transaction(SYSTEM, (tx, now) => findFreeUnits(tx, now, wanted(now, group)));
  if (found.length !== PAGE) throw new Error(`A search found ${found.length} sessions.`);
  return performance.now() - start;
}

function wanted(now: Date, group: string) {
  const to = new Date(now.getTime() + FORTNIGHT * DAY_MS);
  const place = { county: COUNTY, pool: 'expert-slot', group, from: now, to } as const;
  return { ...place, seeker: 'family' as const, upcoming: false, after: [], limit: PAGE };
}

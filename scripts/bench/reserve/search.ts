import { SYSTEM } from '#service/database/database.js';
import { findFreeUnits } from '../../../apps/reservation/supply/units.store.js';
import { type Latency, latency } from '../figures.js';
import { COUNTY, copyOf, Ground } from './ground.js';
import { addRoster, GROUP_NAMES, sessionsIn } from './roster.store.js';

const DAY_MS = 86_400_000;
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
 * and 100 times the rows of a reference county's fortnight.
 */
export async function search(model: string, searches: number): Promise<Search[]> {
  const url = await copyOf(model, 'bench_reserve');
  const results: Search[] = [];
  let fortnights = 0;
  for (const factor of FACTORS) {
    for (; fortnights < factor; fortnights += 1) await addRoster(url, ...placeOf(fortnights));
    const sessions = await sessionsIn(url);
    results.push({ factor, sessions, ...(await measure(url, searches)) });
  }
  return results;
}

/** The first is the one that is searched; then history and neighbours take turns. */
function placeOf(fortnight: number): [county: string, firstDay: number, days: number] {
  if (fortnight === 0) return [COUNTY, 0, FORTNIGHT];
  const back = Math.ceil(fortnight / 2);
  return fortnight % 2 ? [COUNTY, -FORTNIGHT * back, FORTNIGHT] : [String(Number(COUNTY) + back), 0, FORTNIGHT];
}

async function measure(url: string, searches: number): Promise<Latency> {
  const ground = await Ground.open(url, 2);
  try {
    const once = async (at: number) => {
      const start = performance.now();
      const found = await ground.database.transaction(SYSTEM, (tx, now) =>
        findFreeUnits(tx, now, wanted(now, GROUP_NAMES[at % GROUP_NAMES.length]!)),
      );
      if (found.length !== PAGE) throw new Error(`A search found ${found.length} sessions.`);
      return performance.now() - start;
    };
    for (let at = 0; at < WARM_UP; at += 1) await once(at);
    const samples: number[] = [];
    for (let at = 0; at < searches; at += 1) samples.push(await once(at));
    return latency(samples);
  } finally {
    await ground.close();
  }
}

function wanted(now: Date, group: string) {
  const to = new Date(now.getTime() + FORTNIGHT * DAY_MS);
  const place = { county: COUNTY, pool: 'expert-slot', group, from: now, to } as const;
  return { ...place, seeker: 'family' as const, upcoming: false, after: [], limit: PAGE };
}

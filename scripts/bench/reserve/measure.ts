import type { Running } from '../../demo/running/running.js';
import type { Progress } from '../../launch/progress.js';
import { median } from '../figures.js';
import { dropDatabase, makeModel } from './ground.js';
import { type HotPool, hotPool } from './hot-pool.js';
import { type HttpRush, httpRush } from './http-rush.js';
import { type Rush, rush } from './rush.js';
import { type Search, search } from './search.js';
import { type Spread, spread } from './spread.js';

/** How much is measured. */
export interface ReservePlan {
  readonly rounds: number;
  /** Requests of the hot pool and holds of the spread, in each round. */
  readonly requests: number;
  /** At the service's own door. */
  readonly contenders: number;
  readonly overHttp: number;
  readonly searches: number;
}

/** What `--json` writes. Rates are per second, times in milliseconds; ratios are medians of the rounds' ratios. */
export interface ReserveFigures {
  rounds: number;
  hotPool: HotPool & { ratio: number };
  rush: Rush;
  httpRush: HttpRush;
  spread: Spread & { ratio: number };
  search: Search[];
}

/** Measures the reserve on the PostgreSQL of a Fenji that was started for it. */
export async function measureReserve(running: Running, plan: ReservePlan, progress: Progress): Promise<ReserveFigures> {
  const overHttp = await progress.step(`${plan.overHttp} users at the front door`, () =>
    httpRush(running, plan.overHttp),
  );
  const model = await makeModel(running.databaseUrl);
  try {
    const hot: HotPool[] = [];
    const wide: Spread[] = [];
    const rushes: Rush[] = [];
    for (let at = 1; at <= plan.rounds; at += 1) {
      const round = `Round ${at} of ${plan.rounds}`;
      hot.push(await progress.step(`${round}: one hot session`, () => hotPool(model, plan.requests)));
      wide.push(await progress.step(`${round}: holds everywhere`, () => spread(model, plan.requests)));
      rushes.push(await progress.step(`${round}: ${plan.contenders} at once`, () => rush(model, plan.contenders)));
    }
    const searches = await progress.step('Searching among more and more sessions', () => search(model, plan.searches));
    return figuresOf(hot, wide, rushes, overHttp, searches);
  } finally {
    for (const name of COPIES) await dropDatabase(running.databaseUrl, name);
  }
}

const COPIES = ['bench_reserve', 'bench_reserve_ready', 'bench_reserve_model'];

function figuresOf(
  hot: readonly HotPool[],
  wide: readonly Spread[],
  rushes: readonly Rush[],
  overHttp: HttpRush,
  searches: Search[],
): ReserveFigures {
  const sorted = [...rushes].sort((a, b) => a.milliseconds - b.milliseconds);
  return {
    rounds: hot.length,
    hotPool: {
      coalesced: median(hot.map(({ coalesced }) => coalesced)),
      oneByOne: median(hot.map(({ oneByOne }) => oneByOne)),
      ratio: median(hot.map(({ coalesced, oneByOne }) => coalesced / oneByOne)),
    },
    rush: sorted[Math.floor((sorted.length - 1) / 2)] as Rush,
    httpRush: overHttp,
    spread: {
      door: median(wide.map(({ door }) => door)),
      bare: median(wide.map(({ bare }) => bare)),
      bareAtOnce: median(wide.map(({ bareAtOnce }) => bareAtOnce)),
      ratio: median(wide.map(({ door, bare }) => door / bare)),
    },
    search: searches,
  };
}

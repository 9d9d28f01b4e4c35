import { localDate, MINUTE_MS } from '#service/calendar/local-time.js';
import { isPrimary } from '../network/tiers.js';
import { HOMES, homeOf, lack } from './capability.js';
import type { CandidateSupply, Ranked, RouteCandidate, RoutePair, RouteRequest } from './routing.js';

/** The value of a candidate for each criterion of domain §8.1, in their order. */
export interface Criteria {
  capability: 'capable' | 'any-hospital';
  pair: RoutePair;
  /** Instant of the first unit inside the window that the sender could have; null: none, or not known. */
  earliest: string | null;
  travelMinutes: number | null;
  /** Share of the units in the window that is taken, in basis points; null: not known. */
  load: number | null;
  /** What is left and how old that picture is; null: not known. */
  supply: CandidateSupply | null;
}

/** Names of the criteria, as reasons say them. */
export type Criterion = 'centre' | 'home' | 'network' | 'step' | 'pair' | 'time' | 'travel' | 'load' | 'code';

/** A candidate's value for a criterion: numbers and texts, compared one after the other, the lower first. */
type Value = readonly (number | string)[];
export type Measure = readonly [criterion: Criterion, value: (candidate: RouteCandidate) => Value];

const HALF_HOUR_MS = 30 * MINUTE_MS;
const LAST = Number.MAX_SAFE_INTEGER;

const PAIRS: readonly RoutePair[] = ['consortium', 'city-group', 'agreement', 'none'];
const CENTRES = ['critical-centre', 'emergency-department', 'any-hospital'] as const;

const TRAVEL: Measure = ['travel', ({ travelMinutes }) => [travelMinutes ?? LAST]];
const CODE: Measure = ['code', ({ institution }) => [institution]];
const LOAD: Measure = ['load', ({ supply }) => [loadOf(supply) ?? LAST]];
const PAIR: Measure = ['pair', ({ pair }) => [PAIRS.indexOf(pair)]];

/** The criteria of a request in their order; the first that differs decides (domain §8.1). */
export function criteriaOf(request: RouteRequest): readonly Measure[] {
  if (request.urgencyClass === 'U1') {
    return [['centre', (one) => [CENTRES.indexOf(centreOf(one, request))]], TRAVEL, CODE];
  }
  const time: Measure = ['time', ({ supply }) => timeOf(supply, request)];
  const last = [PAIR, time, TRAVEL, LOAD, CODE] as const;
  if (request.direction === 'down') return [['home', (one) => [HOMES.indexOf(homeOf(one, request))]], ...last];
  const network: Measure = ['network', ({ pair }) => [pair === 'none' ? 1 : 0]];
  if (request.direction === 'up') return [network, ['step', ({ rank }) => [rank]], ...last];
  return last;
}

export function compare(a: RouteCandidate, b: RouteCandidate, criteria: readonly Measure[]): number {
  for (const [, value] of criteria) {
    const order = inOrder(value(a), value(b));
    if (order !== 0) return order;
  }
  return 0;
}

function inOrder(a: Value, b: Value): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right !== undefined && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** What the first unit begins in: a half hour for U2, a day for the others. Not known stands between some and none. */
function timeOf(supply: CandidateSupply | null, { urgencyClass }: RouteRequest): Value {
  if (!supply) return [1, 0];
  if (!supply.earliest) return [2, 0];
  const begins = new Date(supply.earliest);
  return [0, urgencyClass === 'U2' ? Math.floor(begins.getTime() / HALF_HOUR_MS) : localDate(begins)];
}

function loadOf(supply: CandidateSupply | null): number | null {
  if (!supply || supply.units === 0) return null;
  const taken = supply.units - supply.protected - supply.open;
  return Math.max(0, Math.floor((taken * 10_000) / supply.units));
}

/** What a hospital is to an emergency: matching critical centre, else emergency department (or the asked one), else any. */
function centreOf(candidate: RouteCandidate, request: RouteRequest): (typeof CENTRES)[number] {
  const { criticalCentre } = request;
  if (criticalCentre && candidate.critical.includes(criticalCentre)) return 'critical-centre';
  return candidate.emergency || !lack(candidate, request) ? 'emergency-department' : 'any-hospital';
}

/** A place in the ranking, in words: what it is, and what put it before the next one. */
export function explain(
  candidate: RouteCandidate,
  next: RouteCandidate | undefined,
  index: number,
  request: RouteRequest,
): Ranked {
  const { county, institution, name, pair, travelMinutes, supply } = candidate;
  const decided = next && criteriaOf(request).find(([, value]) => inOrder(value(candidate), value(next)) !== 0)?.[0];
  return {
    position: index + 1,
    county,
    institution,
    name,
    criteria: {
      capability: lack(candidate, request) ? 'any-hospital' : 'capable',
      pair,
      earliest: supply?.earliest ?? null,
      travelMinutes,
      load: loadOf(supply),
      supply,
    },
    reasons: [
      ...standing(candidate, request),
      `pair-${pair}`,
      ...(isFar(candidate, request) ? ['farther-than-advised'] : []),
      ...(decided ? [`before-next-by-${decided}`] : []),
    ],
  };
}

function standing(candidate: RouteCandidate, request: RouteRequest): string[] {
  if (request.urgencyClass === 'U1') return [centreOf(candidate, request)];
  if (request.direction === 'down') return ['capable', homeOf(candidate, request)];
  if (request.direction === 'lateral') return ['capable'];
  const skips = candidate.tier - request.from.tier > 1;
  return ['capable', request.maySkip ? (skips ? 'skips-a-tier' : 'step-by-step') : 'lowest-capable-step'];
}

/** 15 minutes to primary, 60 to tertiary care are advice: said, never a reason to exclude (domain §8.1). */
function isFar({ tier, travelMinutes }: RouteCandidate, { advisedMinutes }: RouteRequest): boolean {
  if (!advisedMinutes || travelMinutes === null) return false;
  if (isPrimary(tier)) return travelMinutes > advisedMinutes.primary;
  return tier === 4 && travelMinutes > advisedMinutes.tertiary;
}

import type { Direction, Pool, UrgencyClass } from '#contracts/codes.js';
import type { Pair } from '../network/network.js';
import type { Tier } from '../network/tiers.js';

/** What the patient needs and where the doctor sits. */
export interface RouteRequest {
  direction: Direction;
  urgencyClass: UrgencyClass;
  deptCode: string;
  /** Absent where no unit is needed, for example a hand-back to the team. */
  pool?: Pool;
  examItem?: string;
  bedClass?: string;
  from: { county: string; institution: string; tier: Tier; rank: number };
  /** Down: institution of the contracted team, then the home township. */
  teamInstitution?: string;
  homeInstitution?: string;
}

/** One institution as the ranking sees it that day. */
export interface RouteCandidate {
  county: string;
  institution: string;
  name: string;
  tier: Tier;
  rank: number;
  licensed: boolean;
  online: boolean;
  /** What its department can do. */
  department: { pools: readonly Pool[]; examItems: readonly string[]; bedClasses: readonly string[] };
  pair: Pair;
  /** Null = not measured: ranks after every measured one. */
  travelMinutes: number | null;
}

export type Exclusion =
  | 'sender'
  | 'not-licensed'
  | 'offline'
  | 'wrong-direction'
  | 'no-such-supply'
  | 'no-exam-item'
  | 'no-bed-class'
  | 'not-in-network'
  | 'lower-tier-is-capable';

/** The value of a candidate for each criterion of domain §8.1, in their order. */
export interface Criteria {
  capability: 'capable';
  pair: Pair;
  /** Instant of the first unit. Null in the ranking: scarcity is reservation's to know, it takes the earliest unit. */
  earliest: string | null;
  travelMinutes: number | null;
  /** Share of supply taken. Null for the same reason as `earliest`. */
  load: number | null;
}

export interface Ranked {
  position: number;
  county: string;
  institution: string;
  name: string;
  criteria: Criteria;
  /** Why it stands here, against the next one. */
  reasons: string[];
}

export interface Excluded {
  county: string;
  institution: string;
  reason: Exclusion;
}

export interface Ranking {
  ranked: Ranked[];
  excluded: Excluded[];
}

type Criterion = 'home' | 'pair' | 'travel' | 'code';

/**
 * Orders the institutions that can take the patient (domain §8.1): capability as a hard filter, the lowest
 * capable step above the sender, then consortium, agreement, travel, code. U1: by travel alone. Down: the
 * contracted team's institution, then the home township. No weights; the same input gives the same order.
 */
export function rank(candidates: readonly RouteCandidate[], request: RouteRequest): Ranking {
  const excluded: Excluded[] = [];
  const exclude = ({ county, institution }: RouteCandidate, reason: Exclusion) =>
    excluded.push({ county, institution, reason });
  const capable = candidates.filter((candidate) => {
    const reason = obstacle(candidate, request);
    if (reason) exclude(candidate, reason);
    return !reason;
  });
  const lowest = Math.min(...capable.map((candidate) => candidate.rank));
  const near = capable.filter((candidate) => {
    const passedOver = request.direction === 'up' && request.urgencyClass !== 'U1' && candidate.rank > lowest;
    if (passedOver) exclude(candidate, 'lower-tier-is-capable');
    return !passedOver;
  });
  near.sort((a, b) => compare(a, b, request));
  return { ranked: near.map((candidate, index) => explain(candidate, near[index + 1], index, request)), excluded };
}

/** Why the candidate cannot take this patient; undefined if it can. */
function obstacle(candidate: RouteCandidate, request: RouteRequest): Exclusion | undefined {
  if (candidate.institution === request.from.institution) return 'sender';
  if (!candidate.licensed) return 'not-licensed';
  if (!candidate.online) return 'offline';
  if (!fitsDirection(candidate.rank, request)) return 'wrong-direction';
  if (request.pool && !candidate.department.pools.includes(request.pool)) return 'no-such-supply';
  if (request.examItem && !candidate.department.examItems.includes(request.examItem)) return 'no-exam-item';
  if (request.bedClass && !candidate.department.bedClasses.includes(request.bedClass)) return 'no-bed-class';
  if (candidate.pair === 'none' && request.urgencyClass !== 'U1') return 'not-in-network';
  return undefined;
}

/** V01: up to a higher rank, down to a lower one, lateral to the same. */
export function fitsDirection(toRank: number, request: Pick<RouteRequest, 'direction' | 'from'>): boolean {
  const step = toRank - request.from.rank;
  return request.direction === 'up' ? step > 0 : request.direction === 'down' ? step < 0 : step === 0;
}

const PAIR_ORDER: Record<Pair, number> = { consortium: 0, agreement: 1, none: 2 };

const homeOrder = (candidate: RouteCandidate, request: RouteRequest): number =>
  candidate.institution === request.teamInstitution ? 0 : 1;

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const minutesOf = (candidate: RouteCandidate): number => candidate.travelMinutes ?? Number.MAX_SAFE_INTEGER;

/** The criteria in order; the first that differs decides. */
function criteriaOf(request: RouteRequest): [Criterion, (a: RouteCandidate, b: RouteCandidate) => number][] {
  const travel: [Criterion, (a: RouteCandidate, b: RouteCandidate) => number][] = [
    ['travel', (a, b) => minutesOf(a) - minutesOf(b)],
    ['code', (a, b) => byCode(a.institution, b.institution)],
  ];
  if (request.urgencyClass === 'U1') return travel;
  return [
    ['home', (a, b) => (request.direction === 'down' ? homeOrder(a, request) - homeOrder(b, request) : 0)],
    ['pair', (a, b) => PAIR_ORDER[a.pair] - PAIR_ORDER[b.pair]],
    ...travel,
  ];
}

function compare(a: RouteCandidate, b: RouteCandidate, request: RouteRequest): number {
  for (const [, difference] of criteriaOf(request)) {
    const order = difference(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function explain(
  candidate: RouteCandidate,
  next: RouteCandidate | undefined,
  index: number,
  request: RouteRequest,
): Ranked {
  const decided = next && criteriaOf(request).find(([, difference]) => difference(candidate, next) !== 0)?.[0];
  const reasons = [
    'capable',
    ...(request.direction === 'up' && request.urgencyClass !== 'U1' ? ['lowest-capable-step'] : []),
    ...(request.direction === 'down'
      ? [homeOrder(candidate, request) === 0 ? 'contracted-team' : 'home-township']
      : []),
    `pair-${candidate.pair}`,
    ...(decided ? [`before-next-by-${decided}`] : []),
  ];
  return {
    position: index + 1,
    county: candidate.county,
    institution: candidate.institution,
    name: candidate.name,
    criteria: {
      capability: 'capable',
      pair: candidate.pair,
      earliest: null,
      travelMinutes: candidate.travelMinutes,
      load: null,
    },
    reasons,
  };
}

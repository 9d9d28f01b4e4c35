import type { Direction, Pool, UrgencyClass } from '#contracts/codes.js';
import type { Tier } from '../network/tiers.js';
import { obstacle } from './capability.js';
import { type Criteria, compare, criteriaOf, explain } from './criteria.js';

/** What the patient needs and where the doctor sits. */
export interface RouteRequest {
  direction: Direction;
  urgencyClass: UrgencyClass;
  deptCode: string;
  /** Absent where no unit is needed, for example a hand-back to the team. */
  pool?: Pool;
  examItem?: string;
  bedClass?: string;
  doctorId?: string;
  /** Leading diagnosis, ICD-10. */
  diagnosis?: string;
  /** U1: kind of the critical centre, if known. */
  criticalCentre?: string;
  /** Down: what the primary side is to give (domain §4.5). */
  careNeeds?: readonly string[];
  from: { county: string; institution: string; tier: Tier; rank: number };
  /** Down: institution of the contracted team, then the home township. */
  teamInstitution?: string;
  homeInstitution?: string;
  /** A tier may be passed over: `critical`, `no-subject`, `no-equipment`, or the policy allows it (V02). */
  maySkip?: boolean;
  /** The patient asked for it: pairs without consortium or agreement count, last (V04). */
  anyPair?: boolean;
  /** Outside of the network, approved for this referral or the way back from one: counts as agreed (V04). */
  approved?: string;
  /** Sent by a doctor of the patient's contract team: has the reserve where the holder is of the consortium (V05). */
  contractDoctor?: boolean;
  /** Units count that begin between these instants, ISO: what was wished for, inside the class's own limit. */
  window?: { earliest: string; latest: string };
  /** Minutes of travel that are advised, to primary care and to a tertiary hospital. */
  advisedMinutes?: { primary: number; tertiary: number };
}

/** What both sides have in common: county consortium, city group of the county hospital, agreement, nothing. */
export type RoutePair = 'consortium' | 'city-group' | 'agreement' | 'none';

/** What one institution has left, as reservation told it; instants ISO. */
export interface CandidateSupply {
  /** Up to this instant the county had told what changed. */
  toldAt: string;
  /** First unit that this sender could have inside the window; null: none. */
  earliest: string | null;
  /** Kept for family doctors. */
  protected: number;
  open: number;
  /** All units, taken ones too. */
  units: number;
}

/** One institution as the ranking sees it that day. */
export interface RouteCandidate {
  county: string;
  institution: string;
  name: string;
  type: string;
  tier: Tier;
  rank: number;
  licensed: boolean;
  online: boolean;
  /** What its department can do; null: it has no such department. */
  department: { pools: readonly Pool[]; examItems: readonly string[]; bedClasses: readonly string[] } | null;
  /** The diagnosis lies in the department's ICD-10 ranges. */
  treats: boolean;
  /** Kinds of its critical centres. */
  critical: readonly string[];
  emergency: boolean;
  pair: RoutePair;
  /** The sender may take its protected units (V05). */
  reserve: boolean;
  /** Null = not measured: ranks after every measured one. */
  travelMinutes: number | null;
  /** Null = not known: no unit is wanted, or reservation has told nothing (lately). */
  supply: CandidateSupply | null;
}

export type Exclusion =
  | 'sender'
  | 'not-licensed'
  | 'offline'
  | 'wrong-direction'
  | 'no-department'
  | 'diagnosis-not-treated'
  | 'no-such-supply'
  | 'no-exam-item'
  | 'no-bed-class'
  | 'not-in-network'
  | 'tier-skipped'
  | 'not-the-way-home'
  | 'lower-tier-is-capable';

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

/**
 * Orders the institutions that can take the patient (domain §8.1): capability as a hard filter, the lowest capable
 * step above the sender, then county consortium, agreement, earliest feasible time, travel, load, code. U1: critical
 * centre, emergency department, by travel alone. Down: contracted team, home township, care institution. No weights;
 * the same input gives the same order, whatever its sequence.
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
  const step = lowestStep(capable, request);
  const near = capable.filter((candidate) => {
    if (candidate.rank > step) exclude(candidate, 'lower-tier-is-capable');
    return candidate.rank <= step;
  });
  const criteria = criteriaOf(request);
  near.sort((a, b) => compare(a, b, criteria));
  excluded.sort((a, b) => (a.institution < b.institution ? -1 : 1));
  return { ranked: near.map((one, index) => explain(one, near[index + 1], index, request)), excluded };
}

/** Up goes step by step: nobody above the lowest capable step, unless a tier may be passed over (V02). */
function lowestStep(capable: readonly RouteCandidate[], request: RouteRequest): number {
  if (request.direction !== 'up' || request.urgencyClass === 'U1' || request.maySkip) return Number.POSITIVE_INFINITY;
  const ours = capable.filter(({ pair }) => pair !== 'none');
  return Math.min(...(ours.length > 0 ? ours : capable).map((candidate) => candidate.rank));
}

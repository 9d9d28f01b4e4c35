import { isUpperHospital } from '../network/tiers.js';
import type { Exclusion, RouteCandidate, RouteRequest } from './routing.js';

/** Institutions that give what a hand-back needs (domain §4.5 `careNeeds`, §8.1). */
const INSTITUTION_OF_NEED: Readonly<Record<string, string>> = {
  'rehab-bed': 'rehab-institution',
  'nursing-bed': 'nursing-institution',
  'elder-care-bed': 'elder-care-integrated',
  hospice: 'hospice',
};

/** Why the candidate cannot take this patient; undefined if it can. The hard filter of domain §8.1. */
export function obstacle(candidate: RouteCandidate, request: RouteRequest): Exclusion | undefined {
  if (candidate.institution === request.from.institution) return 'sender';
  if (!candidate.licensed) return 'not-licensed';
  if (!candidate.online) return 'offline';
  // An emergency is never held up by what somewhere might be lacking (domain §5.3).
  if (request.urgencyClass === 'U1') return isUpperHospital(candidate.tier) ? undefined : 'wrong-direction';
  return direction(candidate, request) ?? lack(candidate, request) ?? strange(candidate, request);
}

function direction(candidate: RouteCandidate, request: RouteRequest): Exclusion | undefined {
  if (!fitsDirection(candidate.rank, request)) return 'wrong-direction';
  return request.direction === 'down' && homeOf(candidate, request) === 'elsewhere' ? 'not-the-way-home' : undefined;
}

/** What the department lacks of what is needed; also where it is asked for an emergency. */
export function lack({ department, treats }: RouteCandidate, request: RouteRequest): Exclusion | undefined {
  if (!department) return 'no-department';
  if (!treats) return 'diagnosis-not-treated';
  if (request.pool && !department.pools.includes(request.pool)) return 'no-such-supply';
  if (request.examItem && !department.examItems.includes(request.examItem)) return 'no-exam-item';
  if (request.bedClass && !department.bedClasses.includes(request.bedClass)) return 'no-bed-class';
  return undefined;
}

/** V02 and V04: tiers are not passed over without a reason, and U3 and U4 stay in the network without one. */
function strange(candidate: RouteCandidate, request: RouteRequest): Exclusion | undefined {
  const { direction, urgencyClass, from, maySkip, anyPair } = request;
  if (candidate.pair === 'none' && urgencyClass !== 'U2' && !anyPair) return 'not-in-network';
  return direction === 'up' && candidate.tier - from.tier > 1 && !maySkip ? 'tier-skipped' : undefined;
}

/** V01: up to a higher rank, down to a lower one, lateral to the same. */
export function fitsDirection(toRank: number, request: Pick<RouteRequest, 'direction' | 'from'>): boolean {
  const step = toRank - request.from.rank;
  return request.direction === 'up' ? step > 0 : request.direction === 'down' ? step < 0 : step === 0;
}

/** The ways home, best first. */
export const HOMES = ['contracted-team', 'home-township', 'care-institution', 'elsewhere'] as const;

/** What a candidate is to a patient who goes down. */
export function homeOf(
  { institution, type }: Pick<RouteCandidate, 'institution' | 'type'>,
  { teamInstitution, homeInstitution, careNeeds }: RouteRequest,
): (typeof HOMES)[number] {
  if (institution === teamInstitution) return 'contracted-team';
  if (institution === homeInstitution) return 'home-township';
  return careNeeds?.some((need) => INSTITUTION_OF_NEED[need] === type) ? 'care-institution' : 'elsewhere';
}

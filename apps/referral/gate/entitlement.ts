import type { Direction, Entitlement, UrgencyClass } from '#contracts/codes.js';
import { isUpperHospital, type Tier } from '../network/tiers.js';
import type { Origin } from '../referral/form/form.codes.js';

/** What V05 is judged by. */
export interface ReserveRequest {
  direction: Direction;
  urgencyClass: UrgencyClass;
  origin: Origin;
  /** The patient has a contract in force on the day of submission. */
  contractActive: boolean;
  /** The referring doctor is a family doctor of the contract's team that day. */
  doctorInTeam: boolean;
  /** Institution whose supply is asked for. */
  holderTier: Tier;
  /** Holder and sender are members of one county consortium that day. */
  sameConsortium: boolean;
}

export type ReserveReason =
  | 'emergency'
  | 'contract-doctor'
  | 'not-up'
  | 'other-origin'
  | 'no-active-contract'
  | 'doctor-not-in-team'
  | 'holder-not-upper-hospital'
  | 'other-consortium';

export interface ReserveRight {
  entitlement: Entitlement;
  /** Why; for `open` everything that stands in the way of the reserve. */
  reasons: ReserveReason[];
}

/** V05: who may use the reserve. Whoever may not takes the ordinary path; nobody is refused (domain §4.8). */
export function reserveRight(request: ReserveRequest): ReserveRight {
  if (request.urgencyClass === 'U1') return { entitlement: 'emergency', reasons: ['emergency'] };
  const reasons: ReserveReason[] = [];
  if (request.direction !== 'up') reasons.push('not-up');
  if (request.origin !== 'family-doctor' && request.origin !== 'elder-care') reasons.push('other-origin');
  if (!request.contractActive) reasons.push('no-active-contract');
  else if (!request.doctorInTeam) reasons.push('doctor-not-in-team');
  if (!isUpperHospital(request.holderTier)) reasons.push('holder-not-upper-hospital');
  if (!request.sameConsortium) reasons.push('other-consortium');
  return reasons.length === 0
    ? { entitlement: 'family-doctor', reasons: ['contract-doctor'] }
    : { entitlement: 'open', reasons };
}

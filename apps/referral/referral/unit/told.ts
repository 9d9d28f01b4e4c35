import type { Unit } from '#contracts/parts.js';
import { withUnit } from '../road/leaving.js';
import { type Move, SYSTEM_ACTOR } from '../road/road.js';
import type { Pending, ReferralRow } from '../store/referral.row.js';

/** A step that an answer of reservation leads to. */
export type Told = Omit<Move, 'causedBy'>;

/** A unit is held for an undecided referral: a fact, no transition. */
export function offered(
  unit: Unit,
  holdUntil: string,
  change: Partial<ReferralRow>,
  detail: Record<string, unknown>,
): Told {
  return {
    event: 'offered',
    transition: 'T02',
    who: SYSTEM_ACTOR,
    detail,
    // The first offer may fall on an alternative: no redirect, no hop (domain §8.3).
    change: { ...change, toCounty: unit.county, toInstitution: unit.institution },
    message: { name: 'referral.offered.v1', more: () => ({ unit, holdUntil }) },
  };
}

/** T08, or another unit for a reserved referral. */
export function reserved(
  row: ReferralRow,
  change: Partial<ReferralRow> & { unit: Unit },
  asked: Pending | null,
  detail: Record<string, unknown>,
): Told {
  return {
    event: 'reserved',
    transition: 'T08',
    ...(row.state === 'reserved' ? {} : { to: 'reserved' }),
    who: asked?.who ?? SYSTEM_ACTOR,
    detail,
    change: { ...change, toCounty: change.unit.county, toInstitution: change.unit.institution },
    message: withUnit('referral.reserved.v1'),
  };
}

/** What the history says about a unit. */
export function unitFacts(unit: Unit): Record<string, unknown> {
  const { reservationId, sessionId, seat, institution, startsAt, fromReserve } = unit;
  return { reservationId, sessionId, seat, institution, startsAt, fromReserve };
}

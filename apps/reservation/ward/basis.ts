import { ALL_BPS, reserveOf } from '../reserve/floor.js';

/** What the reserve of beds may be a share of: the text of the rule does not say (domain §7.1). */
export const BED_BASES = ['allocatable', 'total-staffed', 'expected-admissions'] as const;
export type BedBasis = (typeof BED_BASES)[number];

/** Beds of one class in one ward on one day, as the hospital counts them. */
export interface BedCount {
  bedClass: string;
  staffed: number;
  vacant: number;
  expectedDischarges: number;
  expectedAdmissions: number;
}

/** The three bases of one ward-day. */
export type BedFigures = Readonly<Record<BedBasis, number>>;

export function figuresOf(counts: readonly BedCount[]): BedFigures {
  const sum = (value: (count: BedCount) => number) => counts.reduce((total, count) => total + value(count), 0);
  return {
    allocatable: sum(({ vacant, expectedDischarges }) => vacant + expectedDischarges),
    'total-staffed': sum(({ staffed }) => staffed),
    'expected-admissions': sum(({ expectedAdmissions }) => expectedAdmissions),
  };
}

/** How many beds are offered, and the share of them that gives the reserve of the basis in force. */
export interface BedOffer {
  capacity: number;
  ratioBps: number;
}

/**
 * What a basis makes of a ward-day. Nobody is offered a bed that cannot be given, so no basis offers more than the
 * allocatable beds, and none reserves less than the ratio of what it offers (I1): expected admissions bound the offer
 * itself, all staffed beds reserve more of it.
 */
export function offerOf(basis: BedBasis, figures: BedFigures, ratioBps: number): BedOffer {
  const { allocatable } = figures;
  const capacity = basis === 'expected-admissions' ? Math.min(allocatable, figures[basis]) : allocatable;
  if (capacity === 0) return { capacity, ratioBps };
  const reserve = Math.min(capacity, reserveOf(figures[basis], ratioBps));
  if (reserve <= reserveOf(capacity, ratioBps)) return { capacity, ratioBps };
  // Cut off, not rounded: `reserveOf` rounds up, so that this share gives back exactly the reserve.
  return { capacity, ratioBps: Math.floor((reserve * ALL_BPS) / capacity) };
}

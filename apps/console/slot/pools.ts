/** Pools that keep a reserve for family doctors (domain §7.1). */
export const RESERVED_POOLS = ['expert-slot', 'exam', 'inpatient-bed'] as const;
export type ReservedPool = (typeof RESERVED_POOLS)[number];

/** Tiers 1 village, 2 township, 3 county, 4 superior; "primary" = 1–2, "upper hospital" = 3–4 (domain §2.1). */
export type Tier = 1 | 2 | 3 | 4;

/**
 * Institution type → its tier and rank. Direction is judged by rank and tier-skipping by tier, because a
 * county sub-centre receives from neighbour townships although it stands on their tier (domain §2.1, V01, V02).
 */
export const INSTITUTION_TYPES = {
  'village-clinic': { tier: 1, rank: 10 },
  'community-station': { tier: 1, rank: 10 },
  'township-health-centre': { tier: 2, rank: 20 },
  'community-health-centre': { tier: 2, rank: 20 },
  'prehospital-station': { tier: 2, rank: 20 },
  'rehab-institution': { tier: 2, rank: 20 },
  'nursing-institution': { tier: 2, rank: 20 },
  hospice: { tier: 2, rank: 20 },
  'elder-care-integrated': { tier: 2, rank: 20 },
  'county-subcentre': { tier: 2, rank: 25 },
  'county-hospital': { tier: 3, rank: 30 },
  'county-tcm': { tier: 3, rank: 30 },
  'county-mch': { tier: 3, rank: 30 },
  'district-hospital': { tier: 3, rank: 30 },
  'private-hospital': { tier: 3, rank: 30 },
  'city-hospital': { tier: 4, rank: 40 },
  'provincial-hospital': { tier: 4, rank: 40 },
  'specialist-hospital': { tier: 4, rank: 40 },
} as const satisfies Record<string, { tier: Tier; rank: number }>;

export type InstitutionType = keyof typeof INSTITUTION_TYPES;

/** The step on the ladder by which direction is judged (V01). */
export const rankOf = (type: InstitutionType): number => INSTITUTION_TYPES[type].rank;

export const isPrimary = (tier: Tier): boolean => tier <= 2;
export const isUpperHospital = (tier: Tier): boolean => tier >= 3;

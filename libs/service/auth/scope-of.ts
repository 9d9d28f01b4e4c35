import type { Role } from '#contracts/codes.js';
import type { Scope } from '../database/scope.js';
import type { Principal } from './principal.js';

/** Offices of the whole county, of no institution (domain §2.2). */
export const COUNTY_AUTHORITIES: readonly Role[] = ['county-health-authority', 'insurance-authority'];

/** Offices whose token may name the whole county, `*`; what they see of it differs. */
export const COUNTY_OFFICES: readonly Role[] = [...COUNTY_AUTHORITIES, 'regulator', 'platform-admin'];

/** The code of no institution: rows that belong to one stay out of sight. */
const NO_INSTITUTION = 'none';

/**
 * What a caller's transactions may see: the own institution; an authority its whole county, as long as the account
 * holds no other role: a doctor's rights reach no further for a second post.
 * Regulators and technical staff see what belongs to all of the county, and nothing of an institution (domain §2.2); counts
 * are counted for them elsewhere.
 */
export function scopeOf(principal: Principal): Scope {
  const isAuthority = principal.roles.every((role) => COUNTY_AUTHORITIES.includes(role));
  if (isAuthority) return { county: principal.county, institution: '*' };
  const institution = principal.institution === '*' ? NO_INSTITUTION : principal.institution;
  return { county: principal.county, institution };
}

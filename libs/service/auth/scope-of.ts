import type { Role } from '#contracts/codes.js';
import type { Scope } from '../database/scope.js';
import type { Principal } from './principal.js';

/** Offices of the whole county, of no institution (domain §2.2). */
export const COUNTY_AUTHORITIES: readonly Role[] = ['county-health-authority', 'insurance-authority'];

/**
 * What a caller's transactions may see: the own institution; an authority its whole county, as long as the account
 * holds no other role: a doctor's rights reach no further for a second post.
 */
export function scopeOf(principal: Principal): Scope {
  const isAuthority = principal.roles.every((role) => COUNTY_AUTHORITIES.includes(role));
  const institution = isAuthority ? '*' : principal.institution;
  return { county: principal.county, institution };
}

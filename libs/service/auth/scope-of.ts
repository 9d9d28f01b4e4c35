import type { Scope } from '../database/scope.js';
import type { Principal } from './principal.js';

/**
 * What a caller's transactions may see: the own institution; the health authority its whole county, as long as the
 * account holds no other role: a doctor's rights reach no further for a second post.
 */
export function scopeOf(principal: Principal): Scope {
  const isAuthority = principal.roles.every((role) => role === 'county-health-authority');
  const institution = isAuthority ? '*' : principal.institution;
  return { county: principal.county, institution };
}

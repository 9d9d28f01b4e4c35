import type { Scope } from '../database/scope.js';
import type { Principal } from './principal.js';

/** What a caller's transactions may see: the own institution; the health authority its whole county. */
export function scopeOf(principal: Principal): Scope {
  const institution = principal.roles.includes('county-health-authority') ? '*' : principal.institution;
  return { county: principal.county, institution };
}

import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import type { Led } from './keepers.store.js';
import type { Owner } from './kind.js';

const HOUSE_ROLES: readonly Role[] = ['medical-affairs', 'his-adapter', 'family-doctor'];

/**
 * Whether the caller may keep a row of this owner (domain §2.2): the health authority every one of its county, the office
 * of a consortium those of the consortium and of its members, a house its own.
 */
export function mayKeep({ roles, institution }: Principal, keepers: readonly Role[], owner: Owner, led: Led): boolean {
  const acting = roles.filter((role) => keepers.includes(role));
  if (acting.includes('county-health-authority')) return true;
  if (owner.institution === institution && acting.some((role) => HOUSE_ROLES.includes(role))) return true;
  if (!acting.includes('consortium-office')) return false;
  return owner.consortium === undefined
    ? owner.institution !== undefined && led.members.has(owner.institution)
    : led.consortia.has(owner.consortium);
}

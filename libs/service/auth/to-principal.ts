import { isUUID } from 'class-validator';
import type { JWTPayload } from 'jose';
import { ROLES, type Role } from '#contracts/codes.js';
import { forbidden } from '../problem/problem.js';
import type { Principal } from './principal.js';
import { COUNTY_AUTHORITIES } from './scope-of.js';

const COUNTY = /^\d{6}$/;
const INSTITUTION = /^[A-Za-z0-9-]{1,32}$/;
const DEPARTMENT = /^[A-Za-z0-9.-]{1,32}$/;

/**
 * Reads the claims of a verified token. Unknown roles are dropped.
 * @throws Problem 403 `NO_ROLE` when no role is left or the account is of no institution
 */
export function toPrincipal(claims: JWTPayload): Principal {
  const { sub, practitioner, institution, county } = claims;
  const roles = texts(claims.roles).filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  const complete =
    matches(sub, /^.{1,128}$/) && isUUID(practitioner) && isInstitution(institution, roles) && matches(county, COUNTY);
  if (!complete || roles.length === 0) {
    throw forbidden('NO_ROLE', 'This account has no role in Fenji.');
  }
  const departments = texts(claims.departments).filter((code) => DEPARTMENT.test(code));
  return {
    account: String(sub),
    practitioner: String(practitioner),
    institution: String(institution),
    county: String(county),
    roles,
    departments,
    expiresAt: new Date((claims.exp ?? 0) * 1000),
  };
}

/** `*` = all of the county: for its authorities and no one else, not even together with another role. */
function isInstitution(value: unknown, roles: readonly Role[]): boolean {
  if (value === '*') return roles.every((role) => COUNTY_AUTHORITIES.includes(role));
  return matches(value, INSTITUTION);
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

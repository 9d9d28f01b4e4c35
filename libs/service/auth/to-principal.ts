import { isUUID } from 'class-validator';
import type { JWTPayload } from 'jose';
import { ROLES, type Role } from '#contracts/codes.js';
import { forbidden } from '../problem/problem.js';
import type { Principal } from './principal.js';
import { COUNTY_OFFICES } from './scope-of.js';

const COUNTY = /^\d{6}$/;
const INSTITUTION = /^[A-Za-z0-9-]{1,32}$/;
const DEPARTMENT = /^[A-Za-z0-9.-]{1,32}$/;

/**
 * The posts that a verified token names: the one of its single claims, or each of its claim `posts`. Unknown roles are
 * dropped, and with them a post without any. The rights of one post never join those of another.
 * @throws Problem 403 `NO_ROLE` when no post is left
 */
export function toPosts(claims: JWTPayload): [Principal, ...Principal[]] {
  const { posts } = claims;
  const several = Array.isArray(posts);
  const found = (several ? posts : [claims]).flatMap((post) => toPrincipal(claims, post) ?? []);
  const [first, ...others] = found;
  if (!first) throw forbidden('NO_ROLE', 'This account has no role in Fenji.');
  if (!several) return [first];
  return [{ ...first, post: postIdOf(first) }, ...others.map((other) => ({ ...other, post: postIdOf(other) }))];
}

function toPrincipal({ sub, exp = 0 }: JWTPayload, post: unknown): Principal | undefined {
  const { practitioner, institution, county, ...rest } = (post ?? {}) as Record<string, unknown>;
  const roles = texts(rest.roles).filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  const complete =
    matches(sub, /^.{1,128}$/) && isUUID(practitioner) && isInstitution(institution, roles) && matches(county, COUNTY);
  if (!complete || roles.length === 0) return undefined;
  return {
    account: String(sub),
    practitioner: String(practitioner),
    institution: String(institution),
    county: String(county),
    roles,
    departments: texts(rest.departments).filter((code) => DEPARTMENT.test(code)),
    expiresAt: new Date(exp * 1000),
  };
}

/** Made of what the post is, so that it never comes to name another one. */
function postIdOf({ county, institution, roles, departments }: Principal): string {
  return [county, institution, roles.join('+'), departments.join('+')].join('/');
}

/** `*` = all of the county: for its offices and no one else, not even together with another role. */
function isInstitution(value: unknown, roles: readonly Role[]): boolean {
  if (value === '*') return roles.every((role) => COUNTY_OFFICES.includes(role));
  return matches(value, INSTITUTION);
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

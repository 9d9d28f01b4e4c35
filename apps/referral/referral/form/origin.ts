import type { Role } from '#contracts/codes.js';
import { ORIGINS, type Origin } from './form.codes.js';

/** Roles that may refer with an origin (domain §4.1); a person without a doctor has none. */
const ORIGIN_ROLES: Record<Origin, readonly Role[]> = {
  'family-doctor': ['family-doctor'],
  'primary-other': ['primary-doctor', 'family-doctor'],
  hospital: ['hospital-doctor', 'department-head'],
  'elder-care': ['family-doctor', 'primary-doctor'],
  prehospital: ['prehospital-staff', 'hospital-doctor'],
  self: ['family-doctor', 'primary-doctor'],
};

/** Whether somebody with these roles refers with the origin. */
export const mayReferAs = (origin: Origin, roles: readonly string[]): boolean =>
  ORIGIN_ROLES[origin].some((role) => roles.includes(role));

/** The origin that an emergency has where its form does not say it. */
export const originOf = (roles: readonly string[]): Origin =>
  ORIGINS.find((origin) => mayReferAs(origin, roles)) ?? 'primary-other';

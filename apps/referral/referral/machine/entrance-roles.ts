import type { Role } from '#contracts/codes.js';

/** Roles by what they may be to a referral (actors.ts): an entrance names the actors of its transitions. */
type Roles = readonly [Role, ...Role[]];

export const R = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'prehospital-staff',
] as const satisfies Roles;
export const C = ['team-member', 'referral-clerk'] as const satisfies Roles;
export const V = ['family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head'] as const satisfies Roles;
export const K = ['referral-desk'] as const satisfies Roles;
export const A = ['arrival-desk', 'ward-nurse', 'his-adapter'] as const satisfies Roles;

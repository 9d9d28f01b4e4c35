import type { Role } from '../session/session';

/** The roles that have an inbox and a live stream; the API refuses all others, who are not to knock again and again. */
export const LISTENERS: readonly Role[] = [
  'family-doctor',
  'primary-doctor',
  'team-member',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'arrival-desk',
  'ward-nurse',
  'medical-affairs',
  'consortium-office',
  'county-health-authority',
];

/** Whether anything is ever told to somebody with these roles. */
export function listens(roles: readonly Role[]): boolean {
  return roles.some((role) => LISTENERS.includes(role));
}

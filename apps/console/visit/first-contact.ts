import type { Role } from '../session/session';

const DOCTORS: readonly Role[] = ['family-doctor', 'primary-doctor'];

/** Whether somebody with these roles records first visits; a clerk or team member writes referrals only. */
export const recordsVisits = (roles: readonly Role[]): boolean => DOCTORS.some((role) => roles.includes(role));

import type { Role } from '../session/session';

const DECIDERS: readonly Role[] = ['referral-desk', 'medical-affairs', 'consortium-office'];

/** Whether the post decides on requests; it learns why and where to, and not who the patient is. */
export const decides = (roles: readonly Role[]): boolean => DECIDERS.some((role) => roles.includes(role));

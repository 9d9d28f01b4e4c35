import type { Role } from '../session/session';

/** Posts that follow any referral of their county minute by minute. */
export const TRACERS: readonly Role[] = ['county-health-authority', 'consortium-office'];

/** Whether the traces and the overdue lists are open to somebody with these roles. */
export const mayTrace = (roles: readonly Role[]): boolean => TRACERS.some((role) => roles.includes(role));

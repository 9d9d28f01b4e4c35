import { TOLD_ROLES } from '../../../libs/contracts/codes';
import type { Role } from '../session/session';

/** The roles that have an inbox and a live stream; the API refuses all others, who are not to knock again and again. */
export const LISTENERS: readonly Role[] = TOLD_ROLES;

/** Whether anything is ever told to somebody with these roles. */
export function listens(roles: readonly Role[]): boolean {
  return roles.some((role) => LISTENERS.includes(role));
}

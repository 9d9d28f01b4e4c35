import type { Principal } from '#service/auth/principal.js';

/** Doctors treat; desks, machines and authorities do not, and are told no disease (domain §14). */
export const treats = ({ roles }: Pick<Principal, 'roles'>): boolean =>
  roles.some((role) => role.endsWith('-doctor') || role === 'department-head');

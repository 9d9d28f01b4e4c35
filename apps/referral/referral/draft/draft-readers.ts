import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import type { StoredDraft } from './draft.js';

/** They know no patient of the house but those whom they write for. */
const OUTSIDERS: readonly Role[] = ['prehospital-staff', 'elder-care-staff'];

/** The role by which a reader's drafts are told from others of the house; none for who knows the patients of the house. */
export function readerRole({ roles }: Pick<Principal, 'roles'>): Role | null {
  return roles.every((role) => OUTSIDERS.includes(role)) ? (roles[0] ?? null) : null;
}

/**
 * Whom a draft of his house opens to: colleagues, and its author. An ambulance and a nursing home open what was begun in
 * their role: patients of the centre are not theirs to read about.
 */
export function opensTo(caller: Pick<Principal, 'practitioner' | 'roles'>, draft: StoredDraft): boolean {
  const role = readerRole(caller);
  return role === null || draft.role === role || draft.practitioner === caller.practitioner;
}

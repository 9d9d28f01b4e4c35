import type { Principal } from '#service/auth/principal.js';

type Caller = Pick<Principal, 'practitioner' | 'roles' | 'departments'>;

/**
 * Whether the caller speaks for a doctor's place: the doctor himself, the head of a department of his, medical affairs.
 * @param departments of the doctor
 */
export function isResponsible(caller: Caller, doctor: string, departments: readonly string[]): boolean {
  if (caller.practitioner === doctor || caller.roles.includes('medical-affairs')) return true;
  const heads = caller.departments.length === 0 || caller.departments.some((code) => departments.includes(code));
  return caller.roles.includes('department-head') && heads;
}

/** A deputy reads and acts as the doctor does: nobody takes the place of another by his own word alone. */
export const takesThePlace = ({ practitioner }: Caller, doctor: string, deputy: string): boolean =>
  practitioner === deputy && practitioner !== doctor;

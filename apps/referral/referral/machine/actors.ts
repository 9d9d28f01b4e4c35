import type { Principal } from '#service/auth/principal.js';
import type { ReferralRow, Who } from '../store/referral.row.js';
import type { ActorCode } from './vocabulary.js';

type Sides = Pick<
  ReferralRow,
  'direction' | 'fromInstitution' | 'fromPractitioner' | 'toInstitution' | 'toDepartment' | 'toPractitioner'
>;

/**
 * What the caller is to this referral: role × relation (domain §5.1). R is the doctor who referred; V a doctor of the
 * receiving department, on the way down of the receiving primary team; K and A serve the receiver.
 */
export function actorsOf(principal: Principal, referral: Sides): ActorCode[] {
  const has = (role: Principal['roles'][number]) => principal.roles.includes(role);
  const receiving = principal.institution === referral.toInstitution;
  const referring =
    principal.institution === referral.fromInstitution && principal.practitioner === referral.fromPractitioner;
  const doctor = referral.direction === 'down' ? has('family-doctor') || has('primary-doctor') : has('hospital-doctor');
  const actors: ActorCode[] = [];
  if (referring && (has('family-doctor') || has('primary-doctor') || has('hospital-doctor'))) actors.push('R');
  if (receiving && doctor && worksFor(principal, referral)) actors.push('V');
  if (receiving && has('referral-desk')) actors.push('K');
  if (receiving && (has('arrival-desk') || has('his-adapter'))) actors.push('A');
  return actors;
}

/** A hospital's doctor decides for the own department only; a primary team is one department. */
function worksFor(principal: Principal, referral: Sides): boolean {
  if (referral.direction === 'down' || principal.departments.length === 0) return true;
  return principal.departments.includes(referral.toDepartment);
}

/** The caller as history and messages name him. */
export function whoIs(principal: Principal, code: ActorCode): Who {
  return { code, id: principal.practitioner, role: roleAs(principal, code), institution: principal.institution };
}

const ROLES_OF: Partial<Record<ActorCode, readonly Principal['roles'][number][]>> = {
  R: ['family-doctor', 'primary-doctor', 'hospital-doctor'],
  V: ['hospital-doctor', 'family-doctor', 'primary-doctor'],
  K: ['referral-desk'],
  A: ['arrival-desk', 'his-adapter'],
};

function roleAs(principal: Principal, code: ActorCode): string {
  const role = ROLES_OF[code]?.find((one) => principal.roles.includes(one));
  return role ?? principal.roles[0] ?? 'unknown';
}

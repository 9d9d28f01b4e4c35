import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import type { ReferralRow, Who } from '../store/referral.row.js';
import { A, C, K, R, V } from './entrance-roles.js';
import type { ActorCode } from './vocabulary.js';

type Sides = Pick<
  ReferralRow,
  | 'direction'
  | 'fromInstitution'
  | 'fromPractitioner'
  | 'toInstitution'
  | 'toDepartment'
  | 'toPractitioner'
  | 'handoffInstitution'
>;

/** What the network and the dated rows say about a caller beside his roles. */
export interface Standing {
  /** Named as deputy of the referring doctor today. */
  deputy: boolean;
  /** Member of a contract team of the referring doctor today. */
  sameTeam: boolean;
}

export const NO_STANDING: Standing = { deputy: false, sameTeam: false };

const PRIMARY = ['family-doctor', 'primary-doctor'] as const;
const HOSPITAL = ['hospital-doctor', 'department-head'] as const;

/**
 * What the caller is to this referral: role × relation (domain §5.1). R is the doctor who referred, or a named deputy of
 * the same house; C a clerk of that house or a member of the doctor's team; V a doctor of the receiving department, on
 * the way down of the receiving primary team; K and A serve the receiver; M either side; H the centre that is asked to
 * take an emergency over.
 */
export function actorsOf(principal: Principal, referral: Sides, standing: Standing = NO_STANDING): ActorCode[] {
  const has = (...roles: readonly Role[]) => roles.some((role) => principal.roles.includes(role));
  const receiving = principal.institution === referral.toInstitution;
  const referring = principal.institution === referral.fromInstitution;
  const own = referring && principal.practitioner === referral.fromPractitioner;
  const treats = referral.direction === 'down' ? has(...PRIMARY) : has(...HOSPITAL);
  const actors: ActorCode[] = [];
  if (own && has(...R)) actors.push('R');
  if (referring && !own && standing.deputy && has(...V)) actors.push('R');
  const inTeam = has('team-member') && standing.sameTeam;
  if (referring && (has('referral-clerk') || inTeam)) actors.push('C');
  if (referring && inTeam) actors.push('T');
  if (receiving && treats && worksFor(principal, referral)) actors.push('V');
  if (receiving && has(...K)) actors.push('K');
  if (receiving && has(...A)) actors.push('A');
  if ((receiving || referring) && has('medical-affairs')) actors.push('M');
  const asked = principal.institution === referral.handoffInstitution;
  if (asked && has(...HOSPITAL, ...A, ...K)) actors.push('H');
  return actors;
}

/** A hospital's doctor decides for the own department only; a primary team is one department. */
function worksFor(principal: Principal, referral: Sides): boolean {
  if (referral.direction === 'down' || principal.departments.length === 0) return true;
  return principal.departments.includes(referral.toDepartment);
}

/** Who writes down what a patient wished; patients have no account (domain §2.2). */
export const RECORDERS: readonly ActorCode[] = ['K', 'R', 'C'];

const IN_PLACE: readonly ActorCode[] = ['R', 'C', 'T'];

/**
 * The caller as history and messages name him. @param doctor the referring doctor: who acts in his place, says so
 */
export function whoIs(principal: Principal, code: ActorCode, doctor?: string): Who {
  const { practitioner: id, institution } = principal;
  const inPlace = IN_PLACE.includes(code) && doctor !== undefined && doctor !== id;
  return { code, id, role: roleAs(principal, code), institution, ...(inPlace ? { onBehalfOf: doctor } : {}) };
}

const ROLES_OF: Partial<Record<ActorCode, readonly Role[]>> = {
  R,
  C,
  T: ['team-member'],
  V: [...HOSPITAL, ...PRIMARY],
  K,
  A,
  M: ['medical-affairs'],
  O: ['consortium-office'],
};

function roleAs(principal: Principal, code: ActorCode): string {
  const role = ROLES_OF[code]?.find((one) => principal.roles.includes(one));
  return role ?? principal.roles[0] ?? 'unknown';
}

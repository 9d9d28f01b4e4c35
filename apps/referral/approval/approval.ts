import type { Direction } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import type { Climb } from '#service/escalation/ladder.js';
import { conflict, forbidden } from '#service/problem/problem.js';
import type { Network } from '../network/network.js';
import { isUpperHospital } from '../network/tiers.js';

export const APPROVAL_STATES = ['requested', 'approved', 'refused'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Why a referral should leave the network. */
export const APPROVAL_REASONS = ['no-capability', 'no-capacity', 'continuity', 'patient-request', 'other'] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

/** Why it may not. */
export const REFUSAL_REASONS = [
  'treatable-in-network',
  'not-indicated',
  'wrong-receiver',
  'incomplete',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** One request to refer a patient to an institution with which there is neither consortium nor agreement (V04). */
export interface Approval {
  county: string;
  id: string;
  version: number;
  patientId: string;
  direction: Direction;
  fromInstitution: string;
  requestedBy: string;
  requestedRole: string;
  toCounty: string;
  toInstitution: string;
  deptCode: string;
  reason: ApprovalReason;
  noteSealed: string | null;
  state: ApprovalState;
  /** Where it is decided: at the sender if it is an upper hospital, else at the lead of its consortium. */
  decidingInstitution: string;
  requestedAt: Date;
  dueAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  decidedRole: string | null;
  decidedInstitution: string | null;
  refusal: RefusalReason | null;
  validUntil: Date | null;
  /** The one referral that it was used for. */
  referralId: string | null;
  ruleSetVersion: string;
  /** How far it has been told that nobody decides. */
  escalation: Climb;
}

const DECIDERS = ['referral-desk', 'medical-affairs', 'consortium-office'] as const;

/** Where requests of a sender are decided (domain §2.1, referral centre of the lead). */
export function decidingInstitution(network: Network, from: string, day: string): string {
  const sender = network.institution(from);
  const consortium = network.consortiumOf(from, day);
  if (!sender || isUpperHospital(sender.tier) || !consortium) return from;
  return network.leadOf(consortium.id, day) ?? from;
}

/**
 * In which role the caller decides.
 * @throws Problem 403 for somebody of another house, or about an own request, 409 once it is decided
 */
export function deciderRole(caller: Principal, approval: Approval): string {
  const role = DECIDERS.find((one) => caller.roles.includes(one));
  const ours = [approval.decidingInstitution, approval.fromInstitution].includes(caller.institution);
  if (!role || !ours) {
    throw forbidden('NOT_YOURS_TO_DECIDE', 'This is decided by the centre of the sender.');
  }
  if (caller.practitioner === approval.requestedBy) {
    throw forbidden('OWN_REQUEST', 'Nobody approves an own request.');
  }
  if (approval.state !== 'requested') {
    throw conflict('DECIDED_BEFORE', `The request is ${approval.state} already.`);
  }
  return role;
}

/** What a form says that is to use an approval. */
export interface ApprovedUse {
  patientId: string;
  direction: Direction;
  deptCode: string;
  fromInstitution: string;
}

/** Why an approval does not cover a referral; undefined if it does. */
export function unusable(approval: Approval | undefined, use: ApprovedUse, now: Date): string | undefined {
  if (!approval || approval.patientId !== use.patientId || approval.fromInstitution !== use.fromInstitution) {
    return 'There is no such approval for this patient.';
  }
  if (approval.direction !== use.direction || approval.deptCode !== use.deptCode) {
    return 'The approval is for another direction or department.';
  }
  if (approval.state !== 'approved') return `The request is ${approval.state}.`;
  if (approval.validUntil && approval.validUntil <= now) return 'The approval is over.';
  return approval.referralId ? 'The approval has been used.' : undefined;
}

import type { ApprovalView } from './approval.dto.js';
import type { Approval } from './approval.js';

/** A request as its two houses see it: the free text stays where it is. */
export function approvalView(approval: Approval, now: Date): ApprovalView {
  const { id, version, state, patientId, direction, fromInstitution, toInstitution, deptCode, reason } = approval;
  const { refusal, validUntil, referralId, requestedAt } = approval;
  return {
    id,
    version,
    state,
    patientId,
    direction,
    fromInstitution,
    toInstitution,
    deptCode,
    reason,
    requestedAt: requestedAt.toISOString(),
    ...waitingOf(approval, now),
    ...decidedOf(approval),
    ...(refusal ? { refusal } : {}),
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    ...(referralId ? { referralId } : {}),
  };
}

function waitingOf({ state, dueAt, decidingInstitution, escalation: { rung } }: Approval, now: Date) {
  if (state !== 'requested') return {};
  const owner = { institution: decidingInstitution, role: 'referral-desk' };
  return { owner, dueAt: dueAt.toISOString(), overdue: dueAt <= now, ...(rung ? { rung } : {}) };
}

function decidedOf({ decidedAt, decidedRole, decidedInstitution }: Approval): Pick<ApprovalView, 'decided'> {
  if (!decidedAt || !decidedRole || !decidedInstitution) return {};
  return { decided: { at: decidedAt.toISOString(), role: decidedRole, institution: decidedInstitution } };
}

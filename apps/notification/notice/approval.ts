import type { ApprovalChanged } from '#contracts/approval.events.js';
import type { MessageName } from '#contracts/catalogue.js';
import { desk, practitioner } from './audience.js';
import { withoutGaps } from './facts.js';
import { type PlanRow, told } from './plan.js';
import type { PlannedNotice } from './planned.js';

/** The messages about a request to leave the network; a late one climbs the ladder of open items instead. */
type ApprovalMessage = Extract<MessageName, 'approval.requested.v1' | 'approval.approved.v1' | 'approval.refused.v1'>;

export const isAboutApproval = (name: MessageName): name is ApprovalMessage => Object.hasOwn(APPROVAL_PLAN, name);

/** Whoever decides, and whoever waits for the answer. */
export const APPROVAL_PLAN: Readonly<Record<ApprovalMessage, readonly PlanRow<'deciding-desk' | 'asker'>[]>> = {
  'approval.requested.v1': [told('deciding-desk', 'approval-requested', 'task')],
  'approval.approved.v1': [told('asker', 'approval-approved', 'task')],
  'approval.refused.v1': [told('asker', 'approval-refused', 'task')],
};

/** Who is told what about a request to leave the network. Pure. */
export function planApproval(name: ApprovalMessage, data: ApprovalChanged): PlannedNotice[] {
  const { county, state, fromInstitution, requestedBy, decidingInstitution, toInstitution, dueAt } = data;
  const facts = withoutGaps({ fromInstitution, toInstitution, dueAt: state === 'requested' ? dueAt : undefined });
  return APPROVAL_PLAN[name].map(({ to, template, weight, ways }) => ({
    audience: to === 'asker' ? practitioner(county, fromInstitution, requestedBy) : desk(county, decidingInstitution),
    urgency: weight,
    ...{ template, facts, ways },
  }));
}

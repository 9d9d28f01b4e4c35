import type { ReferralItem } from '../form/referral.answer.js';
import { itemOf } from '../reading/view.js';
import type { ListedRow } from '../store/referral.row.js';
import type { TraceItem, TraceSide } from './trace.dto.js';

/** A referral without patient, episode and persons. */
export function traceItemOf(row: ListedRow): TraceItem {
  const item = itemOf(row);
  const { id, referralNo, state, direction, urgencyClass, purpose, origin, entitlement, hop } = item;
  const { submittedAt, validUntil, verdictCode, ruleSetVersion, dueAt, dueKind, rung } = item;
  return {
    id,
    referralNo,
    state,
    stateSince: row.stateSince.toISOString(),
    direction,
    urgencyClass,
    purpose,
    origin,
    from: sideOf(item.from),
    to: sideOf(item.to),
    entitlement,
    hop,
    submittedAt,
    ...(validUntil ? { validUntil } : {}),
    verdictCode,
    ruleSetVersion,
    ...(item.owner ? { owner: { institution: item.owner.institution, role: item.owner.role } } : {}),
    ...(dueAt ? { dueAt, dueKind } : {}),
    ...(rung ? { rung } : {}),
    ...(item.tasks ? { tasks: item.tasks.map(({ owner: _, ...task }) => task) } : {}),
  };
}

const sideOf = ({ county, institution, deptCode }: ReferralItem['from']): TraceSide => ({
  county,
  institution,
  deptCode,
});

import type { ExamLine } from './exam.dto.js';
import type { ExamOrder } from './exam-order.js';

/** An exam as lists and writes show it. */
export function examLine(order: ExamOrder): ExamLine {
  const { id, version, state, patientId, referralId, item, kind, orderingInstitution, orderedBy } = order;
  const { performingInstitution, reportingInstitution, repeatReason, orderedAt } = order;
  return {
    id,
    version,
    state,
    patientId,
    ...(referralId ? { referralId } : {}),
    item,
    kind,
    orderingInstitution,
    orderedBy,
    performingInstitution,
    reportingInstitution,
    ...(repeatReason ? { repeatReason } : {}),
    orderedAt: orderedAt.toISOString(),
    ...instant('performedAt', order.performedAt),
    ...instant('reportedAt', order.reportedAt),
    ...instant('recognisedAt', order.recognisedAt),
  };
}

const instant = (name: string, at: Date | null) => (at ? { [name]: at.toISOString() } : {});

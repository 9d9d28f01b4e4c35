import type { Column } from '#service/export/column.js';
import type { TraceItem } from './trace.dto.js';

/** Of an exported list of traces, or of what is overdue. */
export const TRACE_COLUMNS: readonly Column<TraceItem>[] = [
  { zh: '转诊单号', en: 'Number', of: ({ referralNo }) => referralNo },
  { zh: '方向', en: 'Direction', of: ({ direction }) => direction },
  { zh: '紧急程度', en: 'Urgency', of: ({ urgencyClass }) => urgencyClass },
  { zh: '状态', en: 'State', of: ({ state }) => state },
  { zh: '转出机构', en: 'From', of: ({ from }) => from.institution },
  { zh: '转入机构', en: 'To', of: ({ to }) => to.institution },
  { zh: '转入科室', en: 'To department', of: ({ to }) => to.deptCode },
  { zh: '提交时间', en: 'Submitted', of: ({ submittedAt }) => submittedAt },
  { zh: '当前状态起始', en: 'In this state since', of: ({ stateSince }) => stateSince },
  { zh: '责任机构', en: 'Waits for', of: ({ owner }) => owner?.institution },
  { zh: '责任岗位', en: 'Role', of: ({ owner }) => owner?.role },
  { zh: '待办事项', en: 'What is due', of: ({ dueKind }) => dueKind },
  { zh: '截止时间', en: 'Due', of: ({ dueAt }) => dueAt },
  { zh: '催办层级', en: 'Rung', of: ({ rung }) => rung },
  { zh: '首诊判定', en: 'Verdict', of: ({ verdictCode }) => verdictCode },
];

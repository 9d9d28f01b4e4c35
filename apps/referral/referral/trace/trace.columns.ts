import type { Column } from '#service/export/column.js';
import { groupColumn, institutionColumn, timeColumn, wordColumn } from '#service/export/columns.js';
import type { TraceItem } from './trace.dto.js';

/** Of an exported list of traces. */
export const TRACE_COLUMNS: readonly Column<TraceItem>[] = [
  { zh: '转诊单号', en: 'Number', of: ({ referralNo }) => referralNo },
  wordColumn('direction', { zh: '方向', en: 'Direction' }, ({ direction }) => direction),
  wordColumn('urgency', { zh: '紧急程度', en: 'Urgency' }, ({ urgencyClass }) => urgencyClass),
  wordColumn('state', { zh: '状态', en: 'State' }, ({ state }) => state),
  institutionColumn({ zh: '转出机构', en: 'From' }, ({ from }) => from.institution),
  institutionColumn({ zh: '转入机构', en: 'To' }, ({ to }) => to.institution),
  groupColumn(
    { zh: '转入科室', en: 'To department' },
    ({ to }) => to.institution,
    ({ to }) => to.deptCode,
  ),
  timeColumn({ zh: '提交时间', en: 'Submitted' }, ({ submittedAt }) => submittedAt),
  timeColumn({ zh: '当前状态起始', en: 'In this state since' }, ({ stateSince }) => stateSince),
  institutionColumn({ zh: '责任机构', en: 'Waits for' }, ({ owner }) => owner?.institution),
  wordColumn('role', { zh: '责任岗位', en: 'Role' }, ({ owner }) => owner?.role),
  wordColumn('due', { zh: '待办事项', en: 'What is due' }, ({ dueKind }) => dueKind),
  timeColumn({ zh: '截止时间', en: 'Due' }, ({ dueAt }) => dueAt),
  wordColumn('rung', { zh: '催办层级', en: 'Rung' }, ({ rung }) => rung),
  wordColumn('verdict', { zh: '首诊判定', en: 'Verdict' }, ({ verdictCode }) => verdictCode),
];

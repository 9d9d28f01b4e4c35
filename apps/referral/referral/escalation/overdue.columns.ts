import type { Column } from '#service/export/column.js';
import type { OverdueGroupView, OverdueItemView } from './overdue.dto.js';

type Where = Pick<OverdueGroupView, 'institution' | 'role' | 'rung' | 'dueKind' | 'direction' | 'urgencyClass'>;

const WHERE: readonly Column<Where>[] = [
  { zh: '滞留机构', en: 'Stuck at', of: ({ institution }) => institution },
  { zh: '责任岗位', en: 'Role', of: ({ role }) => role },
  { zh: '催办层级', en: 'Rung', of: ({ rung }) => rung },
  { zh: '待办事项', en: 'What is due', of: ({ dueKind }) => dueKind },
  { zh: '方向', en: 'Direction', of: ({ direction }) => direction },
  { zh: '紧急程度', en: 'Urgency', of: ({ urgencyClass }) => urgencyClass },
];

/** Of the exported overdue report. */
export const GROUP_COLUMNS: readonly Column<OverdueGroupView>[] = [
  ...WHERE,
  { zh: '件数', en: 'Referrals', of: ({ referrals }) => referrals },
  { zh: '最早截止时间', en: 'Due since', of: ({ oldestDueAt }) => oldestDueAt },
];

/** Of the exported overdue items. */
export const ITEM_COLUMNS: readonly Column<OverdueItemView>[] = [
  { zh: '转诊单号', en: 'Number', of: ({ referralNo }) => referralNo },
  ...WHERE,
  { zh: '状态', en: 'State', of: ({ state }) => state },
  { zh: '转入科室', en: 'To department', of: ({ toDepartment }) => toDepartment },
  { zh: '截止时间', en: 'Due', of: ({ dueAt }) => dueAt },
  { zh: '已重复催办', en: 'Told again', of: ({ repeat }) => repeat },
  { zh: '知悉时间', en: 'Noted at', of: ({ noted }) => noted?.at },
  { zh: '知悉岗位', en: 'Noted by', of: ({ noted }) => noted?.role },
];

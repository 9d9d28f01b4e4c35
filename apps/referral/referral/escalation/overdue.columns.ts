import {
  APPROVAL_STATE_WORDS,
  DISPLACEMENT_STATE_WORDS,
  QUESTION_DUE_WORDS,
  QUESTION_STATE_WORDS,
  SUBJECT_WORDS,
} from '#contracts/case-words.js';
import type { Column } from '#service/export/column.js';
import { groupColumn, institutionColumn, timeColumn, wordColumn } from '#service/export/columns.js';
import type { Say } from '#service/export/say.js';
import type { OverdueGroupView, OverdueItemView } from './overdue.dto.js';

type Where = Pick<
  OverdueGroupView,
  'subject' | 'institution' | 'role' | 'rung' | 'dueKind' | 'direction' | 'urgencyClass'
>;

const dueOf = ({ subject, dueKind }: Where, say: Say): string | undefined =>
  subject === 'teleconsultation' ? say.of(QUESTION_DUE_WORDS[say.language], dueKind) : say.word('due', dueKind);

const STATE_WORDS = {
  approval: APPROVAL_STATE_WORDS,
  teleconsultation: QUESTION_STATE_WORDS,
  displacement: DISPLACEMENT_STATE_WORDS,
};

function stateOf({ subject, state }: OverdueItemView, say: Say): string | undefined {
  return subject === 'referral' ? say.word('state', state) : say.of(STATE_WORDS[subject][say.language], state);
}

const WHERE: readonly Column<Where>[] = [
  {
    ...{ zh: '事项类别', en: 'Of what', code: ({ subject }) => subject },
    of: ({ subject }, say) => SUBJECT_WORDS[say.language][subject],
  },
  institutionColumn({ zh: '滞留机构', en: 'Stuck at' }, ({ institution }) => institution),
  wordColumn('role', { zh: '责任岗位', en: 'Role' }, ({ role }) => role),
  wordColumn('rung', { zh: '催办层级', en: 'Rung' }, ({ rung }) => rung),
  { zh: '待办事项', en: 'What is due', of: dueOf, code: ({ dueKind }) => dueKind },
  wordColumn('direction', { zh: '方向', en: 'Direction' }, ({ direction }) => direction),
  wordColumn('urgency', { zh: '紧急程度', en: 'Urgency' }, ({ urgencyClass }) => urgencyClass),
];

/** Of the exported overdue report. */
export const GROUP_COLUMNS: readonly Column<OverdueGroupView>[] = [
  ...WHERE,
  { zh: '件数', en: 'Items', of: ({ referrals }) => referrals },
  timeColumn({ zh: '最早截止时间', en: 'Due since' }, ({ oldestDueAt }) => oldestDueAt),
];

/** Of the exported overdue items. */
export const ITEM_COLUMNS: readonly Column<OverdueItemView>[] = [
  { zh: '转诊单号', en: 'Number', of: ({ referralNo }) => referralNo },
  ...WHERE,
  { zh: '状态', en: 'State', of: stateOf, code: ({ state }) => state },
  groupColumn(
    { zh: '转入科室', en: 'To department' },
    ({ institution }) => institution,
    ({ toDepartment }) => toDepartment,
  ),
  timeColumn({ zh: '截止时间', en: 'Due' }, ({ dueAt }) => dueAt),
  { zh: '已重复催办', en: 'Told again', of: ({ repeat }) => repeat },
  timeColumn({ zh: '知悉时间', en: 'Noted at' }, ({ noted }) => noted?.at),
  wordColumn('role', { zh: '知悉岗位', en: 'Noted by' }, ({ noted }) => noted?.role),
];

import { template, words } from './template.js';

/** What an inbox itself says; neither names a case. */
export const INBOX_TEMPLATES = {
  'snooze-ended': template(
    words('稍后提醒的消息到时间了', 'A notice that you put off is back'),
    words(
      '您稍后处理的一条消息已回到列表，请打开查看。',
      'A notice that you put off is in your list again. Please open it.',
    ),
  ),
  'tasks-forgotten': template(
    words('超过保存期限的待办已移出', 'Tasks past their time have left the list'),
    words(
      '{units} 条超过保存期限、始终无人接手的待办已移出列表；转诊本身不受影响。',
      '{units, plural, one {# task that nobody ever took on has} other {# tasks that nobody ever took on have}} left the list, as its time was over. The referrals themselves are as they were.',
    ),
  ),
  'taken-on': template(
    words('同事已接手', 'A colleague has taken it on'),
    words('本岗位的一项待办已由同事确认接手。', 'A colleague of your post has taken on one of its tasks.'),
  ),
};

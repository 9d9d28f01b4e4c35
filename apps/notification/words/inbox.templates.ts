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
  'taken-on': template(
    words('同事已接手', 'A colleague has taken it on'),
    words('本岗位的一项待办已由同事确认接手。', 'A colleague of your post has taken on one of its tasks.'),
  ),
};

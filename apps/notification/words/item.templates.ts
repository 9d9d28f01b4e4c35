import { template, words } from './template.js';

/** What is said of an open item that is no step of a referral and that nobody settles. */
export const ITEM_TEMPLATES = {
  'approval-requested': template(
    words('转外申请待审批', 'A request to leave the network'),
    words(
      '一份转往网络外机构的申请待审批，请于 {due} 前处理。',
      'A request to refer out of the network waits; please decide before {due}.',
    ),
  ),
  'approval-approved': template(
    words('转外申请已同意', 'Leaving the network is approved'),
    words(
      '您的转外申请已同意，可填写转诊单。',
      'Your request to refer out of the network is approved: the referral can be written.',
    ),
  ),
  'approval-refused': template(
    words('转外申请未同意', 'Leaving the network is refused'),
    words(
      '您的转外申请未获同意，请查看理由。',
      'Your request to refer out of the network is refused; please read why.',
    ),
  ),
  'approval-overdue': template(
    words('转外审批超时（{rung}）', 'A request to leave the network is overdue ({rung})'),
    words(
      '一份转外申请应于 {due} 前审批，至今无人处理，请立即处理。',
      'A request to refer out of the network was to be decided before {due}; please act now.',
    ),
  ),
  'displacement-overdue': template(
    words('停诊改约超时（{rung}）', 'A lost booking is not settled ({rung})'),
    words(
      '一名患者的预约被医院取消，应于 {due} 前妥善安排，至今未落实，请立即处理。',
      'A patient lost a booking through the hospital and was to be settled before {due}; please act now.',
    ),
  ),
  'item-overdue-report': template(
    words('待办严重超时（报告）', 'An open task is long overdue (report)'),
    words(
      '本县一项待办（应于 {due} 前办结）逐级提醒后仍无人处理。',
      'An open task that was due before {due} is still open after every rung of the ladder.',
    ),
  ),
};

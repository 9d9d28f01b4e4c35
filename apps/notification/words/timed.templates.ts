import { template, words } from './template.js';

/** What staff are told when a time has come. */
export const TIMED_TEMPLATES = {
  'hold-ending': template(
    words('占号即将到期', 'A hold is about to end'),
    words(
      '{no}：{start} 的占号将于 {until} 到期，请尽快与患者确认。',
      '{no}: the unit of {start} is held until {until} only. Please confirm it with the patient.',
    ),
  ),
  'follow-up-due': template(
    words('随访即将到期', 'A follow-up is due'),
    words('{no}：请于 {due} 前完成随访。', '{no}: please make the follow-up before {due}.'),
  ),
  'follow-up-overdue': template(
    words('随访已超期', 'A follow-up is overdue'),
    words('{no}：随访已于 {due} 到期，请立即完成。', '{no}: the follow-up was due at {due}. Please make it now.'),
  ),
  digest: template(
    words('今日汇总', 'Your summary'),
    words(
      '您有 {units} 条新消息，请登录查看。',
      'You have {units, plural, one {# new notice} other {# new notices}}. Please sign in to read.',
    ),
    words(
      '您有 {units} 条新消息，请登录分级诊疗平台查看。',
      'You have {units, plural, one {# new notice} other {# new notices}} in Fenji. Please sign in.',
    ),
  ),
  'report-quarter-near': template(
    words('季度报表报送提醒', 'The quarterly report is due soon'),
    words(
      '本季度报表应于 {day} 前报送，数据已于本月 1 日冻结，请核对并按时报送。',
      'The quarterly report is due by {day}. Its figures were frozen on the first of the month: please check and send it in time.',
    ),
  ),
  'report-half-year-near': template(
    words('半年监测评估报送提醒', 'The half-yearly monitoring is due soon'),
    words(
      '半年监测（年度评估）材料应于 {day} 前报送，请核对并按时报送。',
      'The half-yearly monitoring (in January the annual assessment) is due by {day}. Please check and send it in time.',
    ),
  ),
  'nobody-on-duty': template(
    words('值班表无人在岗', 'Nobody is on duty'),
    words(
      '{day} 的值班表当前无人在岗，紧急通知已改发负责人或转诊中心，请立即补排。',
      'The duty roster names nobody now ({day}): urgent notices went to the head or the referral centre. Please fill the gap.',
    ),
  ),
};

import { template, words } from './template.js';

/** One session is named by its start, several by their number. */
const WHICH = words(
  '{pool}（{department}）{sessions, plural, =1 {{start} } other {# 个时段}}',
  '{pool} ({department}), {sessions, plural, =1 {{start}} other {# sessions}}',
);

/** What is said of reserved units to a doctor who subscribed to them; `units` are those that are left as it is told. */
export const SLOT_TEMPLATES = {
  'slot-opened': template(
    words('您订阅的预留号源已开放', 'Reserved units that you follow are open'),
    words(
      `${WHICH.zh}已向家庭医生开放，现有 {units} 个。`,
      `${WHICH.en}: open to family doctors now, {units, plural, one {# unit is} other {# units are}} left.`,
    ),
  ),
  'slot-low': template(
    words('您订阅的预留号源余量紧张', 'Reserved units that you follow run low'),
    words(
      `${WHICH.zh}余量紧张，现有 {units} 个。`,
      `${WHICH.en}: only {units, plural, one {# unit is} other {# units are}} left.`,
    ),
  ),
  'slot-freed': template(
    words('您订阅的号源有空位', 'Units that you follow are free again'),
    words(
      `${WHICH.zh}有退号，现有 {units} 个，先到先得，以查看时余量为准。`,
      `${WHICH.en}: {units, plural, one {# unit is} other {# units are}} free again. First come, first served: look for what is left now.`,
    ),
  ),
  'slot-last-call': template(
    words('您订阅的预留号源即将释放', 'Last call for reserved units that you follow'),
    words(
      `${WHICH.zh}尚有 {units} 个，自 {until} 起陆续释放给其他渠道。`,
      `${WHICH.en}: {units, plural, one {# unit is} other {# units are}} left; from {until} on they are released to others.`,
    ),
  ),
  'slot-subscription-ended': template(
    words('号源订阅已到期', 'A subscription has run out'),
    words(
      '您的一项号源订阅已到期，如仍需要请重新订阅。',
      'One of your subscriptions to free units has run out. Subscribe again if you still need it.',
    ),
  ),
};

import type { PolicyKey } from '#service/rules/policy-key.js';

const DAY = 1_440;

/** A time of a day: bounds as minutes after midnight. */
const dayTime = (pattern: string, zh: string, en: string): PolicyKey => ({
  pattern,
  type: 'amount',
  unit: 'day-time',
  least: 0,
  most: DAY,
  zh,
  en,
});

/** The parameters of who is reached when, each with the range in which a county may move it (domain §10). */
export const REACH_KEYS: readonly PolicyKey[] = [
  dayTime('quiet.from', '免打扰开始时间', 'From when on nobody is disturbed but for U1 and U2'),
  dayTime('quiet.to', '免打扰结束时间', 'Until when nobody is disturbed but for U1 and U2'),
  dayTime('digest.dailyAt', '每日汇总发送时间', 'When those who want one summary a day get it'),
  {
    pattern: 'patient.appBy',
    type: 'text',
    unit: 'channel',
    zh: '面向患者应用的消息发送方式（sms 或 none）',
    en: 'What carries news meant for the app of patients while there is none: sms or none',
  },
];

/** How long a person may put a notice off. */
export const SNOOZE_KEYS: readonly PolicyKey[] = [
  {
    pattern: 'snooze.longest.*',
    type: 'amount',
    unit: 'duration',
    least: 1,
    most: 90 * DAY,
    zh: '消息稍后提醒的最长时间（按紧急程度）',
    en: 'The longest a notice of this urgency may be put off; a task never past its own deadline',
  },
];

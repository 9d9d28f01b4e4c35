import type { PolicyKey } from '#service/rules/policy-key.js';

const DAY = 1_440;

const amount = (pattern: string, unit: string, least: number, most: number, zh: string, en: string): PolicyKey => ({
  pattern,
  type: 'amount',
  unit,
  least,
  most,
  zh,
  en,
});

/** When somebody is reminded; a time of a day counts in minutes after midnight of the day that it is about. */
export const REMINDER_KEYS: readonly PolicyKey[] = [
  amount(
    'remind.dayBefore',
    'day-time',
    -3 * DAY,
    0,
    '就诊前一日提醒时间',
    'When the patient is reminded the day before',
  ),
  amount('remind.evening', 'day-time', -3 * DAY, 0, '早间就诊的前晚提醒时间', 'The evening before an early start'),
  amount('remind.early', 'day-time', 0, DAY, '早间就诊界限', 'A start before this time is early'),
  amount(
    'remind.beforeStart',
    'minutes',
    15,
    DAY,
    '就诊前提醒提前量',
    'How long before the start the patient is reminded',
  ),
  amount(
    'remind.hold.leftBps',
    'bps',
    500,
    9_000,
    '占号到期提醒剩余比例',
    'Share of a hold that is left when it is told',
  ),
  amount('remind.followUp.before', 'day-time', -30 * DAY, DAY, '随访到期前提醒', 'When a follow-up is told to be near'),
  amount('remind.followUp.due', 'day-time', -DAY, DAY, '随访当日提醒', 'When a follow-up is told on its day'),
  amount('remind.followUp.overdue', 'day-time', 0, 31 * DAY, '随访超期提醒', 'When a follow-up is told to be overdue'),
  amount(
    'remind.down.again',
    'minutes',
    60,
    3 * DAY,
    '下转未接收再次提醒',
    'After how long a waiting hand-back is told again',
  ),
];

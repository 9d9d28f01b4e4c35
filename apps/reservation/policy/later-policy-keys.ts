import type { PolicyKey } from '#service/rules/policy-key.js';
import { amount, DAY, dayTime, minutes } from './policy-keys.js';

const other = (type: PolicyKey['type'], pattern: string, zh: string, en: string): PolicyKey => ({
  pattern,
  type,
  unit: type,
  zh,
  en,
});

/** What was not registered with the first keys: meaning and range of every other parameter of supply. */
export const LATER_SUPPLY_KEYS: readonly PolicyKey[] = [
  amount(
    'reserve.lowBps',
    'bps',
    0,
    5_000,
    '余量提醒线（万分之）',
    'Share of the reserve at which family doctors are told that little is left',
  ),
  other('text', 'reserve.basis.bed', '床位预留基数', 'What the reserve of beds is a share of'),
  amount(
    'reserve.gaming.minutes',
    'minutes',
    1,
    DAY,
    '预留异常间隔',
    'Minutes between a cancel and the public’s taking',
  ),
  amount(
    'reserve.gaming.lookBackDays',
    'days',
    1,
    366,
    '预留异常回看天数',
    'How far back reserve gaming is looked for',
  ),
  other('table', 'noShow.limit', '爽约限制', 'How many missed appointments within which days turn self-service off'),
  amount('waitList.fairnessDays', 'days', 1, 366, '候补公平周期', 'Days over which units from the list are counted'),
  amount('waitList.lapsesToTask', 'count', 1, 10, '候补失效次数', 'Lapsed offers after which the desk has a task'),
  amount('waitList.taskWithin', 'duration', 30, 5 * DAY, '候补任务时限', 'Within which the desk settles it'),
  amount('monitor.fullRoundMinutes', 'minutes', 1, DAY, '核对周期', 'Within which every account is looked at'),
  amount('monitor.sliceAccounts', 'count', 1, 10_000, '单次核对数', 'Accounts of one look'),
  amount(
    'report.usableHours',
    'hours',
    1,
    14 * 24,
    '有效预留时长',
    'How long a protected unit must stand to count as usable',
  ),
  amount('level.heartbeatSeconds', 'seconds', 5, 3_600, '余量播报间隔', 'How often a county without news says so'),
  amount('level.sliceSessions', 'count', 1, 10_000, '单次播报数', 'Sessions of one telling'),
  dayTime('ward.dayBegins', 0, DAY, '床位日开始时间', 'When the forecast of the day is replaced'),
  amount('ward.daysAhead', 'days', 1, 60, '床位预报天数', 'How far ahead ward-days are published'),
  amount('series.weeks', 'count', 1, 52, '周期预约周数', 'How many weeks a series may last'),
  other('list', 'series.pools', '周期预约类别', 'Pools that are booked in series'),
  dayTime('cancel.until.slot', -14 * DAY, DAY, '取消截止时间', 'Until when a slot can be given back'),
  minutes('cancel.until.bedMin', 0, 7 * DAY, '床位取消截止', 'How long before the admission a bed can be given back'),
  amount('rebook.*', 'days', 1, 30, '改约范围天数', 'Days around a lost unit in which another is looked for'),
  amount('displaced.settleWithin', 'duration', 30, 5 * DAY, '停诊改约时限', 'Within which who lost a unit is settled'),
];

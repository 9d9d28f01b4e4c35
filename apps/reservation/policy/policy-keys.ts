import type { PolicyKey } from '#service/rules/policy-key.js';

export const DAY = 1_440;

export const amount = (
  pattern: string,
  unit: string,
  least: number,
  most: number,
  zh: string,
  en: string,
): PolicyKey => ({
  pattern,
  type: 'amount',
  unit,
  least,
  most,
  zh,
  en,
});
export const minutes = (pattern: string, least: number, most: number, zh: string, en: string) =>
  amount(pattern, 'minutes', least, most, zh, en);
/** Bounds as days before the service and minutes after midnight. */
export const dayTime = (pattern: string, from: number, until: number, zh: string, en: string) =>
  amount(pattern, 'day-time', from, until, zh, en);

/** Beds that everybody needs: no rule may take them out of the base of the reserve. */
const ORDINARY_BEDS = ['general', 'day-surgery'];

/** The parameters of supply, each with the range in which a county or an institution may move it (domain §7.1). */
export const SUPPLY_KEYS: readonly PolicyKey[] = [
  amount('reserve.ratioBps.*', 'bps', 0, 10_000, '预留比例（万分之）', 'Share that is protected for family doctors'),
  {
    pattern: 'reserve.exclude.bedClass',
    type: 'list',
    unit: 'list',
    forbidden: ORDINARY_BEDS,
    zh: '不对外提供的床位类别',
    en: 'Bed classes that are not offered at all',
  },
  {
    pattern: 'reserve.outsideBase.bedClass',
    type: 'list',
    unit: 'list',
    forbidden: ORDINARY_BEDS,
    zh: '不计入预留基数的床位类别',
    en: 'Bed classes that can be booked but are no base of the reserve',
  },
  minutes('reserve.soonMinutes', 60, 7 * DAY, '释放前提醒', 'How long before the release family doctors are told'),
  dayTime('open.familyDoctor', -60 * DAY, -7 * DAY, '向家庭医生开放时间', 'When units open to family doctors'),
  dayTime('open.public', -13 * DAY, 0, '向公众开放时间', 'When units open to the public'),
  dayTime('open.recurring', -200 * DAY, -14 * DAY, '周期性号源开放时间', 'When units of series open'),
  minutes('open.minLead', 0, 7 * DAY, '最短提前量', 'Least time between publication and opening'),
  dayTime('release.stage1', -3 * DAY, 0, '第一次释放时间', 'First stage of the release'),
  dayTime('release.stage2', -2 * DAY, 480, '第二次释放时间', 'Second stage of the release'),
  dayTime('release.prepared.stage1', -5 * DAY, 0, '需准备项目第一次释放', 'First stage where preparation is needed'),
  dayTime('release.prepared.stage2', -3 * DAY, 0, '需准备项目第二次释放', 'Second stage where preparation is needed'),
  dayTime('release.holdbackUntil', 0, 720, '机动号保留至', 'Until when the holdback is kept'),
  dayTime('release.beds', 480, DAY, '床位释放时间', 'When beds of the day are released'),
  amount('release.holdbackBps', 'bps', 0, 2_000, '机动号比例', 'Share that is held back to the last'),
  amount('release.holdbackFromReserve', 'units', 1, 100, '机动号起算预留数', 'Reserve from which there is a holdback'),
  minutes('release.primaryFirstMin', 0, 240, '释放后基层优先', 'How long released units are for primary doctors only'),
  minutes('release.jitterMin', 0, 60, '释放错峰', 'Spread of the release'),
  minutes('release.lateSupplyMin', 0, 480, '临时加号优先', 'How long late supply is for primary doctors only'),
  minutes('hold.*', 0, 3 * DAY, '占号时间', 'How long a unit is held'),
  minutes('hold.ttl.*', 5, 3 * DAY, '占号时间', 'How long a unit is held'),
  minutes('offer.ttl.*', 10, 3 * DAY, '候补答复时间', 'How long an offer of the wait list stands'),
  minutes('bed.hold.*', 60, 5 * DAY, '床位保留时间', 'How long a bed is kept for a patient'),
  minutes('late.grace', 0, 240, '迟到宽限', 'Grace after the start'),
  minutes('overlap.gap', 0, 240, '预约间隔', 'Least time between two units of a patient'),
];

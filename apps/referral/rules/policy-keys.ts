import type { PolicyKey } from '#service/rules/policy-key.js';

export const MINUTE = 1;
export const HOUR = 60;
export const DAY = 1_440;

export const limit = (pattern: string, least: number, most: number, zh: string, en: string): PolicyKey => ({
  pattern,
  type: 'amount',
  unit: 'duration',
  least,
  most,
  zh,
  en,
});
export const count = (
  pattern: string,
  least: number,
  most: number,
  zh: string,
  en: string,
  unit = 'count',
): PolicyKey => ({
  pattern,
  type: 'amount',
  unit,
  least,
  most,
  zh,
  en,
});
export const of = (type: PolicyKey['type'], pattern: string, zh: string, en: string): PolicyKey => ({
  pattern,
  type,
  unit: type,
  zh,
  en,
});

/**
 * The parameters that referral applies, each with the range a county, a consortium or an institution may move it in. What
 * keeps U1 going is narrow: nobody may let an emergency wait.
 */
export const REFERRAL_KEYS: readonly PolicyKey[] = [
  limit('decide.within.*', 5 * MINUTE, 24 * HOUR, '接收方答复时限', 'Within which the receiver decides'),
  limit('decide.within.U1', 1 * MINUTE, 5 * MINUTE, '危急转诊人工确认时限', 'Within which a person acknowledges a U1'),
  limit('decide.within.U2', 5 * MINUTE, 15 * MINUTE, '紧急转诊答复时限', 'Within which a U2 is decided'),
  of('flag', 'decide.delegatedToDesk*', '科室授权转诊中心决定', 'The department lets the referral desk decide'),
  limit('escalate.*', 0, 40 * DAY, '逐级提醒时限', 'When a rung of the ladder is told, and how often again'),
  limit('escalate.repeat.*', 1 * MINUTE, 7 * DAY, '提醒间隔', 'How often a rung is told again'),
  limit('escalate.repeat.U1', 1 * MINUTE, 5 * MINUTE, '危急提醒间隔', 'How often a U1 alert is repeated'),
  limit('answer.within.*', 10 * MINUTE, 5 * DAY, '退回补充答复时限', 'Within which a returned form is answered'),
  limit('place.within.*', 1 * HOUR, 30 * DAY, '就诊（安置）时限', 'Within which the patient is seen or placed'),
  limit('validity.*', 12 * HOUR, 180 * DAY, '转诊单有效期', 'How long a referral is valid'),
  limit(
    'outcome.*',
    8 * HOUR,
    14 * DAY,
    '结果回转与确认时限',
    'Within which an outcome is returned, answered, acknowledged',
  ),
  limit('handover.within', 1 * DAY, 30 * DAY, '下转交接报告时限', 'Within which the handover report is due'),
  limit('followUp.*', 1 * DAY, 60 * DAY, '随访时限', 'Within which the follow-up is due'),
  limit('noShow.callWithin', 1 * HOUR, 5 * DAY, '爽约电话随访时限', 'Within which a no-show is called'),
  limit('ending.acknowledgeWithin', 1 * HOUR, 5 * DAY, '终止知悉确认时限', 'Within which an ending is acknowledged'),
  limit(
    'stay.reviewWithin',
    1 * DAY,
    60 * DAY,
    '住院未出院询问时限',
    'When an admission without discharge is asked about',
  ),
  limit('form.*', 1 * HOUR, 3 * DAY, '急诊单补全时限', "Within which an emergency's form is completed"),
  limit('draft.within', 1 * HOUR, 30 * DAY, '草稿保留时间', 'How long a draft is kept'),
  limit(
    'calendar.neededAhead',
    7 * DAY,
    180 * DAY,
    '节假日表提前导入时间',
    'How long before its year a holiday table is missed',
  ),
  limit('calendar.remindEvery', 1 * DAY, 30 * DAY, '节假日表提醒间隔', 'How often a missing table is told'),
  count('calendar.leastHolidays', 1, 60, '全年假日最少天数', 'Fewest holidays of a whole year'),
  count('redirect.maxHops', 1, 3, '最多改派次数', 'How often a referral may be redirected'),
  count('return.maxTimes', 1, 2, '最多退回次数', 'How often a form may be returned'),
  count('bundle.withinDays', 1, 60, '组合预约间隔天数', 'How far apart units of a bundle may lie', 'days'),
  limit('firstVisit.maxAge', 7 * DAY, 90 * DAY, '首诊证明有效期', 'How old the first visit may be'),
  of('flag', 'tier.allowSkip', '允许越级', 'A tier may be skipped without a reason'),
];

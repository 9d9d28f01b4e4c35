import type { PolicyKey } from '#service/rules/policy-key.js';
import { count, DAY, HOUR, limit, MINUTE, of } from './policy-keys.js';

const DAYS = 'days';
const YEARS = 'years';

/** Machine and form (domain §4, §5): whoever may write a rule cannot stop a submission with a value of no sense. */
const MACHINE: readonly PolicyKey[] = [
  of('flag', 'accept.autoVisit', '门诊转诊自动接收', 'The receiver takes every visit without a decision'),
  count('noShow.contactAttempts', 1, 10, '下转联系次数', 'Vain attempts after which a hand-back counts as missed'),
  limit('noShow.contactWithin', 1 * DAY, 30 * DAY, '下转联系时限', 'Within which these attempts are made'),
  limit('expiry.*', 1 * HOUR, 14 * DAY, '到期前提醒', 'How long before the end of the validity its doctor is told'),
  limit('retro.within', 1 * HOUR, 3 * DAY, '急诊补录时限', 'How late an emergency may be written down'),
  count('redirect.capFactor', 1, 5, '改派总时限倍数', 'Times of the decision after which the office is told', 'times'),
  limit('bounceBack.within', 1 * DAY, 60 * DAY, '回转再上转时限', 'Within which a new way up is a bounce-back'),
  limit('deputy.longest', 1 * DAY, 366 * DAY, '代理最长时间', 'How long a deputy may be named for'),
  limit(
    'validity.chronicSpecial',
    30 * DAY,
    366 * DAY,
    '慢特病转诊单有效期',
    'Validity for an approved chronic disease',
  ),
  count('consent.guardianBelowYears', 8, 18, '监护人同意年龄', 'Age below which a guardian consents', YEARS),
  limit('vitals.maxAge', 1 * HOUR, 3 * DAY, '生命体征时效', 'How old vital signs may be'),
  limit('discharge.ahead', 0, 14 * DAY, '预计出院提前量', 'How far ahead a discharge may lie'),
  count('medication.*', 1, 90, '带药天数', 'For how many days medicines are given along', DAYS),
  count('attachment.maxBytes', 1_048_576, 104_857_600, '附件大小上限', 'Size of an attached file', 'bytes'),
  of('list', 'attachment.hosts', '附件服务器名单', 'Servers that an attachment may lie on'),
  limit('recognition.window.*', 1 * HOUR, 366 * DAY, '检查结果互认时限', 'How long a result is recognised'),
  of(
    'text',
    'recognition.window.pathology',
    '病理结果互认时限',
    'How long a result of pathology is recognised, or `none`',
  ),
];

/** Gates and insurance (domain §3). */
const GATES: readonly PolicyKey[] = [
  count('exemption.triage.maxAgeHours', 1, 72, '分诊记录时效', 'How old a triage record may be', 'hours'),
  count('exemption.postpartum.days', 28, 90, '产后天数', 'Days after a delivery', DAYS),
  count('exemption.child.belowYears', 3, 18, '儿童年龄', 'Age below which a child goes straight up', YEARS),
  count('exemption.revisit.maxDays', 7, 366, '复诊期限', 'Days after a discharge', DAYS),
  of('list', 'exemption.*', '免首诊名单', 'Codes of diseases or hospitals of an exemption'),
  of('table', 'exemption.chronicSpecial.diseases', '门诊慢特病目录', 'Diseases of each approved chronic disease'),
  count('penalty.nonCompliant', 0, 10_000, '未按程序就诊降低比例', 'What a visit out of order costs', 'bps'),
  count(
    'deductible.continuous.maxGapDays',
    0,
    30,
    '连续计算起付线间隔',
    'Days between two stays that count as one',
    DAYS,
  ),
  of('flag', 'deductible.continuous.tier4', '连续计算至省市级', 'A city group or an agreement counts for tier 4'),
  of('list', 'deposit.waivedFor', '免押金人群', 'Who pays no deposit'),
  count(
    'consortium.lead.minLevel',
    0,
    3,
    '牵头医院最低等级',
    'Level below which a lead hospital is warned of',
    'level',
  ),
];

/** Ways, approvals, questions and anomaly signals (domain §8, §11). */
const WAYS: readonly PolicyKey[] = [
  limit('route.supplyMaxAge', 1 * MINUTE, 1 * DAY, '号源信息时效', 'How old a picture of what is left may be'),
  limit('route.taskWithin', 1 * HOUR, 5 * DAY, '无候选处理时限', 'Within which the desk finds a way'),
  count('route.advice.*', 1, 600, '建议路程时间', 'Minutes of travel that are advised', 'minutes'),
  limit('approval.within', 1 * HOUR, 5 * DAY, '转外审批时限', 'Within which leaving the network is decided'),
  limit('approval.validFor', 1 * DAY, 90 * DAY, '转外审批有效期', 'How long an approval holds'),
  limit(
    'teleconsultation.*',
    5 * MINUTE,
    5 * DAY,
    '远程会诊时限',
    'Within which a question is taken, answered, completed',
  ),
  limit('teleconsultation.valid.*', 12 * HOUR, 60 * DAY, '远程会诊有效期', 'How long a question is worth an answer'),
  limit(
    'teleconsultation.repeat.*',
    1 * MINUTE,
    7 * DAY,
    '远程会诊提醒间隔',
    'How often a late question is told again',
  ),
  count('teleconsultation.maxReturns', 0, 5, '远程会诊退回次数', 'How often a question may be returned'),
  count('stay.suggestedDays.*', 1, 366, '建议住院天数', 'Days of a stay that are suggested', DAYS),
  count('anomaly.*', 1, 366, '异常信号参数', 'Days, hours and least numbers of a signal'),
  count('anomaly.AN6.shareBps', 0, 10_000, '无指征上转比例', 'Share of needless referrals', 'bps'),
  count('anomaly.AN8.lateBps', 0, 10_000, '逾期答复比例', 'Share of late decisions', 'bps'),
  count('anomaly.AN8.rejectedBps', 0, 10_000, '拒绝比例', 'Share of rejections', 'bps'),
  of('flag', 'anomaly.AN1.ordersFed', '医嘱已接入', 'Ward entries are recorded here'),
];

/** What was not registered with the first keys: meaning and range of every other parameter of this service. */
export const LATER_REFERRAL_KEYS: readonly PolicyKey[] = [...MACHINE, ...GATES, ...WAYS];

import type { Benefit } from '../../insurance/benefit.js';
import type { Considered, ExemptionCode } from '../exemption/exemption.js';
import type { Verdict, VerdictCode } from './verdict.js';

/** A sentence for the doctor and the patient. */
export interface Wording {
  zh: string;
  en: string;
}

const VERDICT_WORDS: Record<VerdictCode, Wording> = {
  exempt: { zh: '免于基层首诊，待遇不受影响', en: 'Exempt from the first visit; the benefit is not reduced' },
  'out-of-network': { zh: '医共体和协议之外的机构', en: 'Neither in the consortium nor under an agreement' },
  'expired-referral': { zh: '转诊单已过有效期', en: 'The referral had expired before the arrival' },
  'chain-broken': { zh: '首诊或转诊链条不完整', en: 'The chain of first visit and referral is broken' },
  compliant: { zh: '符合分级诊疗程序', en: 'Compliant with tiered care' },
  'compliant-expected': {
    zh: '预计符合分级诊疗程序',
    en: 'Compliant with tiered care, if the patient arrives in time',
  },
  'bypass-first-visit': { zh: '首诊病种越级就诊', en: 'First-visit disease, primary level bypassed' },
  unreferred: { zh: '未经转诊直接就诊', en: 'Arrived without a referral' },
};

const EXEMPTION_WORDS: Record<ExemptionCode, Wording> = {
  EX01: { zh: '急诊急救', en: 'emergency' },
  EX02: { zh: '孕产妇', en: 'maternity' },
  EX03: { zh: '新生儿和六岁以下儿童', en: 'newborn or young child' },
  EX04: { zh: '出院或术后计划复诊', en: 'planned revisit after a discharge' },
  EX05: { zh: '门诊慢特病', en: 'approved chronic-special disease' },
  EX06: { zh: '指定传染病', en: 'designated infectious disease' },
  EX07: { zh: '严重精神障碍', en: 'severe mental disorder' },
  EX08: { zh: '基层无此诊疗科目', en: 'subject licensed at no primary institution' },
  EX09: { zh: '非本县居民或参保人', en: 'not resident or insured in the county' },
  EX10: { zh: '突发事件', en: 'mass event or disaster' },
  EX11: { zh: '尚未签约家庭医生', en: 'no family doctor yet' },
};

/** Reasons and what is missing, by code. A code without a line is said as it is. */
const WORDS: Record<string, Wording> = {
  'first-visit-missing': { zh: '没有首诊记录', en: 'no first visit is named' },
  'first-visit-of-another-patient': { zh: '首诊记录属于他人', en: 'the first visit is another patient’s' },
  'first-visit-of-another-episode': {
    zh: '首诊记录属于另一诊疗过程',
    en: 'the first visit belongs to another episode',
  },
  'first-visit-not-primary': { zh: '首诊不在基层', en: 'the first visit was not at the primary level' },
  'first-visit-too-old': { zh: '首诊记录过期', en: 'the first visit is too old' },
  'first-visit-in-future': { zh: '首诊时间晚于现在', en: 'the first visit lies ahead' },
  'first-visit-proven': { zh: '首诊已证实', en: 'the first visit is proven' },
  'teleconsultation-linked': { zh: '已有远程会诊', en: 'a teleconsultation is linked' },
  'tier-skipped': { zh: '无理由越级', en: 'a tier was passed over without a reason' },
  'no-referral': { zh: '没有转诊单', en: 'there is no referral' },
  'disease-in-catalogue': { zh: '属于首诊病种目录', en: 'the disease is in the first-visit catalogue' },
  'primary-first-visit': { zh: '在基层就诊', en: 'seen at the primary level' },
  'arrived-after-validity': { zh: '超过有效期到诊', en: 'arrived after the end of validity' },
  'no-consortium-no-agreement': {
    zh: '双方无医共体关系也无协议',
    en: 'the two share neither consortium nor agreement',
  },
  'pair-consortium': { zh: '同一医共体', en: 'one consortium' },
  'pair-agreement': { zh: '有转诊协议', en: 'under an agreement' },
  'pair-none': { zh: '急诊不限网络', en: 'an emergency is not bound to the network' },
  'maternal-risk-needs-level-2-hospital': {
    zh: '妊娠风险黄色及以上应到二级以上医院',
    en: 'a pregnancy at risk (yellow or above) belongs to a hospital of level 2 or above',
  },
  'triage-record': { zh: '预检分诊记录', en: 'triage record' },
  'triage-record-too-old': { zh: '预检分诊记录过期', en: 'a recent triage record' },
  'emergency-care': { zh: '急诊就诊', en: 'emergency care, or a referral of class U1 or U2' },
  'maternal-record': { zh: '孕产妇保健手册', en: 'maternal record' },
  'record-of-a-woman': { zh: '性别不符', en: 'a maternal record of this patient (the sex does not fit)' },
  'delivery-too-long-ago': { zh: '产后已超过期限', en: 'a delivery within the time after it' },
  'age-below-limit': { zh: '年龄不符', en: 'an age below the limit' },
  'earlier-discharge': { zh: '期限内同一疾病的出院或转诊', en: 'an earlier discharge or referral of the same disease' },
  'discharge-of-this-hospital': { zh: '本院的出院记录', en: 'a discharge of this hospital' },
  'discharge-too-long-ago': { zh: '期限内的出院记录', en: 'a discharge within the time for a revisit' },
  'coverage-flag': { zh: '门诊慢特病待遇认定', en: 'approved chronic-special disease of the coverage' },
  coverage: { zh: '参保信息', en: 'insurance coverage' },
  'infectious-report-no': { zh: '传染病报告卡编号', en: 'number of the infectious-disease report' },
  'designated-infectious-disease': {
    zh: '指定传染病的诊断',
    en: 'a diagnosis among the designated infectious diseases',
  },
  'mental-register-no': { zh: '严重精神障碍管理登记', en: 'entry in the register of severe mental disorders' },
  'severe-mental-disorder': { zh: '严重精神障碍的诊断', en: 'a diagnosis of a severe mental disorder' },
  'designated-hospital': { zh: '定点医院', en: 'a designated hospital' },
  'list-of-designated-hospitals': { zh: '县里尚未公布定点医院', en: 'the county’s list of designated hospitals' },
  'subject-at-no-primary-institution': { zh: '基层已有此诊疗科目', en: 'a subject that no primary institution has' },
  'residence-elsewhere': { zh: '外地居住或参保', en: 'a residence or insurance elsewhere' },
  'event-id': { zh: '事件编号', en: 'event id' },
  'declared-event': { zh: '已公布的事件编号', en: 'the id of a declared event' },
  'no-contract-and-primary-referral': {
    zh: '未签约且由基层医生转诊',
    en: 'no contract, and a referral of a primary doctor',
  },
  diagnosis: { zh: '诊断', en: 'diagnosis' },
  department: { zh: '科室', en: 'department' },
  receiver: { zh: '接诊机构', en: 'receiving institution' },
  'benefit-ladder': { zh: '报销比例表', en: 'benefit ladder' },
  designation: { zh: '医保定点资格', en: 'whether the insurance pays there' },
  'designated-hospitals': { zh: '定点医院名单', en: 'list of designated hospitals' },
  'deductible-paid': { zh: '已付起付线', en: 'deductible paid so far' },
};

const wordsOf = (code: string): Wording => WORDS[code] ?? { zh: code, en: code };

/** Verdict, why, what is missing or unknown, and what it means in money; care is given in any case. */
export function wordingOf(verdict: Verdict, considered: readonly Considered[], code?: ExemptionCode): Wording {
  const { reasons, unknown = [], benefit, ruleSetVersion } = verdict;
  const why = reasons.filter((one) => !one.startsWith('exemption-'));
  const head = VERDICT_WORDS[verdict.verdict];
  const name = code && EXEMPTION_WORDS[code];
  const lacking = considered.filter(({ holds }) => !holds);
  const zh = [
    name ? `${head.zh}（${code} ${name.zh}）` : head.zh,
    ...(why.length > 0 ? [`理由：${why.map((one) => wordsOf(one).zh).join('、')}`] : []),
    ...lacking.map(
      (one) =>
        `${one.code} ${EXEMPTION_WORDS[one.code].zh}未认定，缺：${one.missing.map((what) => wordsOf(what).zh).join('、')}`,
    ),
    ...(unknown.length > 0 ? [`未知：${unknown.map((one) => wordsOf(one).zh).join('、')}`] : []),
    ...money(benefit).map(({ zh }) => zh),
    `规则版本 ${ruleSetVersion}，仅供参考，不影响就诊`,
  ];
  const en = [
    name ? `${head.en} (${code}, ${name.en})` : head.en,
    ...(why.length > 0 ? [`Because: ${why.map((one) => wordsOf(one).en).join(', ')}`] : []),
    ...lacking.map(
      (one) =>
        `${one.code} (${EXEMPTION_WORDS[one.code].en}) not granted, missing: ${one.missing.map((what) => wordsOf(what).en).join(', ')}`,
    ),
    ...(unknown.length > 0 ? [`Not known: ${unknown.map((one) => wordsOf(one).en).join(', ')}`] : []),
    ...money(benefit).map(({ en }) => en),
    `Rule version ${ruleSetVersion}; advice only, care is never refused`,
  ];
  return { zh: `${zh.join('。')}。`, en: `${en.join('. ')}.` };
}

function money(benefit: Benefit | undefined): Wording[] {
  if (!benefit) return [];
  const { rateBps, payNowFen, ifCompliant, depositWaived, unknown, reasons } = benefit;
  const words: Wording[] = [];
  if (reasons.includes('not-designated')) {
    words.push({ zh: '该机构非医保定点，预计不予报销', en: 'The insurance does not pay at this institution' });
  } else if (rateBps === undefined || payNowFen === undefined) {
    const missing = unknown.map((one) => wordsOf(one));
    if (missing.length > 0) {
      words.push({
        zh: `待遇未知，缺：${missing.map(({ zh }) => zh).join('、')}`,
        en: `The benefit is not known, missing: ${missing.map(({ en }) => en).join(', ')}`,
      });
    }
  } else {
    const [share, yuan] = [percent(rateBps), yuanOf(payNowFen)];
    words.push({ zh: `预计报销 ${share}，起付线 ${yuan} 元`, en: `The fund pays ${share} above ${yuan} yuan` });
    if (ifCompliant && ifCompliant.rateBps > rateBps) {
      const [better, less] = [percent(ifCompliant.rateBps), yuanOf(ifCompliant.payNowFen)];
      words.push({
        zh: `按程序转诊为 ${better}，起付线 ${less} 元`,
        en: `With a referral in order it would pay ${better} above ${less} yuan`,
      });
    }
  }
  if (depositWaived) words.push({ zh: '免交住院押金', en: 'No deposit is asked for' });
  return words;
}

const percent = (bps: number): string => `${(bps / 100).toString()} %`;
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

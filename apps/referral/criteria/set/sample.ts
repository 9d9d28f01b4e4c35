import type { UrgencyClass } from '#contracts/codes.js';
import type { Criterion, CriterionDirection, CriterionResult } from './criterion.js';

/** The shipped set stands above the counties until they have their own. */
export const SAMPLE_SET = {
  county: '000000',
  id: '00000000-0000-7000-8000-000000000901',
  version: 1,
  name: 'Engineering sample of domain §9',
} as const;

/** Shown with every answer that was made with a set nobody has approved. */
export const SAMPLE_NOTICE = {
  zh: '样例，须经当地卫生健康行政部门批准；批准前不得用于临床。',
  en: 'Sample, needs approval by the local medical authority; not for clinical use before that.',
} as const;

const UNVERIFIED = 'domain §9 sample [unverified]';
const OFFICIAL = 'domain §9 [official]';

const HIGH_PRESSURE = '(vitals.sbp >= 180.0 || vitals.dbp >= 110.0)';
const ALARMING = `symptoms.exists(s, s in ['severe-headache', 'vomiting', 'speech-loss', 'paralysis', 'chest-back-pain', 'dyspnoea', 'altered-consciousness'])`;
const HYPERTENSION = `icd(diagnosis.code, 'I10-I15')`;
const DIABETES = `icd(diagnosis.code, 'E10-E14')`;
const BEYOND = `['critical', 'no-equipment', 'no-subject', 'need-surgery', 'need-exam', 'infectious', 'maternal-risk', 'newborn-risk']`;

function row(
  direction: CriterionDirection,
  id: string,
  when: string,
  result: Omit<CriterionResult, 'message'>,
  zh: string,
  en: string,
  basis = UNVERIFIED,
): Criterion {
  const message = { zh, en };
  return { id, version: '1', direction, when, result: { ...result, message }, basis, validFrom: null, validTo: null };
}

const up = (
  id: string,
  urgency: UrgencyClass,
  more: Omit<CriterionResult, 'class' | 'message'>,
  when: string,
  zh: string,
  en: string,
) => row('up', id, when, { class: urgency, ...more }, zh, en);
const down = (
  id: string,
  more: Omit<CriterionResult, 'message'>,
  when: string,
  zh: string,
  en: string,
  basis?: string,
) => row('down', id, when, more, zh, en, basis);

/** The table of domain §9, row by row. Values are unverified unless the basis says otherwise. */
export const SAMPLE_ROWS: readonly Criterion[] = [
  up(
    'HT-E1',
    'U1',
    { centre: 'by-symptom' },
    `${HIGH_PRESSURE} && ${ALARMING}`,
    '血压重度升高伴危急症状：立即急诊上转。',
    'Very high pressure with alarming symptoms: emergency.',
  ),
  up(
    'HT-E2',
    'U2',
    { followUpDays: 14 },
    `${HIGH_PRESSURE} && !${ALARMING} && course.remeasured`,
    '复测血压仍重度升高：当日上转，两周内随访。',
    'Very high pressure, measured again, without symptoms: up today, check after two weeks.',
  ),
  up(
    'HT-R1',
    'U3',
    { dept: ['03.04', '03.06'], followUpDays: 14 },
    `${HYPERTENSION} && course.firstVisit && (patient.pregnant || patient.lactating || (patient.age < 30.0 && ${HIGH_PRESSURE}) || course.paroxysmal || results.lowPotassium || results.armDifference >= 20.0 || results.bruit || results.renalMass)`,
    '首诊高血压，疑继发性或特殊人群：上转心内科/肾内科。',
    'First visit with hypertension that may be secondary, or a special group: cardiology or nephrology.',
  ),
  up(
    'HT-R2',
    'U4',
    { dept: ['03.04'], followUpDays: 14 },
    `${HYPERTENSION} && course.regularDrugMonths >= 3.0 && !course.atTarget`,
    '规律用药三个月以上血压未达标：上转。',
    'Three months of regular drugs and not at target: up.',
  ),
  up(
    'DM-E1',
    'U1',
    {},
    `(vitals.glucose >= 16.7 && (results.ketosis || symptoms.exists(s, s == 'altered-consciousness'))) || (vitals.glucose <= 3.9 && !course.glucoseCorrected)`,
    '血糖危急值伴酮症、意识改变，或低血糖未纠正：立即急诊上转。',
    'Critical glucose with ketosis or altered consciousness, or low glucose not corrected: emergency.',
  ),
  up(
    'DM-E2',
    'U2',
    { followUpDays: 14 },
    'vitals.glucose >= 16.7 || vitals.glucose <= 3.9',
    '血糖过高或过低：当日上转。',
    'Glucose far too high or too low: up today.',
  ),
  up(
    'DM-R1',
    'U3',
    { dept: ['03.07'], followUpDays: 14 },
    `icd(diagnosis.code, 'E10-E14, O24') && (patient.age < 25.0 || patient.pregnant || patient.lactating || course.typeUnclear)`,
    '糖尿病年轻、妊娠、哺乳或分型不明：上转内分泌科。',
    'Diabetes in the young, in pregnancy or lactation, or of unclear type: endocrinology.',
  ),
  up(
    'DM-R2',
    'U4',
    { dept: ['03.07'], followUpDays: 14 },
    `${DIABETES} && (course.missedTargetMonths >= 3.0 || course.repeatedHypoglycaemia || !here.screening)`,
    '糖尿病三个月未达标、反复低血糖或本机构不能筛查并发症：上转。',
    'Diabetes off target for three months, repeated hypoglycaemia, or no screening here: up.',
  ),
  up(
    'CP-E',
    'U1',
    { centre: 'chest-pain' },
    `(symptoms.exists(s, s == 'chest-pain') && course.painMinutes > 15.0) || results.ecgChange`,
    '胸痛超过 15 分钟或心电图改变：胸痛中心。',
    'Chest pain for more than 15 minutes, or ECG change: chest-pain centre.',
  ),
  up(
    'ST-E',
    'U1',
    { centre: 'stroke' },
    `symptoms.exists(s, s in ['facial-droop', 'paralysis', 'speech-loss']) && course.onsetHours <= 4.5`,
    '突发神经功能缺损，起病 4.5 小时内：卒中中心。',
    'Sudden deficit, onset within 4.5 hours: stroke centre.',
  ),
  up(
    'TR-E',
    'U1',
    { centre: 'trauma' },
    `symptoms.exists(s, s == 'injury') && (results.iss >= 16.0 || results.unstable)`,
    '严重或不稳定创伤：创伤中心。',
    'Severe or unstable injury: trauma centre.',
  ),
  up(
    'MT-1-RED',
    'U2',
    { centre: 'maternal', level: 'county-or-above' },
    `(patient.pregnant || patient.lactating) && maternal.riskColour == 'red'`,
    '孕产妇红色风险：县级及以上危重孕产妇救治中心。',
    'Maternal risk red: maternal centre of county level or above.',
  ),
  up(
    'MT-1-ORANGE',
    'U3',
    { centre: 'maternal', level: 'county-or-above' },
    `(patient.pregnant || patient.lactating) && maternal.riskColour == 'orange'`,
    '孕产妇橙色风险：县级及以上助产机构。',
    'Maternal risk orange: county level or above.',
  ),
  up(
    'MT-2',
    'U3',
    { centre: 'maternal', level: 'designated', isolation: true },
    `(patient.pregnant || patient.lactating) && maternal.riskColour == 'purple'`,
    '孕产妇紫色（传染病）：定点医院，注意隔离。',
    'Maternal risk purple (infectious): designated hospital, isolation.',
  ),
  up(
    'NB-1',
    'U1',
    { centre: 'neonatal' },
    `patient.ageDays <= 28.0 && symptoms.exists(s, s in ['altered-consciousness', 'bleeding', 'convulsion', 'cyanosis', 'dyspnoea', 'fever', 'jaundice', 'poor-feeding'])`,
    '新生儿危险体征：危重新生儿救治中心。',
    'Newborn with a danger sign: neonatal centre.',
  ),
  up(
    'VS-E',
    'U1',
    {},
    `vitals.gcs <= 12.0 || vitals.resp > 30.0 || vitals.spo2 < 90.0 || (vitals.sbp < 90.0 && symptoms.exists(s, s == 'bleeding'))`,
    '生命体征危急：立即急诊上转。',
    'Vital signs of an emergency.',
  ),
  row(
    'up',
    'GEN-U',
    `reasons.exists(r, r in ${BEYOND}) || (reasons.exists(r, r in ['diag-unclear', 'treat-failed']) && !diagnosis.inCatalogue)`,
    {},
    '超出本机构诊治能力：上转，紧急程度由医生判断。',
    'Beyond what can be done here: up, the doctor picks the class.',
    OFFICIAL,
  ),
  row(
    'up',
    'GEN-T',
    `reasons.exists(r, r in ['diag-unclear', 'treat-failed']) && diagnosis.inCatalogue`,
    { advice: 'teleconsult' },
    '属本级首诊病种但诊断不明或疗效不佳：先远程会诊。',
    'A disease of this tier, unclear or not getting better: ask a specialist first.',
    UNVERIFIED,
  ),
  row(
    'up',
    'CAT-1',
    'diagnosis.inCatalogue',
    { advice: 'stay' },
    '属本级首诊病种：可在本机构诊治。',
    'To be seen first at this tier: can be treated here.',
    'domain §3.1, V16',
  ),
  down(
    'HT-D1',
    { level: 'township' },
    `${HYPERTENSION} && diagnosis.established && stay.planFixed && course.atTarget && stay.changePlanned`,
    '高血压诊断明确、方案确定、血压达标：下转乡镇卫生院。',
    'Hypertension, plan fixed, at target: back to the township.',
  ),
  down(
    'HT-D1-VILLAGE',
    { level: 'village' },
    `${HYPERTENSION} && diagnosis.established && stay.planFixed && course.atTarget && !stay.changePlanned`,
    '高血压达标且近期不调整方案：可下转村卫生室。',
    'Hypertension at target, no change expected: back to the village.',
  ),
  down(
    'DM-D1',
    {},
    `${DIABETES} && diagnosis.established && stay.planFixed && course.atTarget && !stay.acuteComplication`,
    '糖尿病达标、无急性并发症：下转。',
    'Diabetes at target without acute complication: back to the primary level.',
  ),
  down(
    'GEN-D',
    {},
    `(diagnosis.established && (!stay.specialTreatment || stay.longTerm)) || stay.ownWish || stay.elderCare || diagnosis.inCatalogue`,
    '诊断明确、无需特殊治疗、长期慢性、本人要求、长期照护或常见病：下转。',
    'Diagnosed without special treatment, long-term chronic, own wish, long-term care, or a common disease: back.',
    OFFICIAL,
  ),
  down(
    'CAT-2',
    { downReady: true },
    `icd(diagnosis.code, 'I10-I15, E11.9, J44, I20-I25, I63, J12-J18') && stay.days > stay.suggestedDays`,
    '已超过建议住院天数：请评估下转。',
    'Longer here than suggested: can the patient go back?',
    'domain §9, model 粤卫函〔2019〕798号 [official]',
  ),
  down(
    'DOWN-READY',
    { downReady: true },
    'stay.days >= 3.0 && stay.stableHours >= 24.0 && stay.planFixed',
    '病情稳定 24 小时且方案确定：可以下转。',
    'Stable for 24 hours and the plan is fixed: ready to go back.',
    'domain §9 [default]',
  ),
];

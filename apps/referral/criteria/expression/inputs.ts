/**
 * What the expression of a criterion may ask about: one line for each field, with its type and the words in which a
 * doctor is asked for it. A field that is not in the input is unknown, never false (domain §9).
 */
export type InputKind = 'number' | 'boolean' | 'text' | 'texts';

export type InputValue = number | boolean | string | readonly string[];
/** By field name; a field that nobody has answered is not there. */
export type InputValues = Readonly<Record<string, InputValue>>;

export interface InputField {
  readonly kind: InputKind;
  readonly zh: string;
  readonly en: string;
}

const field = (kind: InputKind, zh: string, en: string): InputField => ({ kind, zh, en });

export const INPUTS: Readonly<Record<string, InputField>> = {
  'patient.age': field('number', '年龄（岁）', 'age in years'),
  'patient.ageDays': field('number', '日龄（天）', 'age in days'),
  'patient.pregnant': field('boolean', '是否妊娠', 'pregnant'),
  'patient.lactating': field('boolean', '是否哺乳期', 'lactating'),
  'here.tier': field('number', '本机构层级（1–4）', 'tier of this institution, 1–4'),
  'here.screening': field('boolean', '本机构能否做并发症筛查', 'complication screening is available here'),
  'diagnosis.code': field('text', '主要诊断编码', 'code of the leading diagnosis'),
  'diagnosis.codes': field('texts', '全部诊断编码', 'codes of all diagnoses'),
  'diagnosis.inCatalogue': field('boolean', '是否本级首诊病种', 'to be seen first at this tier by the catalogue'),
  'diagnosis.established': field('boolean', '诊断是否明确', 'the diagnosis is established'),
  reasons: field('texts', '转诊原因编码', 'reason codes of the form'),
  'vitals.temp': field('number', '体温（℃）', 'temperature, °C'),
  'vitals.pulse': field('number', '脉搏（次/分）', 'pulse per minute'),
  'vitals.resp': field('number', '呼吸（次/分）', 'respiration per minute'),
  'vitals.sbp': field('number', '收缩压（mmHg）', 'systolic pressure, mmHg'),
  'vitals.dbp': field('number', '舒张压（mmHg）', 'diastolic pressure, mmHg'),
  'vitals.spo2': field('number', '血氧饱和度（%）', 'oxygen saturation, %'),
  'vitals.gcs': field('number', 'GCS 评分', 'Glasgow coma scale'),
  'vitals.glucose': field('number', '血糖（mmol/L）', 'blood glucose, mmol/L'),
  symptoms: field('texts', '症状', 'symptoms'),
  'course.firstVisit': field('boolean', '是否本病首诊', 'first visit for this disease'),
  'course.remeasured': field('boolean', '是否复测', 'measured again'),
  'course.paroxysmal': field('boolean', '是否阵发性升高', 'paroxysmal'),
  'course.regularDrugMonths': field('number', '规律用药（月）', 'months of regular drugs'),
  'course.atTarget': field('boolean', '是否达标', 'at target'),
  'course.missedTargetMonths': field('number', '未达标（月）', 'months off target'),
  'course.repeatedHypoglycaemia': field('boolean', '是否反复低血糖', 'repeated hypoglycaemia'),
  'course.typeUnclear': field('boolean', '糖尿病分型是否不明', 'type of diabetes unclear'),
  'course.glucoseCorrected': field('boolean', '低血糖是否已纠正', 'low glucose corrected'),
  'course.painMinutes': field('number', '胸痛持续（分钟）', 'minutes of chest pain'),
  'course.onsetHours': field('number', '起病至今（小时）', 'hours since onset'),
  'results.ketosis': field('boolean', '有无酮症表现', 'signs of ketosis'),
  'results.lowPotassium': field('boolean', '有无低血钾', 'low potassium'),
  'results.armDifference': field('number', '双上肢收缩压差（mmHg）', 'pressure difference between the arms, mmHg'),
  'results.bruit': field('boolean', '有无血管杂音', 'vascular bruit'),
  'results.renalMass': field('boolean', '有无肾脏占位', 'renal mass'),
  'results.ecgChange': field('boolean', '心电图有无急性改变', 'acute change in the ECG'),
  'results.iss': field('number', '创伤严重度评分 ISS', 'injury severity score'),
  'results.unstable': field('boolean', '伤情是否不稳定', 'injured and unstable'),
  'maternal.riskColour': field('text', '孕产妇风险颜色', 'maternal risk colour'),
  'stay.days': field('number', '住院天数', 'days of the stay'),
  'stay.suggestedDays': field('number', '建议住院天数', 'suggested days of the stay'),
  'stay.planFixed': field('boolean', '治疗方案是否确定', 'plan fixed'),
  'stay.stableHours': field('number', '病情稳定（小时）', 'hours of stable condition'),
  'stay.changePlanned': field('boolean', '近期是否调整方案', 'a change of the plan is expected'),
  'stay.acuteComplication': field('boolean', '有无急性并发症', 'acute complication'),
  'stay.specialTreatment': field('boolean', '是否需特殊治疗', 'special treatment needed'),
  'stay.longTerm': field('boolean', '是否长期慢性病', 'long-term chronic disease'),
  'stay.ownWish': field('boolean', '是否本人要求下转', 'own wish to go back'),
  'stay.elderCare': field('boolean', '是否需长期照护', 'long-term care of the elderly'),
};

/** What may stand in `symptoms`; the list says everything that is there: what is not in it was looked for and not found. */
export const SYMPTOMS = [
  'altered-consciousness',
  'bleeding',
  'chest-back-pain',
  'chest-pain',
  'convulsion',
  'cyanosis',
  'dyspnoea',
  'facial-droop',
  'fever',
  'injury',
  'jaundice',
  'paralysis',
  'poor-feeding',
  'severe-headache',
  'speech-loss',
  'vomiting',
] as const;

/** Text in the two languages of the product. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Psychiatry, infectious diseases, tuberculosis, sexually transmitted diseases: the name alone tells a diagnosis. */
const REVEALING = /^(15|16|17|13\.02)(\.|$)/;

const NAMES: Readonly<Record<string, Words>> = {
  '01': { zh: '预防保健科', en: 'preventive care' },
  '02': { zh: '全科医疗科', en: 'general practice' },
  '03': { zh: '内科', en: 'internal medicine' },
  '03.01': { zh: '呼吸内科', en: 'respiratory medicine' },
  '03.02': { zh: '消化内科', en: 'gastroenterology' },
  '03.03': { zh: '神经内科', en: 'neurology' },
  '03.04': { zh: '心血管内科', en: 'cardiology' },
  '03.05': { zh: '血液内科', en: 'haematology' },
  '03.06': { zh: '肾内科', en: 'nephrology' },
  '03.07': { zh: '内分泌科', en: 'endocrinology' },
  '04': { zh: '外科', en: 'surgery' },
  '05': { zh: '妇产科', en: 'obstetrics and gynaecology' },
  '06': { zh: '妇女保健科', en: "women's health" },
  '07': { zh: '儿科', en: 'paediatrics' },
  '10': { zh: '眼科', en: 'ophthalmology' },
  '11': { zh: '耳鼻咽喉科', en: 'ear, nose and throat' },
  '12': { zh: '口腔科', en: 'dentistry' },
  '20': { zh: '急诊医学科', en: 'emergency medicine' },
  '21': { zh: '康复医学科', en: 'rehabilitation' },
  '32': { zh: '医学影像科', en: 'imaging' },
  '50': { zh: '中医科', en: 'traditional Chinese medicine' },
};

const UNNAMED: Words = { zh: '专科', en: 'a specialist department' };

/** True when the department must not be named in a notice (domain §10). Codes are those of 诊疗科目. */
export function isRevealing(code: string): boolean {
  return REVEALING.test(code);
}

/** The name to show; neutral words for a revealing or unknown department. */
export function departmentName(code: string | undefined): Words {
  if (!code || isRevealing(code)) return UNNAMED;
  return NAMES[code] ?? NAMES[code.split('.')[0] ?? ''] ?? UNNAMED;
}

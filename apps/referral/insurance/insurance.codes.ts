/** Code values of the insurance preview (domain §3.3, §4.2 `coverage`). */

/** 城镇职工, 城乡居民, or nobody pays. */
export const SCHEMES = ['employee', 'resident', 'none'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What the benefit differs by. Emergency care is settled as outpatient care until a bed is taken. */
export const CARE_TYPES = ['outpatient', 'inpatient'] as const;
export type CareType = (typeof CARE_TYPES)[number];

/** Medical aid 医疗救助: 特困, 低保, 孤儿, 低保边缘, 防止返贫监测, 重度残疾. */
export const AID_CATEGORIES = [
  'extreme-poverty',
  'minimum-living',
  'orphan',
  'low-income-edge',
  'relapse-risk',
  'severe-disabled',
] as const;
export type AidCategory = (typeof AID_CATEGORIES)[number];

/** Chronic-special diseases 门诊慢特病 that a fund has approved for a person (EX05). */
export const CHRONIC_SPECIAL = [
  'dialysis',
  'chemo-radiotherapy',
  'transplant',
  'hypertension',
  'diabetes',
  'coronary',
  'stroke',
  'copd',
  'hepatitis',
  'tuberculosis',
  'severe-mental',
  'haemophilia',
] as const;
export type ChronicSpecial = (typeof CHRONIC_SPECIAL)[number];

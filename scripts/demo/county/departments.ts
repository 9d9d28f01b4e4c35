import type { Pool } from '#contracts/codes.js';
import type { Name } from './names.js';
import type { HospitalKind } from './plan.js';

/** Clinical subjects (诊疗科目) that appear in the demo; the code list is a sample (domain §4.3). */
export const DEPARTMENT_NAMES: Record<string, Name> = {
  '02': { zh: '全科医疗科', en: 'General practice' },
  '03': { zh: '内科', en: 'Internal medicine' },
  '03.01': { zh: '呼吸内科', en: 'Respiratory medicine' },
  '03.02': { zh: '消化内科', en: 'Gastroenterology' },
  '03.03': { zh: '神经内科', en: 'Neurology' },
  '03.04': { zh: '心血管内科', en: 'Cardiology' },
  '03.06': { zh: '肾内科', en: 'Nephrology' },
  '03.07': { zh: '内分泌科', en: 'Endocrinology' },
  '04': { zh: '外科', en: 'Surgery' },
  '05': { zh: '妇产科', en: 'Obstetrics and gynaecology' },
  '05.02': { zh: '产科', en: 'Obstetrics' },
  '07': { zh: '儿科', en: 'Paediatrics' },
  '07.01': { zh: '新生儿科', en: 'Neonatology' },
  '21': { zh: '康复医学科', en: 'Rehabilitation' },
  '32': { zh: '医学影像科', en: 'Imaging' },
  '50': { zh: '中医科', en: 'Chinese medicine' },
};

/** What one department offers: consultations always, exams and beds where it has them. */
export interface Department {
  readonly code: string;
  readonly pools: readonly Pool[];
  readonly exams: readonly string[];
  readonly bedClasses: readonly string[];
}

const clinic = (code: string): Department => ({ code, pools: ['expert-slot'], exams: [], bedClasses: [] });
const primaryClinic = (code: string): Department => ({ code, pools: [], exams: [], bedClasses: [] });
/** Exams that are done here and read above (基层检查 + 上级诊断); they need no slot. */
const primaryExams = (code: string, ...exams: string[]): Department => ({ ...primaryClinic(code), exams });
const ward = (code: string, ...exams: string[]): Department => ({
  code,
  pools: exams.length > 0 ? ['expert-slot', 'inpatient-bed', 'exam'] : ['expert-slot', 'inpatient-bed'],
  exams,
  bedClasses: ['general'],
});
/** A ward of a township or community centre: its beds take patients who come back from a hospital (domain §7.9). */
const careWard = (code: string): Department => ({
  code,
  pools: ['inpatient-bed'],
  exams: [],
  bedClasses: ['rehab', 'nursing', 'elder-care'],
});
const surgery: Department = {
  code: '04',
  pools: ['expert-slot', 'inpatient-bed', 'day-surgery'],
  exams: [],
  bedClasses: ['general', 'day-surgery'],
};
const examRoom = (code: string, ...exams: string[]): Department => ({ code, pools: ['exam'], exams, bedClasses: [] });

export const HOSPITAL_DEPARTMENTS: Record<HospitalKind, readonly Department[]> = {
  general: [
    ward('03.04', 'echo'),
    clinic('03.01'),
    ward('03.02', 'gastroscopy'),
    ward('03.03'),
    clinic('03.06'),
    clinic('03.07'),
    surgery,
    ward('05'),
    clinic('07'),
    examRoom('32', 'ct', 'mri'),
  ],
  tcm: [ward('03.04', 'echo'), clinic('03.03'), clinic('03.07'), clinic('21'), ward('50'), examRoom('32', 'ct')],
  mch: [clinic('05'), ward('05.02', 'obstetric-ultrasound'), clinic('07'), ward('07.01')],
  private: [clinic('03.04'), ward('04'), examRoom('32', 'ct')],
};

export const CENTRE_DEPARTMENTS: readonly Department[] = [
  primaryExams('02', 'blood-routine', 'hba1c', 'ecg-12', 'dr'),
  primaryClinic('03'),
  primaryClinic('50'),
  careWard('21'),
];
export const CLINIC_DEPARTMENTS: readonly Department[] = [primaryExams('02', 'ecg-12')];

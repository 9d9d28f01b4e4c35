import type { Diagnosis, DownBody, UpBody, VitalSigns } from '../../../apps/referral/referral/form/body.dto.js';
import type { SubmitReferral } from '../../../apps/referral/referral/form/referral.dto.js';
import type { RecordVisit } from '../../../apps/referral/visit/visit.dto.js';

export const ANGINA: Diagnosis = {
  system: 'icd-10',
  version: '2019',
  code: 'I20.9',
  name: '心绞痛 Angina pectoris',
  rank: 1,
};

const CORONARY: Diagnosis = {
  ...ANGINA,
  code: 'I25.1',
  name: '冠状动脉粥样硬化性心脏病 Atherosclerotic heart disease',
};

const vitals = (now: Date): VitalSigns => ({
  temp: 36.6,
  pulse: 88,
  resp: 18,
  sbp: 152,
  dbp: 94,
  at: now.toISOString(),
});

export function visitOf(patientId: string, now: Date, episodeId?: string): RecordVisit {
  const complaint = '活动后胸闷两周 Chest tightness on exertion for two weeks';
  return { patientId, ...(episodeId && { episodeId }), diagnoses: [ANGINA], complaint, vitals: vitals(now) };
}

/** What the family doctor writes about the patient. */
export const UP_BODY: UpBody = {
  chiefComplaint: '活动后胸闷两周 Chest tightness on exertion for two weeks',
  presentIllness: '上楼时加重，休息五分钟内缓解 Worse when climbing stairs, eased by rest within five minutes',
  pastHistory: '高血压八年 Hypertension for eight years',
  allergies: ['none known'],
  provisionalDiagnosis: [ANGINA],
  reasonCode: ['diag-unclear', 'no-equipment'],
  reasonText: '本院不能做运动负荷试验 No exercise test here',
  treatmentCourse: '氨氯地平 5 mg 每日一次 Amlodipine 5 mg once daily',
  currentMedications: ['amlodipine 5 mg qd'],
  infectious: { suspected: false },
};

const later = (instant: string): string => new Date(Date.parse(instant) + 59_000).toISOString();

/** 上转单: an expert's opinion in cardiology, at the one session of this story. */
export function upReferral(
  now: Date,
  visit: { id: string; patientId: string },
  session: { startsAt: string },
): SubmitReferral {
  return {
    direction: 'up',
    purpose: 'visit',
    origin: 'family-doctor',
    urgencyClass: 'U4',
    patientId: visit.patientId,
    firstVisitEncounterId: visit.id,
    consent: { type: 'patient', at: now.toISOString(), method: 'e-signature' },
    // Less than a minute: no other session begins in it.
    requested: { pool: 'expert-slot', deptCode: '03.04', earliest: session.startsAt, latest: later(session.startsAt) },
    up: { ...UP_BODY, vitals: vitals(now) },
  };
}

export const UP_OUTCOME = {
  outcome: 'treated-outpatient',
  finalDiagnosis: [CORONARY],
  adviceToFamilyDoctor: '他汀及抗血小板治疗，两周后复查 Statin and antiplatelet, control in two weeks',
  followUpNeeded: false,
  downReferralPlanned: true,
} as const;

/** 下转单: the stable patient goes home with a plan (domain §4.5). */
export function downReferral(
  now: Date,
  up: { id: string; patientId: string },
  team: { institution: string },
  day: (daysAhead: number) => string,
): SubmitReferral {
  const down: DownBody = {
    visitAt: now.toISOString(),
    finalDiagnosis: [CORONARY],
    mainResults: '静息心电图未见缺血改变；LDL-C 3.4 mmol/L ECG without ischaemia at rest',
    treatmentCourse: '已启动他汀与抗血小板治疗，耐受良好 Statin and antiplatelet started, well tolerated',
    conditionAtTransfer: 'stable',
    nextPlan: '继续用药，两周后家庭医生复查 Continue tablets, control visit in two weeks',
    rehabAdvice: '每日步行 30 分钟 Walk 30 minutes daily',
    warningSigns: '静息时胸痛，或胸痛持续超过 15 分钟：立即上转 Pain at rest or over 15 minutes: refer up at once',
    medications: [
      { name: '阿托伐他汀 Atorvastatin', dose: '20 mg', freq: '每晚一次 once nightly', days: 28 },
      { name: '氯吡格雷 Clopidogrel', dose: '75 mg', freq: '每日一次 once daily', days: 28 },
    ],
    medicationSupplyDays: 28,
    monitoring: [{ item: '血压 blood pressure', target: '< 140/90 mmHg', interval: '每周 weekly' }],
    followUpDueAt: day(14),
  };
  return {
    direction: 'down',
    purpose: 'chronic-care',
    origin: 'hospital',
    urgencyClass: 'U4',
    patientId: up.patientId,
    parentReferralId: up.id,
    consent: { type: 'patient', at: now.toISOString(), method: 'paper' },
    to: { institution: team.institution, deptCode: '02' },
    down,
  };
}

export const DOWN_OUTCOME = {
  outcome: 'handover-done',
  finalDiagnosis: [CORONARY],
  adviceToFamilyDoctor: '已入户随访并接续管理，血压 132/84 Handover done, blood pressure 132/84',
  followUpNeeded: false,
} as const;

import { wardGroupOf } from '../../../libs/contracts/codes';
import type { Schema } from '../api/client';
import type { Values } from './values';

/** What the ranking is asked; undefined as long as nobody has said which department. */
export function routeQuestion(values: Values): Schema<'RouteQuestion'> | undefined {
  const { direction = 'up', urgencyClass = 'U4', requested = {}, up, criticalCentre } = values;
  const { deptCode, pool, examItem, bedClass, earliest, latest } = requested;
  const isEmergency = urgencyClass === 'U1';
  if (!deptCode && !isEmergency) return undefined;
  const diagnosis = leadingOf(values);
  return {
    direction,
    urgencyClass,
    // 20: emergency medicine, where an emergency names none.
    deptCode: deptCode ?? '20',
    ...(isEmergency ? {} : { pool, examItem, bedClass, earliest, latest }),
    ...(diagnosis ? { diagnosis } : {}),
    ...(up?.reasonCode ? { reasonCode: up.reasonCode } : {}),
    ...(criticalCentre ? { criticalCentre } : {}),
  };
}

/** What the fund gate would say of going to this hospital. */
export function verdictQuestion(values: Values, institution: string, cost?: number): Schema<'VerdictQuestion'> {
  const { patientId, direction = 'up', urgencyClass = 'U4', origin, purpose, requested, up } = values;
  const { firstVisitEncounterId, evidence, claimedExemption } = values;
  const diagnosis = leadingOf(values);
  return {
    patientId,
    institution,
    referral: {
      direction,
      urgencyClass,
      ...(origin ? { origin } : {}),
      ...(firstVisitEncounterId ? { firstVisitEncounterId } : {}),
      ...(up?.reasonCode ? { reasonCode: up.reasonCode } : {}),
    },
    ...(requested?.deptCode ? { deptCode: requested.deptCode } : {}),
    ...(diagnosis ? { diagnosis } : {}),
    careType: purpose === 'admission' || requested?.pool === 'inpatient-bed' ? 'inpatient' : 'outpatient',
    ...(evidence ? { evidence } : {}),
    ...(claimedExemption ? { claimedExemption } : {}),
    ...(cost ? { eligibleCostFen: Math.round(cost * 100) } : {}),
  };
}

/** What the criteria are asked. */
export function adviceQuestion({ patientId, up, findings }: Values): Schema<'AdviceQuestion'> {
  return {
    patientId,
    ...(up?.provisionalDiagnosis ? { diagnoses: up.provisionalDiagnosis } : {}),
    ...(up?.vitals ? { vitals: up.vitals } : {}),
    ...(up?.reasonCode ? { reasonCode: up.reasonCode } : {}),
    ...(findings ? { findings } : {}),
  };
}

/** What the doctor decides, to be weighed against the advice. */
export function choiceOf({ urgencyClass, up }: Values) {
  return {
    plan: urgencyClass === 'U1' ? 'emergency' : 'up',
    urgencyClass,
    ...(up?.reasonCode ? { reasons: up.reasonCode } : {}),
  } as const;
}

/** Which free units are looked for in one hospital; undefined as long as it is not said of what. */
export function unitQuestion({ requested = {} }: Values) {
  const { pool, deptCode, examItem, bedClass, earliest, latest } = requested;
  const group = groupOf(pool, deptCode, examItem, bedClass);
  if (!pool || !group) return undefined;
  return { pool, group, ...(earliest ? { from: earliest } : {}), ...(latest ? { to: latest } : {}) };
}

function groupOf(pool?: string, deptCode?: string, examItem?: string, bedClass?: string): string | undefined {
  if (pool === 'exam') return examItem;
  if (pool === 'inpatient-bed') return deptCode && bedClass ? wardGroupOf(deptCode, bedClass) : undefined;
  return deptCode;
}

/** The leading diagnosis in ICD-10. */
function leadingOf({ up }: Values): string | undefined {
  return up?.provisionalDiagnosis?.find(({ rank, system }) => rank === 1 && system === 'icd-10')?.code;
}

import type { Schema } from '../api/client';
import { filled } from '../refer/body';
import { measured, type Typed } from '../vital/measured';

/** The visit as it stands on the screen. */
export type Visit = Omit<Schema<'RecordVisit'>, 'diagnoses' | 'vitals'> & {
  diagnoses?: Schema<'Diagnosis'>[];
  vitals?: Typed;
};

/** What the criteria are asked while the visit is typed. */
export function adviceQuestion(
  { patientId, diagnoses, vitals, findings }: Visit,
  now: string,
): Schema<'AdviceQuestion'> {
  const signs = measured(vitals, now);
  const found = filled({ findings }) as Pick<Schema<'AdviceQuestion'>, 'findings'> | undefined;
  return {
    ...(patientId ? { patientId } : {}),
    ...(diagnoses ? { diagnoses } : {}),
    ...(signs ? { vitals: signs } : {}),
    ...found,
  };
}

/** The visit as the API takes it. @param now ISO instant of vital signs whose time nobody typed */
export function visitBody({ vitals, overrule, ...visit }: Visit, now: string): Schema<'RecordVisit'> {
  const whole = { ...visit, vitals: measured(vitals, now), ...(overrule?.reason ? { overrule } : {}) };
  return filled(whole) as Schema<'RecordVisit'>;
}

/** What a specialist is asked. */
export interface Question {
  institution: string;
  deptCode: string;
  urgencyClass: 'U2' | 'U3' | 'U4';
  chiefComplaint: string;
  question: string;
  method: Schema<'Consent'>['method'];
}

/** The question as the API takes it, with what the visit has found. */
export function asked(
  visit: Pick<Schema<'JudgedVisit'>, 'id' | 'patientId' | 'diagnoses'>,
  { vitals, complaint = '' }: Visit,
  { institution, deptCode, urgencyClass, chiefComplaint, question, method }: Question,
  now: string,
): Schema<'AskTeleconsultation'> {
  const signs = measured(vitals, now);
  return {
    patientId: visit.patientId,
    firstVisitEncounterId: visit.id,
    urgencyClass,
    to: { institution, deptCode },
    consent: { type: 'patient', method, at: now },
    question,
    case: {
      chiefComplaint,
      ...(complaint.trim() ? { presentIllness: complaint } : {}),
      provisionalDiagnosis: visit.diagnoses,
      ...(signs ? { vitals: signs } : {}),
    },
  };
}

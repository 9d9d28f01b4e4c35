import type { Role } from '#contracts/codes.js';
import type { DraftForm } from '../referral/draft/draft.dto.js';
import type { Purpose } from '../referral/form/form.codes.js';
import { originOf } from '../referral/form/origin.js';
import { keyResultsOf } from './linked-exams.js';
import type { QuestionContent } from './teleconsultation.content.js';
import type { AnsweredTeleconsultation } from './teleconsultation-readings.js';

/** What a form of a referral takes. */
const ILLNESS_LENGTH = 2000;
const MOST_RESULTS = 50;

const POOLS: Partial<Record<Purpose, 'expert-slot' | 'exam' | 'inpatient-bed' | 'day-surgery'>> = {
  visit: 'expert-slot',
  exam: 'exam',
  admission: 'inpatient-bed',
  'day-surgery': 'day-surgery',
};

/**
 * The form of the referral that follows an answer, with everything that is known: case, results and files word for word,
 * the advised class, purpose, department and doctor. The consent is left open, as it was given for a question; so is the
 * window, which the patient must be asked for. Pure.
 */
export function formAfter(
  { row, content, advice, exams }: AnsweredTeleconsultation,
  roles: readonly Role[],
): DraftForm {
  const { outcome, purpose = 'visit', reasonCode } = advice;
  const urgencyClass = advice.urgencyClass ?? (outcome === 'emergency' ? 'U1' : row.urgencyClass);
  const doctorId = advice.doctorId ?? row.takenBy ?? undefined;
  const { toInstitution: institution, toDepartment: deptCode } = row;
  const pool = urgencyClass === 'U1' ? undefined : POOLS[purpose];
  const { attachments, case: told } = content;
  const keyResults = [...keyResultsOf(exams), ...(told.keyResults ?? [])].slice(0, MOST_RESULTS);
  return {
    direction: 'up',
    purpose,
    origin: originOf(roles),
    urgencyClass,
    patientId: row.patientId,
    teleconsultationId: row.id,
    ...(row.firstVisitEncounterId ? { firstVisitEncounterId: row.firstVisitEncounterId } : {}),
    to: { institution, deptCode, ...(doctorId ? { doctorId } : {}) },
    ...(pool ? { requested: { pool, deptCode, ...(doctorId && pool === 'expert-slot' ? { doctorId } : {}) } } : {}),
    ...(attachments?.length ? { attachments } : {}),
    up: {
      ...told,
      presentIllness: illnessOf(content),
      ...(keyResults.length > 0 ? { keyResults } : {}),
      ...(reasonCode ? { reasonCode } : {}),
    },
  };
}

/** The history of the illness with what was told after the first question. */
function illnessOf({ case: { presentIllness }, question, supplements = [] }: QuestionContent): string {
  const told = [presentIllness ?? question, ...supplements.map(({ text }) => text)];
  return told.join('\n').slice(0, ILLNESS_LENGTH);
}

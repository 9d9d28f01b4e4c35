import type { EntityManager } from 'typeorm';
import { findExam } from '../exam/exam.store.js';
import type { ExamOrder } from '../exam/exam-order.js';
import type { KeyResult } from '../referral/form/body.dto.js';
import { brokenBy } from './teleconsultation.rules.js';

/** @throws Problem 422 for an exam of another patient, or one that the asker may not see */
export async function requireExams(
  tx: EntityManager,
  county: string,
  patientId: string,
  ids: readonly string[] | undefined,
): Promise<string[]> {
  const exams = await examsNamed(tx, county, ids ?? []);
  const errors = (ids ?? []).flatMap((id, at) => {
    if (exams.some((exam) => exam.id === id && exam.patientId === patientId)) return [];
    return [{ field: `examOrderIds.${at}`, code: 'unknown', message: 'This patient has no such exam.' }];
  });
  if (errors.length > 0) throw brokenBy(errors);
  return [...new Set(ids)];
}

export async function examsNamed(tx: EntityManager, county: string, ids: readonly string[]): Promise<ExamOrder[]> {
  const exams: ExamOrder[] = [];
  for (const id of ids) {
    const exam = await findExam(tx, county, id);
    if (exam) exams.push(exam);
  }
  return exams;
}

/** The exams that were performed, as the form of a referral names them. */
export function keyResultsOf(exams: readonly ExamOrder[]): KeyResult[] {
  return exams.flatMap(({ id, item, kind, state, performedAt, performingInstitution: institution }) => {
    if (!performedAt) return [];
    const at = performedAt.toISOString();
    return [{ kind, item, at, institution, recognised: state === 'recognised', examOrderId: id }];
  });
}

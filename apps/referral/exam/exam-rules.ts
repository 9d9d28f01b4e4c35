import { type FieldError, Problem } from '#service/problem/problem.js';
import { holdsOn } from '../network/dated.js';
import type { Network } from '../network/network.js';
import { isUpperHospital, rankOf } from '../network/tiers.js';
import type { ExamItem } from './exam.store.js';
import type { RecognisedResult } from './recognition.js';

/** Where an exam is done and where it is read. */
export interface ExamPlaces {
  performingInstitution: string;
  reportingInstitution: string;
}

/** V06 of an exam: who performs it has the item; who reports it stands on the same step or above. */
export function placeFaults(
  network: Network,
  { performingInstitution, reportingInstitution }: ExamPlaces,
  item: string,
  day: string,
): FieldError[] {
  const [performing, reporting] = [
    network.institution(performingInstitution),
    network.institution(reportingInstitution),
  ];
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => faults.push({ field, code, message, rule: 'V06' });
  if (!performing || !holdsOn(performing, day))
    refuse('performingInstitution', 'unknown', 'There is no such institution.');
  else if (!network.departments(performing.code, day).some(({ examItems }) => examItems.includes(item))) {
    refuse('performingInstitution', 'no-exam-item', `${performing.code} does not do ${item}.`);
  }
  if (!reporting || !holdsOn(reporting, day))
    refuse('reportingInstitution', 'unknown', 'There is no such institution.');
  else if (performing && rankOf(reporting.type) < rankOf(performing.type)) {
    refuse('reportingInstitution', 'below', 'An exam is read by the same institution or by one above it.');
  }
  return faults;
}

/** E04 by the system: the catalogue names the item, and an upper hospital has read it. */
export function isRecognised(network: Network, item: ExamItem | undefined, reportingInstitution: string): boolean {
  const reporting = network.institution(reportingInstitution);
  return item?.recognised === true && reporting !== undefined && isUpperHospital(reporting.tier);
}

/** 422 that names the results which make the exam needless. */
export function needless(errors: FieldError[], recognised: readonly RecognisedResult[]): Problem {
  const detail = 'A recognised result of this exam still holds: use it, or give a reason to repeat it.';
  return new Problem({ status: 422, code: 'RECOGNISED_RESULT', detail, errors, more: { recognised } });
}

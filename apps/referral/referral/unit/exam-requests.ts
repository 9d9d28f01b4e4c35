import type { EntityManager } from 'typeorm';
import { needless } from '../../exam/exam-rules.js';
import { recognisedNow } from '../../exam/recognised.js';
import { examsOf, isBlocking, needlessExams } from '../../exam/recognition.js';
import type { UnitRequest } from '../form/command.dto.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { requestUnit } from './requests.js';

/**
 * T08 for whatever is wanted; an exam of which a recognised result has come in the meantime needs its reason (domain §4.7).
 * @throws Problem 422 `RECOGNISED_RESULT` with the results, and as {@link requestUnit}
 */
export async function requestNeededUnit(at: Situation, tx: EntityManager, body: UnitRequest): Promise<Passage> {
  const passage = requestUnit(at, body);
  const { requested, patientId, marks, urgencyClass } = at.row;
  const wanted = examsOf(requested);
  if (wanted.length === 0 || !isBlocking(urgencyClass)) return passage;
  const items = wanted.map(({ item }) => item);
  const valid = await recognisedNow(tx, at.network, patientId, items, at.terms.now);
  // The reason that the form gave was looked at with its text at the submission.
  const known = new Set(marks.repeats?.map(({ item }) => item));
  const open = wanted.filter(({ item }) => !known.has(item));
  const errors = needlessExams(open, valid, body.repeats ?? []);
  if (errors.length > 0) throw needless(errors, valid);
  return passage;
}

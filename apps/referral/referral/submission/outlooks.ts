import type { EntityManager } from 'typeorm';
import type { Outlook } from '../../availability/outlook.js';
import { readOutlooks } from '../../routing/supply.js';
import { type Asking, departmentOf, questionOf, requestOf } from './question.js';
import { type Applicant, senderOf } from './submission.js';

/**
 * What is left at everybody who could take the patient of this form: one statement.
 * @throws Problem 403 without the right to refer
 */
export async function outlooksFor(tx: EntityManager, form: Asking, applicant: Applicant): Promise<Outlook[]> {
  const { facts, network, now } = applicant;
  const from = senderOf(applicant, form.urgencyClass === 'U1');
  if (!form.requested || !departmentOf(form)) return [];
  const question = questionOf(form, facts, from, now);
  return readOutlooks(tx, network, requestOf(network, question, form, facts, now), now);
}

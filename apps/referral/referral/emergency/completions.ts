import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { eligibilityFacts } from '../../gate/eligibility.store.js';
import { completionFaults } from '../form/completion.rules.js';
import { type FormContent, signatureOf } from '../form/content.js';
import { formLimits } from '../form/limits.js';
import type { ReferralView } from '../form/referral.answer.js';
import { advance } from '../road/advance.js';
import { Commands, formContext } from '../road/commands.js';
import { telling } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import type { Situation } from '../road/situation.js';
import { replaceForm } from '../store/referral.store.js';
import type { FormCompletion } from './emergency.dto.js';

/** The form of an emergency follows within 24 hours (T37, V13). */
@Injectable()
export class Completions {
  constructor(
    private readonly commands: Commands,
    private readonly cipher: Cipher,
  ) {}

  /** @throws Problem 422 with what is still missing; nothing is stored then */
  complete(write: Write, id: string, given: FormCompletion): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, async (at, tx) => {
      permit(at, 'complete-form');
      const { row, terms } = at;
      const sealed = this.cipher.decrypt(row.fromInstitution, formContext(id), row.formSealed);
      const form = completed(JSON.parse(sealed) as FormContent, given);
      const errors = await missingIn(tx, at, form);
      if (errors.length > 0) {
        const detail = 'The form of this emergency is not complete yet: see errors.';
        throw new Problem({ status: 422, code: 'FORM_INCOMPLETE', detail, errors });
      }
      const content = JSON.stringify(form);
      const signedAt = terms.now.toISOString();
      const marks = { ...row.marks, signedAt, signature: signatureOf(row.fromPractitioner, signedAt, content) };
      const warnings = row.warnings.filter(({ rule }) => rule !== 'V12' && rule !== 'V13');
      const formSealed = this.cipher.encrypt(row.fromInstitution, formContext(id), content);
      await replaceForm(tx, row, { formSealed, marks, warnings });
      const step = { ...at, row: { ...row, marks, warnings } };
      return advance(step, 'complete-form', {
        event: 'form-completed',
        detail: { parts: Object.keys(said(given)) },
        change: { progress: { ...row.progress, formDueAt: undefined } },
        message: telling('referral.form-completed.v1'),
      });
    });
  }
}

/** What was sent, with what is given now; of the body, field by field. */
function completed(sent: FormContent, { up, ...head }: FormCompletion): FormContent {
  const body = { ...sent.up, ...said(up ?? {}) } as FormContent['up'];
  return { ...sent, ...said(head), ...(sent.up || up ? { up: body } : {}) };
}

/** What is left out of a part leaves standing what was sent. */
function said<T extends object>(part: T): Partial<T> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<T>;
}

async function missingIn(tx: EntityManager, { row, network, terms }: Situation, form: FormContent) {
  const { county, patientId, fromPractitioner: practitionerId, direction, purpose, origin, urgencyClass } = row;
  const day = localDate(terms.now);
  const patient = await eligibilityFacts(tx, { county, patientId, practitionerId, day });
  return completionFaults(
    { ...form, direction, purpose, origin, urgencyClass, patientId },
    {
      roles: [row.fromRole],
      county,
      birthDate: patient?.birthDate ?? '1900-01-01',
      now: terms.now,
      limits: formLimits(network.rules, { county, institution: row.fromInstitution }, day),
      completed: { submittedAt: row.submittedAt },
    },
  );
}

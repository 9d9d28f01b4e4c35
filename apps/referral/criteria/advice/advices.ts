import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import { Networks } from '../../network/networks.js';
import { Patient } from '../../patient/patient.entity.js';
import { INPUTS } from '../expression/inputs.js';
import type { Person } from '../expression/values.js';
import type { AdviceAnswer, AdviceQuestion } from './advice.dto.js';
import type { Advice } from './advice.js';
import { adviceFor } from './advised.js';

/** Previews of the advice, while the form is being filled. */
@Injectable()
export class Advices {
  constructor(
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** Stores nothing. @throws Problem 404 for a patient the caller may not see, or where the county has no criteria */
  async preview(caller: Principal, question: AdviceQuestion): Promise<AdviceAnswer> {
    const network = await this.networks.of(caller.county);
    const tier = network.institution(caller.institution)?.tier;
    if (!tier) throw notFound('Your institution is not in the care network.');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const { county, institution } = caller;
      const { patientId, direction = 'up', diagnoses, vitals, findings, reasonCode: reasons, birthDate } = question;
      const day = localDate(now);
      if (birthDate && birthDate > day) {
        throw validationFailed([{ field: 'birthDate', code: 'future', message: 'Nobody is born in the future.' }]);
      }
      const person: Person | null = patientId ? await tx.findOneBy(Patient, { county, id: patientId }) : { birthDate };
      if (!person) throw notFound('There is no such patient here.');
      const found = adviceFor(direction, { diagnoses, vitals, findings, reasons }, person, {
        network,
        institution,
        tier,
        day,
      });
      if (!found) throw notFound('There are no criteria in this county.');
      return answerOf(found.advice);
    });
  }
}

/** With the words in which the doctor is asked for what is missing. */
export function answerOf(advice: Advice): AdviceAnswer {
  const ask = advice.ask.flatMap((field) => {
    const known = INPUTS[field];
    return known ? [{ field, kind: known.kind, label: { zh: known.zh, en: known.en } }] : [];
  });
  return { ...advice, ask };
}

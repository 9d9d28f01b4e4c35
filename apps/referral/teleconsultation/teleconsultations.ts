import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actingAs } from '#service/auth/acting.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { termsAt } from '../referral/deadline/terms.js';
import { formLimits } from '../referral/form/limits.js';
import { announceStep } from './announcing.js';
import { requireExams } from './linked-exams.js';
import {
  answerContext,
  type QuestionContent,
  questionContext,
  stepContext,
  supplemented,
} from './teleconsultation.content.js';
import type {
  Advice,
  InformationRequest,
  Supplement,
  TeleconsultationLine,
  Withdrawal,
} from './teleconsultation.dto.js';
import {
  permitTeleconsultation,
  stepTeleconsultation,
  type Teleconsultation,
  teleconsultationActorsOf,
} from './teleconsultation.js';
import type { TeleconsultationStep } from './teleconsultation.machine.js';
import { adviceFaults, brokenBy, caseFaults } from './teleconsultation.rules.js';
import { lockTeleconsultation, saveTeleconsultations } from './teleconsultation.store.js';
import { teleconsultationLine } from './teleconsultation.view.js';

/** What a step changes, judged on the locked row. */
interface Told {
  change?: Partial<Teleconsultation>;
  reason?: string;
  note?: string;
}

interface At {
  tx: EntityManager;
  row: Teleconsultation;
  principal: Principal;
  network: Network;
  now: Date;
}

/** The steps of a question that was asked: one road for all of them. */
@Injectable()
export class Teleconsultations {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** C02, C03: from now on it is the caller's. */
  take(write: Write, id: string): Promise<Answer<TeleconsultationLine>> {
    return this.step(write, id, 'take', ({ principal }) => ({ change: { takenBy: principal.practitioner } }));
  }

  /** C04: the clock of the specialist stops, the asker's runs. */
  return(write: Write, id: string, { text }: InformationRequest): Promise<Answer<TeleconsultationLine>> {
    return this.step(write, id, 'return', ({ row }) => ({ change: { returns: row.returns + 1 }, note: text }));
  }

  /** C05: the question with what was missing goes to the same specialist again. */
  inform(write: Write, id: string, more: Supplement): Promise<Answer<TeleconsultationLine>> {
    return this.step(write, id, 'inform', async (at) => {
      const { tx, row, now } = at;
      const added = await requireExams(tx, row.county, row.patientId, more.examOrderIds);
      const content = supplemented(this.open(row), more, now);
      this.requireSound(content, at);
      const questionSealed = this.cipher.encrypt(row.fromInstitution, questionContext(id), JSON.stringify(content));
      const examOrders = [...new Set([...row.examOrders, ...added])];
      return {
        change: { questionSealed, examOrders, toPractitioner: row.takenBy ?? row.toPractitioner, takenBy: null },
        note: more.text,
      };
    });
  }

  /** C06: the advice. @throws Problem 422 where a referral is advised without saying why */
  answer(write: Write, id: string, advice: Advice): Promise<Answer<TeleconsultationLine>> {
    return this.step(write, id, 'answer', ({ row, network, principal, now }) => {
      const errors = adviceFaults(advice, network, row.toInstitution);
      if (errors.length > 0) throw brokenBy(errors);
      const answerSealed = this.cipher.encrypt(principal.institution, answerContext(id), JSON.stringify(advice));
      return { change: { answerSealed, outcome: advice.outcome, answeredAt: now } };
    });
  }

  /** C07. */
  withdraw(write: Write, id: string, { reason, text }: Withdrawal): Promise<Answer<TeleconsultationLine>> {
    return this.step(write, id, 'withdraw', () => ({ reason, note: text }));
  }

  /** @throws Problem 404 unknown or none of the caller's business, 409 in another state, 412 stale, 428 without If-Match */
  private async step(
    write: Write,
    id: string,
    event: TeleconsultationStep['event'],
    judge: (at: At) => Told | Promise<Told>,
  ): Promise<Answer<TeleconsultationLine>> {
    const version = requireIfMatch(write);
    const { principal } = write;
    await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const before = await lockTeleconsultation(tx, principal.county, id);
      const actors = before ? teleconsultationActorsOf(principal, before) : [];
      if (!before || actors.length === 0) throw notFound();
      if (before.version !== version) throw staleVersion(before.version);
      const network = await this.networks.of(before.county);
      const terms = termsAt(network, { county: before.county, institution: before.toInstitution }, now);
      const permitted = permitTeleconsultation(before, event, actors, terms);
      const { note, ...told } = await judge({ tx, row: before, principal, network, now });
      const noteSealed = note && this.cipher.encrypt(principal.institution, stepContext(id, version + 1), note);
      const sealed = { ...told, ...(noteSealed ? { noteSealed } : {}) };
      const { row, entry } = stepTeleconsultation(before, permitted, { who: actingAs(principal), terms }, sealed);
      await saveTeleconsultations(tx, [row], [entry]);
      await announceStep(tx, row, entry);
      return { status: 200, body: teleconsultationLine(row, now), version: row.version };
    });
  }

  private open({ id, fromInstitution, questionSealed }: Teleconsultation): QuestionContent {
    return JSON.parse(this.cipher.decrypt(fromInstitution, questionContext(id), questionSealed)) as QuestionContent;
  }

  private requireSound(content: QuestionContent, { row, principal, network, now }: At): void {
    const { county, roles, institution } = principal;
    const limits = formLimits(network.rules, { county, institution }, localDate(now));
    const setting = { roles, county, birthDate: content.patient.birthDate, now, limits };
    // Vital signs of the first question may be older than a day by now.
    const errors = caseFaults(content, row.urgencyClass as 'U2' | 'U3' | 'U4', setting).filter(
      ({ field }) => field !== 'case.vitals.at',
    );
    if (errors.length > 0) throw brokenBy(errors);
  }
}

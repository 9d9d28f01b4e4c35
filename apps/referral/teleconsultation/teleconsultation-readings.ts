import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import type { ExamOrder } from '../exam/exam-order.js';
import { examsNamed } from './linked-exams.js';
import { answerContext, type QuestionContent, questionContext, stepContext } from './teleconsultation.content.js';
import type {
  Advice,
  TeleconsultationEventView,
  TeleconsultationLine,
  TeleconsultationQuery,
  TeleconsultationView,
} from './teleconsultation.dto.js';
import { type Teleconsultation, type TeleconsultationEntry, teleconsultationActorsOf } from './teleconsultation.js';
import { findTeleconsultation, listTeleconsultations, teleconsultationHistory } from './teleconsultation.store.js';
import { teleconsultationLine } from './teleconsultation.view.js';

/** A question with its answer, opened. */
interface OpenedTeleconsultation {
  row: Teleconsultation;
  content: QuestionContent;
  advice: Advice | undefined;
}

/** What a referral takes over. */
export interface AnsweredTeleconsultation extends OpenedTeleconsultation {
  advice: Advice;
  /** What was examined for it. */
  exams: ExamOrder[];
}

/** Questions and answers, for the asking house and the asked department alone; a clinical read is recorded (domain §14). */
@Injectable()
export class TeleconsultationReadings {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** Newest first. */
  list(caller: Principal, query: TeleconsultationQuery): Promise<Page<TeleconsultationLine>> {
    const { box, state, overdue, cursor, limit } = query;
    const [before] = readCursor(cursor, 'uuid');
    const departments = box === 'inbox' && caller.departments.length > 0 ? caller.departments : undefined;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const dueBefore = overdue === 'true' ? now : undefined;
      const rows = await listTeleconsultations(tx, caller, { box, state, dueBefore, departments, before, limit });
      return toPage(
        rows,
        limit,
        (row) => teleconsultationLine(row, now),
        ({ id }) => [id],
      );
    });
  }

  /** With question, answer and every step; recorded. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<Answer<TeleconsultationView>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findTeleconsultation(tx, caller.county, id);
      if (!row || teleconsultationActorsOf(caller, row).length === 0) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: row.patientId, purpose: 'treatment', at: now });
      const { content, advice } = this.open(row);
      const { patient, ...question } = content;
      const entries = await teleconsultationHistory(tx, row.county, [id]);
      const events = entries.map((entry) => this.eventView(entry));
      const opened = { patient, question, examOrderIds: row.examOrders, ...(advice ? { answer: advice } : {}), events };
      return { status: 200, body: { ...teleconsultationLine(row, now), ...opened }, version: row.version };
    });
  }

  /** For a referral that takes it over. @throws Problem 404 of another house, 409 before the answer */
  answered(caller: Principal, id: string): Promise<AnsweredTeleconsultation> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findTeleconsultation(tx, caller.county, id);
      if (!row || !teleconsultationActorsOf(caller, row).includes('A')) throw notFound();
      const { content, advice } = this.open(row);
      if (!advice) {
        const detail = 'There is no advice yet that a referral could follow.';
        throw conflict('NOT_ANSWERED', detail, { state: row.state });
      }
      await recordAccess(tx, caller, { subject: 'patient', subjectId: row.patientId, purpose: 'treatment', at: now });
      return { row, content, advice, exams: await examsNamed(tx, row.county, row.examOrders) };
    });
  }

  private open(row: Teleconsultation): OpenedTeleconsultation {
    const { id, fromInstitution, toInstitution, questionSealed, answerSealed } = row;
    const text = (institution: string, context: string, sealed: string) =>
      JSON.parse(this.cipher.decrypt(institution, context, sealed));
    const content: QuestionContent = text(fromInstitution, questionContext(id), questionSealed);
    const advice: Advice | undefined = answerSealed ? text(toInstitution, answerContext(id), answerSealed) : undefined;
    return { row, content, advice };
  }

  private eventView(entry: TeleconsultationEntry): TeleconsultationEventView {
    const { teleconsultationId: id, version, event, transition, fromState, toState, reason, noteSealed, at } = entry;
    const note = noteSealed && this.cipher.decrypt(entry.actorInstitution, stepContext(id, version), noteSealed);
    return {
      version,
      event,
      transition,
      from: fromState,
      to: toState,
      actor: { id: entry.actorId, role: entry.actorRole, institution: entry.actorInstitution },
      ...(reason ? { reason } : {}),
      ...(note ? { note } : {}),
      at: at.toISOString(),
    };
  }
}

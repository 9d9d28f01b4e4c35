import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { type Page, type PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import { Networks } from '../network/networks.js';
import { Patient } from '../patient/patient.entity.js';
import type { ExamItemView, ExamLine, ExamQuery, ExamView, RecognisedQuery, RecognisedView } from './exam.dto.js';
import { type ExamItem, examItems, findExam, listExams } from './exam.store.js';
import { examLine } from './exam.view.js';
import type { ExamOrder } from './exam-order.js';
import { examNoteContext, examReportContext } from './exams.js';
import { recognisedNow } from './recognised.js';

/** Exams and their results, for those who may see the patient: access follows the referral (domain §14). */
@Injectable()
export class ExamReadings {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** With its report; the read is recorded. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<Answer<ExamView>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const order = await findExam(tx, caller.county, id);
      if (!order) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: order.patientId, purpose: 'treatment', at: now });
      return { status: 200, body: this.open(order), version: order.version };
    });
  }

  /** Newest first, without clinical text. */
  list(caller: Principal, { patient, state, cursor, limit }: ExamQuery): Promise<Page<ExamLine>> {
    const { county, institution } = caller;
    const [before = null] = readCursor(cursor, 'uuid');
    const filter = { county, institution, patientId: patient ?? null, state: state ?? null, before, limit };
    return this.database.transaction(scopeOf(caller), async (tx) =>
      toPage(await listExams(tx, filter), limit, examLine, ({ id }) => [id]),
    );
  }

  /** What the caller need not order again, with the reports; the read is recorded. @throws Problem 404 for the patient */
  async recognised(caller: Principal, { patient, item }: RecognisedQuery): Promise<{ items: RecognisedView[] }> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      if (!(await tx.existsBy(Patient, { county: caller.county, id: patient }))) throw notFound();
      const valid = await recognisedNow(tx, network, patient, item ? [item] : null, now);
      const items: RecognisedView[] = [];
      for (const { examOrderId, validUntil } of valid) {
        const order = await findExam(tx, caller.county, examOrderId);
        if (order) items.push({ ...this.open(order), ...(validUntil ? { validUntil } : {}) });
      }
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patient, purpose: 'treatment', at: now });
      return { items };
    });
  }

  /** The catalogue of the caller's county, with the windows that hold today. */
  async items(caller: Principal, { cursor, limit }: PageQuery): Promise<Page<ExamItemView>> {
    const [after = ''] = readCursor(cursor, 'text');
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const day = localDate(now);
      const items = await examItems(tx, caller.county, day, null);
      const windowOf = (kind: string) => network.rules.value(`recognition.window.${kind}`, caller, day);
      const viewed = (item: ExamItem): ExamItemView => {
        const window = item.recognised ? windowOf(item.kind) : undefined;
        return { ...item, ...(window === undefined ? {} : { window: String(window) }) };
      };
      const rest = items.filter(({ code }) => code > after);
      return toPage(rest, limit, viewed, ({ code }) => [code]);
    });
  }

  private open(order: ExamOrder): ExamView {
    const { id, noteSealed, reportSealed, orderingInstitution, reportingInstitution, conclusion, reportedBy } = order;
    const text = (institution: string, context: string, sealed: string) =>
      this.cipher.decrypt(institution, context, sealed);
    return {
      ...examLine(order),
      ...(noteSealed ? { note: text(orderingInstitution, examNoteContext(id), noteSealed) } : {}),
      ...(conclusion ? { conclusion } : {}),
      ...(reportSealed ? { report: text(reportingInstitution, examReportContext(id), reportSealed) } : {}),
      ...(reportedBy ? { reportedBy } : {}),
    };
  }
}

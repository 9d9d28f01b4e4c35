import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { actingAs, THE_SYSTEM } from '#service/auth/acting.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound, rulesBroken, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { isUpperHospital } from '../network/tiers.js';
import { Patient } from '../patient/patient.entity.js';
import { meantPatient } from '../patient/registration.store.js';
import { findReferral } from '../referral/store/referral.store.js';
import type { ExamLine, OrderExam, Performance, Report } from './exam.dto.js';
import type { ExamEvent } from './exam.machine.js';
import { examItems, lockExam, saveExam } from './exam.store.js';
import { examLine } from './exam.view.js';
import { type ExamOrder, type ExamPassage, examActorsOf, permitExam, stepExam } from './exam-order.js';
import { isRecognised, needless, placeFaults } from './exam-rules.js';
import { recognisedNow } from './recognised.js';
import { needlessExams } from './recognition.js';
import { announceResult } from './result-ready.js';

/** Free text of the order, and of the report. */
export const examNoteContext = (id: string): string => `exam.note:${id}`;
export const examReportContext = (id: string): string => `exam.report:${id}`;

interface At {
  tx: EntityManager;
  principal: Principal;
  network: Network;
  now: Date;
}

/** Exams ordered at a primary institution, read by an upper one, recognised by all (domain §4.7). */
@Injectable()
export class Exams {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /**
   * E01. @throws Problem 404 patient or referral, 422 without the item or its supply, and `RECOGNISED_RESULT` where a
   * result still holds and no reason is given
   */
  async order(write: Write, wish: OrderExam): Promise<Answer<ExamLine>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const at = { tx, principal, network, now };
      const meant = { ...wish, patientId: await meantPatient(tx, wish.patientId) };
      const blank = await this.blank(at, meant);
      await this.requireReason(at, meant);
      const step = { event: 'order', transition: 'E01', to: 'ordered' } as const;
      const passage = stepExam({ order: blank, entries: [] }, step, { who: actingAs(principal), at: now });
      return { ...(await saved(tx, passage)), status: 201, location: `/v1/exam-orders/${blank.id}` };
    });
  }

  /** E02. */
  perform(write: Write, id: string, { at: given }: Performance): Promise<Answer<ExamLine>> {
    return this.take(write, id, 'perform', (order, { now }) => {
      const performedAt = given ? new Date(given) : now;
      if (performedAt > now || performedAt < order.orderedAt) throw wrongTime();
      return { performedAt };
    });
  }

  /** E03, and at once E04 where the result is recognised by rule. The result is announced to the family doctor. */
  report(write: Write, id: string, { conclusion, text }: Report): Promise<Answer<ExamLine>> {
    return this.take(
      write,
      id,
      'report',
      (_, { principal, now }) => {
        const reportSealed = this.cipher.encrypt(principal.institution, examReportContext(id), text);
        return { conclusion, reportSealed, reportedBy: principal.practitioner, reportedAt: now };
      },
      async (passage, { tx, network, now }) => {
        const { county, item: code, reportingInstitution } = passage.order;
        const [item] = await examItems(tx, county, localDate(now), code);
        if (!isRecognised(network, item, reportingInstitution)) return passage;
        const step = { event: 'recognise', transition: 'E04', to: 'recognised' } as const;
        return stepExam(passage, step, { who: THE_SYSTEM, at: now }, { recognisedAt: now });
      },
    );
  }

  /** E04 by a doctor of an upper hospital who sees the patient. */
  recognise(write: Write, id: string): Promise<Answer<ExamLine>> {
    return this.take(write, id, 'recognise', (_, { now }) => ({ recognisedAt: now }));
  }

  private async take(
    write: Write,
    id: string,
    event: ExamEvent,
    change: (order: ExamOrder, at: At) => Partial<ExamOrder>,
    goOn: (passage: ExamPassage, at: At) => Promise<ExamPassage> = async (passage) => passage,
  ): Promise<Answer<ExamLine>> {
    const version = requireIfMatch(write);
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const at = { tx, principal, network, now };
      const order = await lockExam(tx, principal.county, id);
      if (!order) throw notFound();
      const step = permitExam(order, event, examActorsOf(principal, order, isUpper(at)));
      if (order.version !== version) throw staleVersion(order.version);
      const who = actingAs(principal);
      const first = stepExam({ order, entries: [] }, step, { who, at: now }, change(order, at));
      const passage = await goOn(first, at);
      if (event === 'report') await announceResult(tx, passage.order, who, now);
      return { ...(await saved(tx, passage)), status: 200 };
    });
  }

  private async blank({ tx, principal, network, now }: At, wish: OrderExam): Promise<ExamOrder> {
    const { county, institution, practitioner } = principal;
    const { patientId, referralId = null, item: code, text, reason: repeatReason = null } = wish;
    if (!(await tx.existsBy(Patient, { county, id: patientId }))) throw notFound('There is no such patient here.');
    const referral = referralId ? await findReferral(tx, principal, referralId) : undefined;
    if (referralId && referral?.patientId !== patientId) throw notFound('There is no such referral here.');
    const day = localDate(now);
    const [item] = await examItems(tx, county, day, code);
    if (!item) throw unknownItem(code);
    const performingInstitution = wish.performingInstitution ?? institution;
    const reportingInstitution = wish.reportingInstitution ?? performingInstitution;
    const errors = placeFaults(network, { performingInstitution, reportingInstitution }, code, day);
    if (errors.length > 0) throw rulesBroken('See errors.', errors);
    const id = v7();
    const noteSealed = text ? this.cipher.encrypt(institution, examNoteContext(id), text) : null;
    const places = { orderingInstitution: institution, performingInstitution, reportingInstitution };
    const who = { county, id, patientId, referralId, orderedBy: practitioner, ...places };
    const later = { conclusion: null, reportSealed: null, reportedBy: null, performedAt: null, reportedAt: null };
    const what = { item: code, kind: item.kind, repeatReason, noteSealed, ...later, recognisedAt: null };
    return { ...who, ...what, version: 0, state: 'ordered', orderedAt: now };
  }

  private async requireReason({ tx, network, now }: At, { patientId, item, reason, text }: OrderExam): Promise<void> {
    if (reason === 'other' && !text?.trim()) throw wordless();
    const valid = await recognisedNow(tx, network, patientId, [item], now);
    const errors = needlessExams([{ item, field: 'item' }], valid, reason ? [{ item, reason, text }] : []);
    if (errors.length > 0) throw needless(errors, valid);
  }
}

function isUpper({ principal, network }: At): boolean {
  const own = network.institution(principal.institution);
  return own !== undefined && isUpperHospital(own.tier);
}

async function saved(tx: EntityManager, { order, entries }: ExamPassage): Promise<{ body: ExamLine; version: number }> {
  await saveExam(tx, order, entries);
  return { body: examLine(order), version: order.version };
}

const wrongTime = () =>
  validationFailed([
    { field: 'at', code: 'order', message: 'An exam follows its order and does not lie ahead.', rule: 'V11' },
  ]);

const wordless = () =>
  rulesBroken('See errors.', [
    { field: 'text', code: 'required', message: 'The reason `other` needs a text.', rule: '§4.7' },
  ]);

const unknownItem = (code: string) =>
  validationFailed([{ field: 'item', code: 'unknown', message: `The catalogue has no exam ${code}.` }]);

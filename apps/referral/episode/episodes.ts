import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound, Problem } from '#service/problem/problem.js';
import { Patient } from '../patient/patient.entity.js';
import { teleconsultationHistory } from '../teleconsultation/teleconsultation.store.js';
import { Episode } from '../visit/episode.entity.js';
import type { EpisodeLine, EpisodeList, EpisodeQuery, EpisodeView } from './episode.dto.js';
import {
  examSteps,
  examsOf,
  legEntries,
  listEpisodes,
  ownersOf,
  questionsOf,
  referralsOf,
  visitSteps,
  visitsOf,
} from './episode.store.js';
import { examOf } from './exams.js';
import { followUpsOf, legNow, legThen } from './legs.js';
import { questionOf } from './questions.js';
import { timelineOf } from './timeline.js';
import { visitOf } from './visits.js';

/** Courses of care, as they are and as they were known at any minute; each shows what the caller may see (domain §14). */
@Injectable()
export class Episodes {
  constructor(private readonly database: Database) {}

  /** Newest first; recorded. @throws Problem 404 for a patient whom the caller may not see */
  list(caller: Principal, { patient, cursor, limit }: EpisodeList): Promise<Page<EpisodeLine>> {
    const [before = null] = readCursor(cursor, 'uuid');
    const { county } = caller;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      if (!(await tx.existsBy(Patient, { county, id: patient }))) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patient, purpose: 'treatment', at: now });
      const rows = await listEpisodes(tx, county, patient, { before, limit });
      const line = ({ openedAt, ...row }: (typeof rows)[number]) => ({ ...row, openedAt: openedAt.toISOString() });
      return toPage(rows, limit, line, ({ id }) => [id]);
    });
  }

  /**
   * Visits, questions, referrals and follow-ups of one course of care; recorded.
   * @throws Problem 404, 422 for an instant that lies ahead
   */
  async read(caller: Principal, id: string, { at: asked }: EpisodeQuery): Promise<EpisodeView> {
    const { county } = caller;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const episode = await tx.findOneBy(Episode, { county, id });
      if (!episode) throw notFound();
      const { patientId, institution, openedAt } = episode;
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'treatment', at: now });
      const at = asked ? new Date(asked) : now;
      if (at > now) throw ahead(now);
      const head = { id, at: at.toISOString() };
      const known = await this.knownAt(tx, county, id, at, asked !== undefined);
      return at < openedAt
        ? { ...head, ...known }
        : { ...head, patientId, institution, openedAt: openedAt.toISOString(), ...known };
    });
  }

  /** @param then whether nothing but what is never changed may tell of it */
  private async knownAt(
    tx: EntityManager,
    county: string,
    id: string,
    at: Date,
    then: boolean,
  ): Promise<Omit<EpisodeView, 'id' | 'at'>> {
    const owners = await ownersOf(tx, county, id, at);
    const visits = await visitsOf(tx, county, id, then ? at : undefined);
    const steps = await visitSteps(tx, county, id, at);
    const rows = await referralsOf(tx, county, id);
    const entries = await legEntries(
      tx,
      county,
      rows.map((row) => row.id),
      at,
    );
    const all = await teleconsultationHistory(tx, county, await questionsOf(tx, county, id));
    const questions = all.filter((entry) => entry.at <= at);
    const entriesOf = (referralId: string) => entries.filter((entry) => entry.referralId === referralId);
    const asked = [...new Set(questions.map((entry) => entry.teleconsultationId))];
    const sent = questions.flatMap((entry) => entry.became.examOrders);
    const legs = [...new Set(entries.map((entry) => entry.referralId))];
    const exams = await examsOf(tx, county, legs, sent);
    const examined = await examSteps(
      tx,
      county,
      exams.map((exam) => exam.id),
      at,
    );
    const stepsOf = (examId: string) => examined.filter((step) => step.id === examId);
    const owner = owners.at(-1);
    return {
      ...(owner ? { firstContactResponsibility: caseOwnerOf(owner) } : {}),
      visits: visits.map(visitOf),
      teleconsultations: asked.flatMap((one) => questionOf(questions.filter((q) => q.teleconsultationId === one))),
      legs: rows.flatMap((row) => (then ? (legThen(row, rows, entriesOf(row.id)) ?? []) : legNow(row, rows))),
      exams: exams.flatMap((exam) => examOf(exam, stepsOf(exam.id))),
      followUps: followUpsOf(entries),
      timeline: timelineOf({ owners, visits: steps, questions, referrals: entries, exams: examined }),
    };
  }
}

function caseOwnerOf({ institution, since, referralId }: Awaited<ReturnType<typeof ownersOf>>[number]) {
  return { institution, since: since.toISOString(), ...(referralId ? { referralId } : {}) };
}

function ahead(now: Date): Problem {
  const message = `What will be known is not known yet: it is ${now.toISOString()}.`;
  return new Problem({
    status: 422,
    code: 'IN_THE_FUTURE',
    detail: message,
    errors: [{ field: 'at', code: 'future', message }],
  });
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { ChainedEntry } from '../referral/history/chain.js';
import { SELECTED } from '../referral/store/referral.columns.js';
import type { ReferralRow } from '../referral/store/referral.row.js';
import type { EpisodeLine } from './episode.dto.js';
import type { ExamFacts, ExamStep } from './exams.js';
import type { KnownVisit } from './visits.js';

/** Every statement shows what the scope may see; what is told of an instant comes from rows that are never changed. */

const REFERRALS: Statement = {
  name: 'episode-referrals',
  text: `SELECT ${SELECTED} FROM referral WHERE county = $1 AND episode_id = $2 ORDER BY submitted_at, id`,
};

const EVENTS: Statement = {
  name: 'episode-referral-events',
  text: `SELECT e.referral_id AS "referralId", e.version, e.event, e.transition, e.from_state AS "fromState", e.to_state AS "toState",
                e.actor_role AS "actorRole", e.actor_institution AS "actorInstitution", e.detail, e.became, e.at
           FROM referral_event e
          WHERE e.county = $1 AND e.referral_id = ANY ($2::uuid[]) AND e.to_state <> 'draft' AND e.at <= $3
          ORDER BY e.referral_id, e.version`,
};

/** The columns of a visit that are no clinical text; the trigger `kept` keeps the same. */
const VISITS_NOW: Statement = {
  name: 'episode-visits',
  text: `SELECT to_jsonb(e) AS facts FROM encounter e WHERE e.county = $1 AND e.episode_id = $2 ORDER BY e.visited_at, e.id`,
};
const VISITS_THEN: Statement = {
  name: 'episode-visits-then',
  text: `SELECT facts FROM (
           SELECT DISTINCT ON (encounter_id) encounter_id, facts FROM encounter_history
            WHERE county = $1 AND episode_id = $2 AND at <= $3 ORDER BY encounter_id, seq DESC) known
          ORDER BY (facts ->> 'visited_at')::timestamptz, encounter_id`,
};
const VISIT_STEPS: Statement = {
  name: 'episode-visit-steps',
  text: `SELECT encounter_id AS "id", at, facts ->> 'institution' AS institution FROM encounter_history
          WHERE county = $1 AND episode_id = $2 AND at <= $3 ORDER BY encounter_id, seq`,
};

const OWNERS: Statement = {
  name: 'episode-owners',
  text: `SELECT institution, since, referral_id AS "referralId" FROM case_responsibility
          WHERE county = $1 AND episode_id = $2 AND since <= $3 ORDER BY since, seq`,
};

const QUESTIONS: Statement = {
  name: 'episode-questions',
  text: `SELECT id FROM teleconsultation WHERE county = $1 AND episode_id = $2 ORDER BY id`,
};

const EXAMS: Statement = {
  name: 'episode-exams',
  text: `SELECT id, item, kind, referral_id AS "referralId", performing_institution AS "performingInstitution",
                reporting_institution AS "reportingInstitution", ordered_at AS "orderedAt", performed_at AS "performedAt", conclusion
           FROM exam_order WHERE county = $1 AND (referral_id = ANY ($2::uuid[]) OR id = ANY ($3::uuid[])) ORDER BY ordered_at, id`,
};
const EXAM_STEPS: Statement = {
  name: 'episode-exam-steps',
  text: `SELECT exam_order_id AS id, version, event, to_state AS state, actor_institution AS institution, actor_role AS role, at
           FROM exam_event WHERE county = $1 AND exam_order_id = ANY ($2::uuid[]) AND at <= $3 ORDER BY exam_order_id, version`,
};

const LIST: Statement = {
  name: 'episodes-of-patient',
  text: `SELECT e.id, e.patient_id AS "patientId", e.institution, e.opened_at AS "openedAt", legs.all AS referrals, legs.open AS "openReferrals"
           FROM episode e CROSS JOIN LATERAL (
                SELECT count(*)::integer AS all,
                       (count(*) FILTER (WHERE r.state NOT IN ('closed', 'rejected', 'cancelled', 'expired')))::integer AS open
                  FROM referral r WHERE r.county = e.county AND r.episode_id = e.id) legs
          WHERE e.county = $1 AND e.patient_id = $2 AND ($3::uuid IS NULL OR e.id < $3) ORDER BY e.id DESC LIMIT $4`,
};

/** A step of a referral, as far as an episode tells it. */
export type LegEntry = Pick<
  ChainedEntry,
  | 'referralId'
  | 'version'
  | 'event'
  | 'transition'
  | 'fromState'
  | 'toState'
  | 'actorRole'
  | 'actorInstitution'
  | 'detail'
  | 'became'
  | 'at'
>;

export function referralsOf(tx: EntityManager, county: string, episodeId: string): Promise<ReferralRow[]> {
  return run<ReferralRow>(tx, REFERRALS, [county, episodeId]);
}

/** Steps since the submission up to an instant, each referral's in their order. */
export function legEntries(
  tx: EntityManager,
  county: string,
  referralIds: readonly string[],
  until: Date,
): Promise<LegEntry[]> {
  return run<LegEntry>(tx, EVENTS, [county, referralIds, until]);
}

/** The visits as they are, or as they were known at an instant; in the order in which they took place. */
export async function visitsOf(
  tx: EntityManager,
  county: string,
  episodeId: string,
  at: Date | undefined,
): Promise<KnownVisit[]> {
  const values = [county, episodeId];
  const rows = await (at
    ? run<{ facts: KnownVisit }>(tx, VISITS_THEN, [...values, at])
    : run<{ facts: KnownVisit }>(tx, VISITS_NOW, values));
  return rows.map(({ facts }) => facts);
}

/** When each visit was entered, and when it was completed. */
export function visitSteps(
  tx: EntityManager,
  county: string,
  episodeId: string,
  until: Date,
): Promise<{ id: string; at: Date; institution: string }[]> {
  return run(tx, VISIT_STEPS, [county, episodeId, until]);
}

/** Who owned the case, one after the other. */
export function ownersOf(
  tx: EntityManager,
  county: string,
  episodeId: string,
  until: Date,
): Promise<{ institution: string; since: Date; referralId: string | null }[]> {
  return run(tx, OWNERS, [county, episodeId, until]);
}

export async function questionsOf(tx: EntityManager, county: string, episodeId: string): Promise<string[]> {
  return (await run<{ id: string }>(tx, QUESTIONS, [county, episodeId])).map(({ id }) => id);
}

/** One row more than the limit tells that there is a next page. */
export function listEpisodes(
  tx: EntityManager,
  county: string,
  patientId: string,
  page: { before: string | null; limit: number },
): Promise<(Omit<EpisodeLine, 'openedAt'> & { openedAt: Date })[]> {
  return run(tx, LIST, [county, patientId, page.before, page.limit + 1]);
}

/** Exams that were ordered on these referrals, and those that are named. */
export function examsOf(
  tx: EntityManager,
  county: string,
  referralIds: readonly string[],
  examIds: readonly string[],
): Promise<ExamFacts[]> {
  return run<ExamFacts>(tx, EXAMS, [county, referralIds, examIds]);
}

/** Steps of exams up to an instant, each exam's in their order. */
export function examSteps(
  tx: EntityManager,
  county: string,
  examIds: readonly string[],
  until: Date,
): Promise<ExamStep[]> {
  return run<ExamStep>(tx, EXAM_STEPS, [county, examIds, until]);
}

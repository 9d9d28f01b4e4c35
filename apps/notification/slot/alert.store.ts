import type { EntityManager } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { SlotNews } from './slot.js';

/** News that is due to be told, or told to more; `left` is what a family doctor could ask for now. */
export interface Alert {
  county: string;
  id: string;
  news: SlotNews;
  institution: string;
  pool: Pool;
  group: string;
  until: Date | null;
  occurredAt: Date;
  left: number;
}

const USABLE = `CASE WHEN l.opens_family_at <= $1 THEN l.protected ELSE 0 END + CASE WHEN l.opens_public_at <= $1 THEN l.open ELSE 0 END`;

const CLAIM: Statement = {
  name: 'slot-alert-claim',
  text: `
    WITH due AS (
      SELECT county, id FROM slot_alert
       WHERE ((state = 'gathering' AND gather_until <= clock_timestamp()) OR (state = 'telling' AND next_wave_at <= $1))
         AND county <> ALL ($3::bpchar[])
       ORDER BY occurred_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
    SELECT a.county, a.id, a.news, a.institution, a.pool, a.group_code AS "group", a.until, a.occurred_at AS "occurredAt",
           coalesce((SELECT sum(${USABLE}) FROM slot_alert_session s JOIN slot_level l ON l.county = s.county AND l.session_id = s.session_id
                      WHERE s.county = a.county AND s.alert_id = a.id AND l.closes_at > $1), 0)::int AS left
      FROM due JOIN slot_alert a ON a.county = due.county AND a.id = due.id ORDER BY a.county, a.id`,
};

/** News whose time has come, locked until commit; another process that looks at the same time gets other news. @param except counties that are left out */
export function claimAlerts(tx: EntityManager, now: Date, limit: number, except: readonly string[]): Promise<Alert[]> {
  return run<Alert>(tx, CLAIM, [now, limit, except]);
}

/** Somebody whose turn it is to be told. */
export interface Chosen {
  practitioner: string;
  institution: string;
  /** What is left now that he may ask for. */
  units: number;
  sessions: number;
  /** Start of the earliest of them. */
  startsAt: Date;
  /** The one waiting patient whom it is all about. */
  referralId: string | null;
  referralNo: string | null;
  /** The one expert of whom he wants to hear. */
  doctorId: string | null;
}

const CHOOSE: Statement = {
  name: 'slot-alert-choose',
  // Told are those of the hospital's consortium alone (V05), each once, by however many subscriptions. First come those
  // with a waiting patient, by class; then who was told longest ago.
  text: `
    SELECT s.practitioner, s.institution, max(found.units)::int AS units, max(found.sessions)::int AS sessions, min(found.starts_at) AS "startsAt",
           CASE WHEN count(*) = count(s.referral_id) AND count(DISTINCT s.referral_id) = 1 THEN min(s.referral_id::text) END AS "referralId",
           CASE WHEN count(*) = count(s.referral_id) AND count(DISTINCT s.referral_id) = 1 THEN min(w.referral_no) END AS "referralNo",
           CASE WHEN count(*) = count(s.doctor_id) AND count(DISTINCT s.doctor_id) = 1 THEN min(s.doctor_id) END AS "doctorId"
      FROM slot_alert a
      JOIN reserve_circle c ON c.county = a.county AND a.institution = ANY (c.hospitals)
      JOIN reserve_doctor d ON d.county = c.county AND d.consortium_id = c.consortium_id
      JOIN slot_subscription s ON s.county = d.county AND s.practitioner = d.practitioner AND s.institution = d.institution
       AND s.ended_at IS NULL AND s.valid_until > $1 AND a.news = ANY (s.news)
      LEFT JOIN slot_waiting w ON w.county = s.county AND w.referral_id = s.referral_id
      LEFT JOIN slot_turn t ON t.county = s.county AND t.practitioner = s.practitioner
     CROSS JOIN LATERAL (
       SELECT sum(u.units) AS units, count(*) AS sessions, min(u.starts_at) AS starts_at FROM (
         SELECT l.starts_at,
                CASE WHEN l.opens_family_at <= $1 AND (s.referral_id IS NULL
                            OR (w.entitlement = 'family-doctor' AND (w.urgency_class <> 'U4' OR l.routine_until > $1)))
                     THEN l.protected ELSE 0 END + CASE WHEN l.opens_public_at <= $1 THEN l.open ELSE 0 END AS units
           FROM slot_alert_session x JOIN slot_level l ON l.county = x.county AND l.session_id = x.session_id
          WHERE x.county = a.county AND x.alert_id = a.id AND l.closes_at > $1
            AND (s.doctor_id IS NULL OR l.doctor_id = s.doctor_id) AND (s.referral_id IS NULL OR l.starts_at <= w.valid_until)) u
        WHERE u.units > 0) found
     WHERE a.county = $2 AND a.id = $3 AND found.units > 0
       AND CASE WHEN s.referral_id IS NULL THEN
             (s.hospital IS NULL OR s.hospital = a.institution) AND (s.pool IS NULL OR s.pool = a.pool)
             AND (s.department IS NULL OR (a.pool <> 'exam' AND (a.group_code = s.department OR starts_with(a.group_code, s.department || '.'))))
             AND (s.exam_item IS NULL OR (a.pool = 'exam' AND a.group_code = s.exam_item))
           ELSE w.state = ANY ($4) AND NOT w.died AND coalesce(w.held_until, '-infinity') <= $1 AND w.pool = a.pool AND w.group_code = a.group_code END
       AND NOT EXISTS (SELECT FROM slot_told k WHERE k.county = a.county AND k.alert_id = a.id AND k.practitioner = s.practitioner)
     GROUP BY s.practitioner, s.institution, t.told_at
     ORDER BY min(w.urgency_class) NULLS LAST, t.told_at NULLS FIRST, md5(min(a.id::text) || s.practitioner::text)
     LIMIT $5`,
};

/** The next doctors to be told of an alert, at most `limit`. @param looking states in which a patient looks for a unit */
export function chooseNext(
  tx: EntityManager,
  now: Date,
  alert: Pick<Alert, 'county' | 'id'>,
  looking: readonly string[],
  limit: number,
): Promise<Chosen[]> {
  return run<Chosen>(tx, CHOOSE, [now, alert.county, alert.id, looking, limit]);
}

/** Who was told what, by which notice. */
export interface ToldOf {
  county: string;
  alertId: string;
  practitioner: string;
  noticeId: string;
  doctorId: string | null;
}

const TELL: Statement = {
  name: 'slot-told-write',
  text: `INSERT INTO slot_told (county, alert_id, practitioner, notice_id, doctor_id, told_at)
    SELECT row.*, $6::timestamptz FROM unnest($1::bpchar[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) AS row`,
};
const TURN: Statement = {
  name: 'slot-turn-write',
  text: `INSERT INTO slot_turn (county, practitioner, told_at)
    SELECT DISTINCT county, practitioner, $3::timestamptz FROM unnest($1::bpchar[], $2::uuid[]) AS row (county, practitioner) ORDER BY 1, 2
        ON CONFLICT (county, practitioner) DO UPDATE SET told_at = greatest(slot_turn.told_at, excluded.told_at)`,
};

/** Notes who was told: nobody is told the same twice, and his next turn comes after that of the others. */
export async function noteTold(tx: EntityManager, now: Date, told: readonly ToldOf[]): Promise<void> {
  if (told.length === 0) return;
  const [counties, people] = [told.map((one) => one.county), told.map((one) => one.practitioner)];
  const [alerts, notices] = [told.map((one) => one.alertId), told.map((one) => one.noticeId)];
  await run(tx, TELL, [counties, alerts, people, notices, told.map((one) => one.doctorId), now]);
  await run(tx, TURN, [counties, people, now]);
}

/** `told`: nobody is left to be told; `gone`: nothing is left to be told of. */
export type AfterWave = { state: 'told' | 'gone' } | { state: 'telling'; nextWaveAt: Date };

const ADVANCE: Statement = {
  name: 'slot-alert-advance',
  text: `UPDATE slot_alert a SET state = row.state, next_wave_at = row.next_wave_at, waves = a.waves + 1
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[]) AS row (county, id, state, next_wave_at)
     WHERE a.county = row.county AND a.id = row.id`,
};

export async function advanceAlerts(
  tx: EntityManager,
  steps: readonly { alert: Pick<Alert, 'county' | 'id'>; after: AfterWave }[],
): Promise<void> {
  await run(tx, ADVANCE, [
    steps.map(({ alert }) => alert.county),
    steps.map(({ alert }) => alert.id),
    steps.map(({ after }) => after.state),
    steps.map(({ after }) => (after.state === 'telling' ? after.nextWaveAt : null)),
  ]);
}

const FORGET: Statement = {
  name: 'slot-alert-forget',
  text: `DELETE FROM slot_alert WHERE (county, id) IN (SELECT county, id FROM slot_alert WHERE state IN ('told', 'gone')
    AND occurred_at <= $1::timestamptz - interval '30 days' ORDER BY occurred_at LIMIT 500 FOR UPDATE SKIP LOCKED)`,
};

/** News of a month ago, all of whose sessions have been. */
export async function forgetAlerts(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}

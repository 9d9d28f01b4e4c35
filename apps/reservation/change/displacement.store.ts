import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Reservation } from '../unit/reservation.entity.js';
import type { Displacement, DisplacementState, Outcome } from './displacement.entity.js';

const COLUMNS = `d.county, d.id, d.version, d.reservation_id AS "reservationId", d.session_id AS "sessionId", d.institution, d.pool,
  d.group_code AS "group", d.starts_at AS "startsAt", d.cause, d.reason, d.actor, d.displaced_at AS "displacedAt",
  d.patient_id AS "patientId", d.referral_county AS "referralCounty", d.referral_id AS "referralId",
  d.referring_institution AS "referringInstitution", d.state, d.new_reservation_id AS "newReservationId",
  d.new_session_id AS "newSessionId", d.new_institution AS "newInstitution", d.new_starts_at AS "newStartsAt",
  d.wait_entry_id AS "waitEntryId", d.owner_role AS "ownerRole", d.owner_institution AS "ownerInstitution", d.due_at AS "dueAt",
  d.escalation, d.outcome, d.settled_at AS "settledAt", d.settled_by AS "settledBy"`;

const INSERTED = `county, id, version, reservation_id, session_id, institution, pool, group_code, starts_at, cause, reason, actor,
  displaced_at, patient_id, referral_county, referral_id, referring_institution, state, new_reservation_id, new_session_id,
  new_institution, new_starts_at, wait_entry_id, owner_role, owner_institution, due_at,
  outcome, settled_at, settled_by`;

const INSERT: Statement = {
  name: 'displacement-insert',
  text: `INSERT INTO displacement (${INSERTED}) SELECT ${INSERTED} FROM json_populate_recordset(NULL::displacement, $1)`,
};

export async function insertDisplacements(tx: EntityManager, displacements: readonly Displacement[]): Promise<void> {
  if (displacements.length === 0) return;
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const rows = displacements.map((displacement) => ({
    ...Object.fromEntries(Object.entries(displacement).map(([name, value]) => [snake(name), value])),
    group_code: displacement.group,
  }));
  await run(tx, INSERT, [JSON.stringify(rows)]);
}

export interface DisplacementFilter {
  institution?: string;
  sessionId?: string;
  state?: DisplacementState;
  limit: number;
}

const LIST: Statement = {
  name: 'displacement-list',
  text: `SELECT ${COLUMNS} FROM displacement d
          WHERE d.county = $1 AND ($2::text IS NULL OR $2 IN (d.institution, d.new_institution)) AND ($3::uuid IS NULL OR d.session_id = $3)
            AND ($4::text IS NULL OR d.state = $4) AND ($5::uuid IS NULL OR d.id > $5) ORDER BY d.id LIMIT $6`,
};

/** Oldest first; one row more than the limit, so that the caller sees whether there is a next page. */
export function listDisplacements(
  tx: EntityManager,
  county: string,
  { institution, sessionId, state, limit }: DisplacementFilter,
  [id = null]: readonly CursorValue[],
): Promise<Displacement[]> {
  return run<Displacement>(tx, LIST, [county, institution ?? null, sessionId ?? null, state ?? null, id, limit + 1]);
}

const LOCK: Statement = {
  name: 'displacement-lock',
  text: `SELECT ${COLUMNS} FROM displacement d WHERE d.county = $1 AND d.id = $2 FOR UPDATE`,
};

export async function lockDisplacement(
  tx: EntityManager,
  county: string,
  id: string,
): Promise<Displacement | undefined> {
  return (await run<Displacement>(tx, LOCK, [county, id]))[0];
}

const SETTLE: Statement = {
  name: 'displacement-settle',
  text: `UPDATE displacement d SET version = d.version + 1, state = 'settled', outcome = $3, settled_at = $4, settled_by = $5
          WHERE d.county = $1 AND d.id = $2 RETURNING ${COLUMNS}`,
};

/** Notes what became of a locked displacement. */
export async function settleDisplacement(
  tx: EntityManager,
  { county, id }: Displacement,
  settled: { outcome: Outcome; at: Date; by: string },
): Promise<Displacement> {
  const [row] = await run<Displacement>(tx, SETTLE, [county, id, settled.outcome, settled.at, settled.by]);
  if (!row) throw new Error('A locked displacement is missing');
  return row;
}

/** Who waited and took a unit is rebooked; who left the list needs none of this hospital any more. */
const END_WAIT: Statement = {
  name: 'displacement-end-wait',
  text: `UPDATE displacement d SET version = d.version + 1, state = CASE WHEN e.unit IS NULL THEN 'settled' ELSE 'rebooked' END,
           new_reservation_id = e.unit, new_session_id = e.session_id, new_institution = e.institution, new_starts_at = e.starts_at,
           outcome = CASE WHEN e.unit IS NULL THEN e.outcome END, settled_at = CASE WHEN e.unit IS NULL THEN $3::timestamptz END,
           settled_by = CASE WHEN e.unit IS NULL THEN 'system' END
         FROM (SELECT w.county, w.id, r.id AS unit, r.session_id, r.institution, r.starts_at,
                 CASE WHEN w.state = 'taken' THEN 'rebooked' WHEN c.ended THEN 'declined' ELSE 'treated-elsewhere' END AS outcome
               FROM wait_entry w LEFT JOIN claim c ON c.county = w.referral_county AND c.referral_id = w.referral_id
               LEFT JOIN LATERAL (SELECT * FROM reservation r WHERE r.county = w.county AND r.referral_county = w.referral_county
                 AND r.referral_id = w.referral_id AND r.pool = w.pool AND r.group_code = w.group_code
                 AND r.state IN ('held', 'confirmed', 'arrived') ORDER BY r.created_at DESC LIMIT 1) r ON true
              WHERE w.state IN ('taken', 'left') AND (w.county, w.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))) e
        WHERE d.county = e.county AND d.wait_entry_id = e.id AND d.state = 'waiting'`,
};

/** Notes what became of displaced persons whose wait has ended; their entries are written. */
export async function endWaits(
  tx: EntityManager,
  entries: readonly { county: string; id: string }[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await run(tx, END_WAIT, [entries.map(({ county }) => county), entries.map(({ id }) => id), now]);
}

const END_TASKS: Statement = {
  name: 'displacement-end-tasks',
  text: `UPDATE displacement d SET version = d.version + 1, state = CASE WHEN n.new_id IS NULL THEN 'settled' ELSE 'rebooked' END,
           new_reservation_id = n.new_id, new_session_id = n.session_id, new_institution = n.institution, new_starts_at = n.starts_at,
           outcome = CASE WHEN n.new_id IS NULL THEN 'declined' END, settled_at = CASE WHEN n.new_id IS NULL THEN $2::timestamptz END,
           settled_by = CASE WHEN n.new_id IS NULL THEN 'system' END
         FROM json_to_recordset($1) AS n (county char(6), lost_id uuid, new_id uuid, session_id uuid, institution text, starts_at timestamptz)
        WHERE d.county = n.county AND d.reservation_id = n.lost_id AND d.state = 'open-task' RETURNING ${COLUMNS}`,
};

/** Ends the open tasks of lost units. @returns those of which somebody was told that the desk is late */
export async function endTasks(
  tx: EntityManager,
  over: readonly { lost: Reservation; next?: Reservation }[],
  now: Date,
): Promise<Displacement[]> {
  if (over.length === 0) return [];
  const rows = over.map(({ lost: { county, id }, next }) => ({
    ...{ county, lost_id: id, new_id: next?.id, session_id: next?.sessionId },
    ...{ institution: next?.institution, starts_at: next?.startsAt },
  }));
  const ended = await run<Displacement>(tx, END_TASKS, [JSON.stringify(rows), now]);
  return ended.filter(({ escalation }) => escalation !== null);
}

/** In the order of what has been late longest; a task that was never told is told when it is due. */
const CLAIM: Statement = {
  name: 'displacement-claim-overdue',
  text: `SELECT ${COLUMNS} FROM displacement d WHERE d.state = 'open-task' AND coalesce(d.alert_at, d.due_at) <= $1 AND d.county <> ALL ($2)
          ORDER BY coalesce(d.alert_at, d.due_at) LIMIT 100 FOR UPDATE SKIP LOCKED`,
};

/** Locks tasks of which an alert is due, but of these counties; another replica's are passed over. */
export function claimOverdueTasks(tx: EntityManager, now: Date, except: readonly string[]): Promise<Displacement[]> {
  return run<Displacement>(tx, CLAIM, [now, except]);
}

const CLIMB: Statement = {
  name: 'displacement-climb',
  text: `UPDATE displacement d SET escalation = n.escalation, alert_at = (n.escalation ->> 'nextAt')::timestamptz
           FROM json_to_recordset($1) AS n (county char(6), id uuid, escalation jsonb) WHERE d.county = n.county AND d.id = n.id`,
};

/** Where locked tasks stand on their ladder now. An alert is no step: the version stays. */
export async function saveClimbs(
  tx: EntityManager,
  climbs: readonly Pick<Displacement, 'county' | 'id' | 'escalation'>[],
): Promise<void> {
  if (climbs.length > 0) await run(tx, CLIMB, [JSON.stringify(climbs)]);
}

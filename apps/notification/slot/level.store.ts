import type { EntityManager } from 'typeorm';
import type { SupplyLevel } from '#contracts/reservation.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** What is known of a session. */
export interface KnownLevel {
  sessionId: string;
  version: number;
  protected: number;
  open: number;
  opensFamilyAt: Date;
  opensPublicAt: Date;
  closesAt: Date;
  /** Its opening has been told. */
  openedTold: boolean;
}

const LOCK: Statement = {
  name: 'slot-level-lock',
  text: `SELECT session_id AS "sessionId", version, protected, open, opens_family_at AS "opensFamilyAt",
           opens_public_at AS "opensPublicAt", closes_at AS "closesAt",
           opened_told AS "openedTold"
      FROM slot_level WHERE county = $1 AND session_id = ANY ($2::uuid[]) ORDER BY session_id FOR UPDATE`,
};

/** What was known before, locked: two messages about one session are compared one after the other. */
export async function lockLevels(
  tx: EntityManager,
  county: string,
  sessionIds: readonly string[],
): Promise<Map<string, KnownLevel>> {
  const rows = await run<KnownLevel>(tx, LOCK, [county, sessionIds]);
  return new Map(rows.map((row) => [row.sessionId, row]));
}

const STORE: Statement = {
  name: 'slot-level-store',
  text: `INSERT INTO slot_level AS l (county, session_id, institution, pool, group_code, doctor_id, starts_at, protected, open,
        opens_family_at, opens_public_at, routine_until, closes_at, version)
      SELECT $1::bpchar, row.*, $2::int FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
        $9::int[], $10::int[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[]) AS row
        (session_id, institution, pool, group_code, doctor_id, starts_at, protected, open, opens_family_at, opens_public_at, routine_until, closes_at)
       ORDER BY row.session_id
    ON CONFLICT (county, session_id) DO UPDATE SET doctor_id = excluded.doctor_id, starts_at = excluded.starts_at,
        protected = excluded.protected, open = excluded.open, opens_family_at = excluded.opens_family_at,
        opens_public_at = excluded.opens_public_at, routine_until = excluded.routine_until, closes_at = excluded.closes_at,
        version = excluded.version
      WHERE l.version < excluded.version`,
};

/** Keeps the newest level of each session, whatever the order in which the messages come. */
export async function storeLevels(
  tx: EntityManager,
  county: string,
  version: number,
  levels: readonly SupplyLevel[],
): Promise<void> {
  const of = <T>(value: (level: SupplyLevel) => T) => levels.map(value);
  await run(tx, STORE, [
    county,
    version,
    of((level) => level.sessionId),
    of((level) => level.institution),
    of((level) => level.pool),
    of((level) => level.group),
    of((level) => level.doctorId ?? null),
    of((level) => level.startsAt),
    of((level) => level.protected),
    of((level) => level.open),
    of((level) => level.opensFamilyAt),
    of((level) => level.opensPublicAt),
    of((level) => level.routineUntil),
    of((level) => level.closesAt),
  ]);
}

/** A session that has just become bookable for family doctors. */
export interface OpenedLevel {
  county: string;
  sessionId: string;
  institution: string;
  pool: SupplyLevel['pool'];
  group: string;
  protected: number;
  opensFamilyAt: Date;
}

const OPEN: Statement = {
  name: 'slot-level-open',
  text: `UPDATE slot_level l SET opened_told = true FROM (
      SELECT county, session_id FROM slot_level WHERE NOT opened_told AND opens_family_at <= $1
       ORDER BY opens_family_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
     WHERE l.county = due.county AND l.session_id = due.session_id
    RETURNING l.county, l.session_id AS "sessionId", l.institution, l.pool, l.group_code AS "group", l.protected,
      l.opens_family_at AS "opensFamilyAt"`,
};

/** Sessions that family doctors may book since now, each once. */
export function takeOpened(tx: EntityManager, now: Date, limit: number): Promise<OpenedLevel[]> {
  return run<OpenedLevel>(tx, OPEN, [now, limit]);
}

const FORGET: Statement = {
  name: 'slot-level-forget',
  text: `DELETE FROM slot_level WHERE (county, session_id) IN (SELECT county, session_id FROM slot_level
    WHERE closes_at <= $1::timestamptz - interval '1 day' ORDER BY closes_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
};

/** What closed a day ago is of no use to anybody. */
export async function forgetClosed(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}

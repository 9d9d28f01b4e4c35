import type { EntityManager } from 'typeorm';
import type { SupplyLevel } from '#contracts/reservation.events.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { LevelsWanted, LookedAt, Outlook } from './outlook.js';

/** What one message of a county says. */
export interface Told {
  county: string;
  version: number;
  at: Date;
  levels: readonly SupplyLevel[];
}

const STORE: Statement = {
  name: 'supply-level-store',
  text: `INSERT INTO supply_level AS l (county, session_id, institution, pool, group_code, doctor_id, starts_at, last_start_at, units, protected, open,
        opens_family_at, opens_public_at, routine_until, closes_at, version)
      SELECT DISTINCT ON (1, 2) * FROM unnest($1::bpchar[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
        $9::int[], $10::int[], $11::int[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::int[])
        AS told (county, session_id, institution, pool, group_code, doctor_id, starts_at, last_start_at, units, protected, open, opens_family_at,
          opens_public_at, routine_until, closes_at, version) ORDER BY 1, 2, told.version DESC
    ON CONFLICT (county, session_id) DO UPDATE SET institution = excluded.institution, pool = excluded.pool, group_code = excluded.group_code,
        doctor_id = excluded.doctor_id, starts_at = excluded.starts_at, last_start_at = excluded.last_start_at, units = excluded.units, protected = excluded.protected,
        open = excluded.open, opens_family_at = excluded.opens_family_at, opens_public_at = excluded.opens_public_at,
        routine_until = excluded.routine_until, closes_at = excluded.closes_at, version = excluded.version
      WHERE l.version < excluded.version`,
};

/** Keeps the newest level of each session, whatever the order in which the messages come. */
export async function storeLevels(tx: EntityManager, told: readonly Told[]): Promise<void> {
  const rows = told.flatMap(({ county, version, levels }) => levels.map((level) => ({ county, version, ...level })));
  if (rows.length === 0) return;
  const of = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value);
  await run(tx, STORE, [
    of((row) => row.county),
    of((row) => row.sessionId),
    of((row) => row.institution),
    of((row) => row.pool),
    of((row) => row.group),
    of((row) => row.doctorId ?? null),
    of((row) => row.startsAt),
    of((row) => row.lastStartAt),
    of((row) => row.units),
    of((row) => row.protected),
    of((row) => row.open),
    of((row) => row.opensFamilyAt),
    of((row) => row.opensPublicAt),
    of((row) => row.routineUntil),
    of((row) => row.closesAt),
    of((row) => row.version),
  ]);
}

const HEARD: Statement = {
  name: 'supply-snapshot-heard',
  text: `INSERT INTO supply_snapshot AS s (county, told_at, version)
      SELECT county, max(told_at), max(version) FROM unnest($1::bpchar[], $2::timestamptz[], $3::int[]) AS h (county, told_at, version)
       GROUP BY county ORDER BY county
    ON CONFLICT (county) DO UPDATE SET told_at = excluded.told_at, version = excluded.version WHERE s.version < excluded.version`,
};

export async function noteHeard(tx: EntityManager, told: readonly Told[]): Promise<void> {
  await run(tx, HEARD, [
    told.map(({ county }) => county),
    told.map(({ at }) => at),
    told.map(({ version }) => version),
  ]);
}

const FORGET: Statement = {
  name: 'supply-level-forget',
  text: `DELETE FROM supply_level WHERE (county, session_id) IN
    (SELECT county, session_id FROM supply_level WHERE closes_at <= $1 ORDER BY closes_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
};

/** Nobody looks for what is over. */
export async function forgetClosed(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}

/**
 * One row for each candidate. What counts for the asker is the rule of domain §7.3: family doctors have the protected
 * part from their opening on (a routine referral until stage 2) and the open part from the public opening on; others the
 * open part. A session counts from its earliest free unit.
 */
const LOOK: Statement = {
  name: 'supply-level-look',
  text: `SELECT q.county, q.institution, s.told_at AS "toldAt", found.earliest, found.protected, found.open, found.units
      FROM unnest($1::bpchar[], $2::text[], $3::boolean[]) AS q (county, institution, reserve)
      LEFT JOIN supply_snapshot s ON s.county = q.county
      CROSS JOIN LATERAL (
        SELECT min(greatest(l.starts_at, $8)) FILTER (WHERE (l.opens_public_at <= $5 AND l.open > 0)
              OR (q.reserve AND l.opens_family_at <= $5 AND l.protected > 0 AND (NOT $4 OR l.routine_until > $5))) AS earliest,
            coalesce(sum(l.protected), 0)::int AS protected, coalesce(sum(l.open), 0)::int AS open, coalesce(sum(l.units), 0)::int AS units
          FROM supply_level l
         WHERE l.county = q.county AND l.institution = q.institution AND l.pool = $6 AND l.group_code = $7
           AND l.starts_at > $8::timestamptz - interval '1 day' AND l.starts_at <= $9 AND l.last_start_at >= $8 AND l.closes_at > $5
           AND ($10::text IS NULL OR l.doctor_id = $10)) found`,
};

/** What is left for the asker at each of these institutions, in one statement. */
export function lookAt(
  tx: EntityManager,
  now: Date,
  wanted: LevelsWanted,
  at: readonly LookedAt[],
): Promise<Outlook[]> {
  const { routine, pool, group, earliest, latest, doctorId } = wanted;
  const places = [at.map((one) => one.county), at.map((one) => one.institution), at.map((one) => one.reserve)];
  return run<Outlook>(tx, LOOK, [...places, routine, now, pool, group, earliest, latest, doctorId ?? null]);
}

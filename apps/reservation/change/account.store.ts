import type { EntityManager } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Session, SessionKey } from '../supply/session.entity.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { RESERVATION_COLUMNS } from '../unit/reservation.store.js';

/** An account whose sessions change, with the keys of all of them. */
export interface ChangingAccount {
  county: string;
  institution: string;
  pool: Pool;
  group: string;
  date: string;
  /** As it is to be after the change. */
  ratioBps: number;
  sessionIds: string[];
}

// NO KEY: whoever writes a session for the second time in a transaction has its foreign key checked, which shares the
// account's key; a plain FOR UPDATE would wait for him while he waits for us.
const LOCK: Statement = {
  name: 'account-lock-of-sessions',
  text: `SELECT a.county, a.institution, a.pool, a.group_code AS "group", a.date::text AS date, a.ratio_bps AS "ratioBps",
           ARRAY(SELECT s.id FROM session s WHERE s.county = a.county AND s.institution = a.institution AND s.pool = a.pool
                    AND s.group_code = a.group_code AND s.date = a.date) AS "sessionIds"
         FROM account a
        WHERE (a.county, a.institution, a.pool, a.group_code, a.date) IN (SELECT c.county, c.institution, c.pool, c.group_code, c.date
          FROM session c WHERE (c.county, c.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])))
        ORDER BY a.county, a.institution, a.pool, a.group_code, a.date FOR NO KEY UPDATE OF a`,
};

const BE_PATIENT: Statement = {
  name: 'change-be-patient',
  text: `SELECT set_config('lock_timeout', '15s', true), set_config('statement_timeout', '15s', true)`,
};

/** Locks the accounts of sessions, before the sessions: changes and publications of one account run one after the other. */
export async function lockAccountsOf(tx: EntityManager, sessions: readonly SessionKey[]): Promise<ChangingAccount[]> {
  // A clinic is stopped in the middle of a rush, too: it waits for its turn as long as it takes.
  await run(tx, BE_PATIENT, []);
  return run<ChangingAccount>(tx, LOCK, [sessions.map(({ county }) => county), sessions.map(({ id }) => id)]);
}

const COUNT: Statement = {
  name: 'account-count-anew',
  text: `UPDATE account a SET capacity = n.capacity, elsewhere = n.elsewhere, reserve = n.reserve, ratio_bps = n.ratio_bps
           FROM (SELECT d.*, coalesce(sum(s.capacity), 0)::int AS capacity, coalesce(sum(s.elsewhere), 0)::int AS elsewhere,
                        coalesce(sum(s.reserve), 0)::int AS reserve
                   FROM unnest($1::bpchar[], $2::text[], $3::text[], $4::text[], $5::date[], $6::int[])
                          AS d (county, institution, pool, group_code, date, ratio_bps)
                   LEFT JOIN session s ON s.in_base AND s.county = d.county AND s.institution = d.institution AND s.pool = d.pool
                     AND s.group_code = d.group_code AND s.date = d.date
                  GROUP BY d.county, d.institution, d.pool, d.group_code, d.date, d.ratio_bps) n
          WHERE a.county = n.county AND a.institution = n.institution AND a.pool = n.pool AND a.group_code = n.group_code AND a.date = n.date
            AND (a.capacity, a.elsewhere, a.reserve, a.ratio_bps) IS DISTINCT FROM (n.capacity, n.elsewhere, n.reserve, n.ratio_bps)`,
};

/** Makes locked accounts say what their changed sessions say. */
export async function countAccountsAnew(tx: EntityManager, accounts: readonly ChangingAccount[]): Promise<void> {
  const of = <T>(value: (account: ChangingAccount) => T) => accounts.map(value);
  const keys = [
    of((a) => a.county),
    of((a) => a.institution),
    of((a) => a.pool),
    of((a) => a.group),
    of((a) => a.date),
  ];
  await run(tx, COUNT, [...keys, of((a) => a.ratioBps)]);
}

const TAKEN: Statement = {
  name: 'reservation-displaceable',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE (r.county, r.session_id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])) AND r.occupies
            AND r.state IN ('held', 'confirmed')`,
};

/** Holds and bookings of locked sessions whose patient has not come yet. */
export function readDisplaceable(tx: EntityManager, sessions: readonly SessionKey[]): Promise<Reservation[]> {
  return run<Reservation>(tx, TAKEN, [sessions.map(({ county }) => county), sessions.map(({ id }) => id)]);
}

const NOTE: Statement = {
  name: 'session-note-change',
  text: `UPDATE session s SET stopped_at = n.stopped_at, late_units = n.late_units, late_until = n.late_until,
           elsewhere = n.elsewhere, doctor_id = n.doctor_id
           FROM unnest($1::bpchar[], $2::uuid[], $3::timestamptz[], $4::int[], $5::timestamptz[], $6::int[], $7::text[])
             AS n (county, id, stopped_at, late_units, late_until, elsewhere, doctor_id)
          WHERE s.county = n.county AND s.id = n.id`,
};

/** Writes what a change of supply leaves on a session beside its counters. */
export async function noteChanges(tx: EntityManager, sessions: readonly Session[]): Promise<void> {
  const of = <T>(value: (session: Session) => T) => sessions.map(value);
  await run(tx, NOTE, [
    of((s) => s.county),
    of((s) => s.id),
    of((s) => s.stoppedAt),
    of((s) => s.lateUnits),
    of((s) => s.lateUntil),
    of((s) => s.elsewhere),
    of((s) => s.doctorId),
  ]);
}

import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Session } from '../supply/session.entity.js';
import { SESSION_COLUMNS } from '../supply/session.store.js';
import type { Reservation, ReservationState } from '../unit/reservation.entity.js';
import { RESERVATION_COLUMNS } from '../unit/reservation.store.js';

/** A booking and its session, as one row of the database. */
export interface Booked {
  row: Reservation;
  session: Session;
}

/** A hold past its time is `expired`, whether or not a clock has swept it (domain §7.5). */
const STATE = (now: string) => `CASE WHEN r.state = 'held' AND r.hold_until <= ${now} THEN 'expired' ELSE r.state END`;

const list = (name: string, narrowed: string): Statement => ({
  name,
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE r.county = $1 AND r.institution = $2 ${narrowed} AND (r.starts_at, r.id) > ($3, $4) AND r.starts_at <= $5
            AND ($7::text IS NULL OR ${STATE('$6')} = $7)
          ORDER BY r.starts_at, r.id LIMIT $8`,
});

const OF_INSTITUTION = list('bookings-list', '');
const OF_PATIENT = list('bookings-of-patient', 'AND r.patient_id = $9');
const OF_SESSION = list('bookings-of-session', 'AND r.session_id = $9 AND ($10::uuid IS NULL OR r.patient_id = $10)');

export interface BookingFilter {
  county: string;
  institution: string;
  patient?: string;
  /** Its window bounds the list as well. */
  session?: Session;
  state?: ReservationState;
  from: Date;
  to: Date;
  after: readonly CursorValue[];
  limit: number;
}

/** Bookings of one institution, the earliest first. */
export function listBookings(tx: EntityManager, now: Date, filter: BookingFilter): Promise<Reservation[]> {
  const { county, institution, patient, session, state, from, to, after, limit } = filter;
  const [startsAt = session?.startsAt ?? from, id = NIL] = after;
  const values = [county, institution, startsAt, id, session?.endsAt ?? to, now, state ?? null, limit];
  if (session) return run(tx, OF_SESSION, [...values, session.id, patient ?? null]);
  if (patient !== undefined) return run(tx, OF_PATIENT, [...values, patient]);
  return run(tx, OF_INSTITUTION, values);
}

const SESSIONS: Statement = {
  name: 'bookings-sessions',
  text: `SELECT ${SESSION_COLUMNS} FROM session s WHERE (s.county, s.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))`,
};

/** Rows with their sessions, in the order of the rows. */
export async function withSessions(tx: EntityManager, rows: readonly Reservation[]): Promise<Booked[]> {
  if (rows.length === 0) return [];
  const keys = [rows.map(({ county }) => county), rows.map(({ sessionId }) => sessionId)];
  const sessions = new Map((await run<Session>(tx, SESSIONS, keys)).map((session) => [session.id, session]));
  return rows.flatMap((row) => {
    const session = sessions.get(row.sessionId);
    return session ? [{ row, session }] : [];
  });
}

const NAMED: Statement = {
  name: 'bookings-named',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE (r.county, r.institution, r.external_id) IN (SELECT * FROM unnest($1::bpchar[], $2::text[], $3::text[]))`,
};

/** A booking's name in the system of its hospital. */
export interface ExternalName {
  county: string;
  institution: string;
  id: string;
}

/** Bookings that hospitals have made under these names. */
export function findNamed(tx: EntityManager, names: readonly ExternalName[]): Promise<Reservation[]> {
  const of = (value: (name: ExternalName) => string) => names.map(value);
  return run(tx, NAMED, [of(({ county }) => county), of(({ institution }) => institution), of(({ id }) => id)]);
}

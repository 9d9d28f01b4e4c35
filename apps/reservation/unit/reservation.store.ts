import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { SessionKey } from '../supply/session.entity.js';
import type { Interval } from './insert.store.js';
import type { Reservation } from './reservation.entity.js';

export const RESERVATION_COLUMNS = `r.county, r.id, r.version, r.session_id AS "sessionId", r.seat, r.institution, r.pool,
  r.group_code AS "group", r.starts_at AS "startsAt", r.state, r.occupies, r.taker, r.from_reserve AS "fromReserve", r.extra, r.channel,
  r.patient_id AS "patientId", r.entitlement, r.urgency_class AS "urgencyClass", r.referral_county AS "referralCounty",
  r.referral_id AS "referralId", r.hop, r.referring_institution AS "referringInstitution", r.wait_entry_id AS "waitEntryId",
  r.created_at AS "createdAt", r.hold_until AS "holdUntil", r.extended, r.extensions,
  r.bundle_id AS "bundleId", r.bundle_part AS "bundlePart", r.confirmed_at AS "confirmedAt", r.no_show_at AS "noShowAt",
  r.ended_at AS "endedAt", r.external_id AS "externalId", r.content_hash AS "contentHash", r.late`;

const HOLDS: Statement = {
  name: 'reservation-holds',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE (r.county, r.session_id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])) AND r.occupies AND r.state = 'held'`,
};

/** The holds of locked sessions. */
export function readHolds(tx: EntityManager, sessions: readonly SessionKey[]): Promise<Reservation[]> {
  return run<Reservation>(tx, HOLDS, [sessions.map(({ county }) => county), sessions.map(({ id }) => id)]);
}

const OF_REFERRAL: Statement = {
  name: 'reservation-of-referral',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE r.county = ANY ($1::bpchar[]) AND r.referral_county = $2 AND r.referral_id = $3 ORDER BY r.created_at DESC, r.id DESC`,
};

/** All that a referral has or had, the latest first; its sessions are locked. */
export function reservationsOf(
  tx: EntityManager,
  counties: readonly string[],
  referral: { county: string; id: string },
): Promise<Reservation[]> {
  return run<Reservation>(tx, OF_REFERRAL, [counties, referral.county, referral.id]);
}

const MISSED: Statement = {
  name: 'reservation-missed',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r
          WHERE (r.county, r.session_id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])) AND r.occupies
            AND r.state = 'confirmed' AND r.no_show_at <= $3`,
};

/** Bookings of locked sessions whose patient did not come in time. */
export function readMissed(tx: EntityManager, sessions: readonly SessionKey[], now: Date): Promise<Reservation[]> {
  return run<Reservation>(tx, MISSED, [sessions.map(({ county }) => county), sessions.map(({ id }) => id), now]);
}

const UPDATE: Statement = {
  name: 'reservation-update',
  text: `UPDATE reservation r SET version = n.version, state = n.state, occupies = n.occupies, hold_until = n.hold_until,
           extended = n.extended, confirmed_at = n.confirmed_at, no_show_at = n.no_show_at, ended_at = n.ended_at,
           extensions = n.extensions, urgency_class = n.urgency_class, external_id = n.external_id, content_hash = n.content_hash,
           late = n.late
         FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::text[], $5::boolean[], $6::timestamptz[], $7::boolean[], $8::timestamptz[],
                $9::timestamptz[], $10::timestamptz[], $11::smallint[], $12::text[], $13::text[], $14::text[], $15::boolean[])
           AS n (county, id, version, state, occupies, hold_until, extended, confirmed_at, no_show_at, ended_at, extensions,
             urgency_class, external_id, content_hash, late)
        WHERE r.county = n.county AND r.id = n.id`,
};

/** Writes the new state of reservations whose sessions are locked. */
export async function updateReservations(tx: EntityManager, rows: readonly Reservation[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <T>(value: (row: Reservation) => T) => rows.map(value);
  await run(tx, UPDATE, [
    of((row) => row.county),
    of((row) => row.id),
    of((row) => row.version),
    of((row) => row.state),
    of((row) => row.occupies),
    of((row) => row.holdUntil),
    of((row) => row.extended),
    of((row) => row.confirmedAt),
    of((row) => row.noShowAt),
    of((row) => row.endedAt),
    of((row) => row.extensions),
    of((row) => row.urgencyClass),
    of((row) => row.externalId),
    of((row) => row.contentHash),
    of((row) => row.late),
  ]);
}

const BUSY: Statement = {
  name: 'reservation-busy',
  text: `SELECT id, patient_id AS "patientId", lower(busy) AS from, upper(busy) AS to FROM reservation
          WHERE county = ANY ($1::bpchar[]) AND patient_id = ANY ($2::uuid[]) AND state IN ('held', 'confirmed') AND busy IS NOT NULL`,
};

export interface BusyTime extends Interval {
  /** The reservation that keeps the patient busy. */
  id: string;
  patientId: string;
}

/** When patients are elsewhere (V08): in the counties where they may get a unit. */
export function readBusyTimes(
  tx: EntityManager,
  counties: readonly string[],
  patients: readonly string[],
): Promise<BusyTime[]> {
  return run<BusyTime>(tx, BUSY, [counties, patients]);
}

const FIND: Statement = {
  name: 'reservation-find',
  text: `SELECT ${RESERVATION_COLUMNS} FROM reservation r WHERE r.county = ANY ($1::bpchar[]) AND r.id = $2`,
};

/** One reservation, unlocked: to find its session. */
export async function findReservation(
  tx: EntityManager,
  counties: readonly string[],
  id: string,
): Promise<Reservation | undefined> {
  return (await run<Reservation>(tx, FIND, [counties, id]))[0];
}

const NO_SHOWS: Statement = {
  name: 'reservation-no-shows',
  text: `SELECT patient_id AS "patientId", (starts_at AT TIME ZONE 'Asia/Shanghai')::date::text AS date FROM reservation
          WHERE county = ANY ($1::bpchar[]) AND patient_id = ANY ($2::uuid[]) AND state = 'no-show' AND starts_at > $3`,
};

/** Local dates on which patients did not come, over all channels. */
export function readNoShows(
  tx: EntityManager,
  counties: readonly string[],
  patients: readonly string[],
  since: Date,
): Promise<{ patientId: string; date: string }[]> {
  return run(tx, NO_SHOWS, [counties, patients, since]);
}

import type { EntityManager } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel, Reservation, ReservationState } from '../unit/reservation.entity.js';
import { RESERVATION_COLUMNS } from '../unit/reservation.store.js';
import type { WeeklyPattern } from './series.js';

/** Bookings of one person that belong together. */
export interface Series extends WeeklyPattern {
  county: string;
  id: string;
  version: number;
  institution: string;
  patientId: string;
  pool: Pool;
  group: string;
  weekdays: number[];
  channel: Channel;
  referralId: string | null;
  cancelledFrom: string | null;
}

/** What became of one date. */
export interface SeriesDate {
  date: string;
  reservationId: string | null;
  reason: string | null;
}

const INSERT: Statement = {
  name: 'series-insert',
  text: `INSERT INTO booking_series (county, id, institution, patient_id, pool, group_code, weekdays, time, from_date, until_date, channel,
           referral_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};
const INSERT_DATES: Statement = {
  name: 'series-insert-dates',
  text: `INSERT INTO booking_series_unit (county, series_id, institution, date, reservation_id, reason)
         SELECT $1, $2, $3, date, reservation_id, reason FROM unnest($4::date[], $5::uuid[], $6::text[]) AS d (date, reservation_id, reason)`,
};

/** Writes a new series; its reservations are written already. */
export async function insertSeries(
  tx: EntityManager,
  series: Series,
  dates: readonly SeriesDate[],
  by: string,
  at: Date,
): Promise<void> {
  const { county, id, institution, patientId, pool, group, weekdays, time, from, until, channel, referralId } = series;
  const pattern = [weekdays, time, from, until];
  await run(tx, INSERT, [county, id, institution, patientId, pool, group, ...pattern, channel, referralId, by, at]);
  const of = <T>(value: (date: SeriesDate) => T) => dates.map(value);
  const columns = [of(({ date }) => date), of(({ reservationId }) => reservationId), of(({ reason }) => reason)];
  await run(tx, INSERT_DATES, [county, id, institution, ...columns]);
}

const SELECT = `SELECT s.county, s.id, s.version, s.institution, s.patient_id AS "patientId", s.pool, s.group_code AS "group", s.weekdays, s.time,
    s.from_date::text AS "from", s.until_date::text AS until, s.channel, s.referral_id AS "referralId",
    s.cancelled_from::text AS "cancelledFrom"
  FROM booking_series s WHERE s.county = $1 AND s.institution = $2 AND s.id = $3`;
const FIND: Statement = { name: 'series-find', text: SELECT };
const LOCK: Statement = { name: 'series-lock', text: `${SELECT} FOR UPDATE` };

type Read = (tx: EntityManager, county: string, institution: string, id: string) => Promise<Series | undefined>;

const reading =
  (statement: Statement): Read =>
  async (tx, county, institution, id) =>
    (await run<Series>(tx, statement, [county, institution, id]))[0];

export const findSeries: Read = reading(FIND);
export const lockSeries: Read = reading(LOCK);

/** The dates of a series; whose unit the hospital took away stands with the unit given instead. */
const PRESENT = `WITH RECURSIVE followed (date, reservation_id, reason) AS (
    SELECT date, reservation_id, reason FROM booking_series_unit WHERE county = $1 AND series_id = $2
    UNION ALL SELECT f.date, d.new_reservation_id, f.reason FROM followed f
      JOIN displacement d ON d.county = $1 AND d.reservation_id = f.reservation_id AND d.new_reservation_id IS NOT NULL),
  present AS (SELECT f.* FROM followed f WHERE NOT EXISTS (SELECT 1 FROM displacement d
    WHERE d.county = $1 AND d.reservation_id = f.reservation_id AND d.new_reservation_id IS NOT NULL))`;

const UNITS: Statement = {
  name: 'series-units',
  text: `${PRESENT} SELECT u.date::text AS date, u.reservation_id AS "reservationId", u.reason, r.state, r.starts_at AS "startsAt"
           FROM present u LEFT JOIN reservation r ON r.county = $1 AND r.id = u.reservation_id ORDER BY u.date`,
};

export interface SeriesDateNow extends SeriesDate {
  state: ReservationState | null;
  startsAt: Date | null;
}

/** The dates of a series with what their bookings are now. */
export function readDates(tx: EntityManager, { county, id }: Series): Promise<SeriesDateNow[]> {
  return run<SeriesDateNow>(tx, UNITS, [county, id]);
}

const BOOKED: Statement = {
  name: 'series-booked',
  text: `${PRESENT} SELECT ${RESERVATION_COLUMNS} FROM present u JOIN reservation r ON r.county = $1 AND r.id = u.reservation_id
          WHERE (r.starts_at AT TIME ZONE 'Asia/Shanghai')::date >= $3 AND r.state = 'confirmed'`,
};

/** Bookings of a series from a date on that can still be given back. */
export function readBooked(tx: EntityManager, { county, id }: Series, from: string): Promise<Reservation[]> {
  return run<Reservation>(tx, BOOKED, [county, id, from]);
}

const MOVE: Statement = {
  name: 'series-move',
  text: `UPDATE booking_series_unit SET reservation_id = $3 WHERE county = $1 AND reservation_id = $2`,
};

/** A booking was moved; if it is of a series, its date stands with the new one. */
export async function moveInSeries(tx: EntityManager, county: string, from: string, to: string): Promise<void> {
  await run(tx, MOVE, [county, from, to]);
}

const CANCEL: Statement = {
  name: 'series-cancel',
  text: `UPDATE booking_series SET version = version + 1, cancelled_from = least(cancelled_from, $3) WHERE county = $1 AND id = $2`,
};

export async function cancelSeries(tx: EntityManager, { county, id }: Series, from: string): Promise<void> {
  await run(tx, CANCEL, [county, id, from]);
}

const HAS_REFERRAL: Statement = {
  name: 'series-has-referral',
  text: `SELECT 1 FROM reservation
          WHERE county = $1 AND referral_county = $1 AND referral_id = $2 AND institution = $3 AND patient_id = $4 LIMIT 1`,
};

/** Whether a referral has, or had, a unit of this patient at this institution. */
export async function hasReferral(
  tx: EntityManager,
  { county, institution, patientId }: Pick<Series, 'county' | 'institution' | 'patientId'>,
  referralId: string,
): Promise<boolean> {
  return (await run(tx, HAS_REFERRAL, [county, referralId, institution, patientId])).length > 0;
}

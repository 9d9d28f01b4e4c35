import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { sqlState } from '#service/database/retry.js';
import type { EndKind } from './occupancy.dto.js';

/** Somebody in a bed. */
export interface Occupancy {
  county: string;
  id: string;
  version: number;
  institution: string;
  bedId: string;
  bedLabel: string;
  group: string;
  bedClass: string;
  reservationId: string;
  patientId: string;
  from: Date;
  /** Null while the patient lies there. */
  until: Date | null;
  reason: string | null;
  endKind: EndKind | null;
}

const SELECT = `SELECT o.county, o.id, o.version, o.institution, o.bed_id AS "bedId", b.label AS "bedLabel", b.group_code AS "group",
    b.bed_class AS "bedClass", o.reservation_id AS "reservationId", o.patient_id AS "patientId", lower(o.during) AS "from",
    upper(o.during) AS until, o.reason, o.end_kind AS "endKind"
  FROM occupancy o JOIN bed b ON b.county = o.county AND b.id = o.bed_id WHERE o.county = $1 AND o.institution = $2 AND o.id = $3`;
const FIND: Statement = { name: 'occupancy-find', text: SELECT };
const LOCK: Statement = { name: 'occupancy-lock', text: `${SELECT} FOR UPDATE OF o` };

type Read = (tx: EntityManager, county: string, institution: string, id: string) => Promise<Occupancy | undefined>;

const reading =
  (statement: Statement): Read =>
  async (tx, county, institution, id) =>
    (await run<Occupancy>(tx, statement, [county, institution, id]))[0];

export const findOccupancy: Read = reading(FIND);
export const lockOccupancy: Read = reading(LOCK);

const INSERT: Statement = {
  name: 'occupancy-insert',
  text: `INSERT INTO occupancy (county, id, institution, bed_id, during, reservation_id, patient_id, reason, admitted_by)
         VALUES ($1, $2, $3, $4, tstzrange($5, NULL), $6, $7, $8, $9)`,
};

const OVERLAP = '23P01';

/** @returns false where the database refuses: nobody lies in two beds, and no bed holds two */
export async function insertOccupancy(tx: EntityManager, occupancy: Occupancy, by: string): Promise<boolean> {
  const { county, id, institution, bedId, from, reservationId, patientId, reason } = occupancy;
  try {
    await run(tx, INSERT, [county, id, institution, bedId, from, reservationId, patientId, reason, by]);
    return true;
  } catch (error) {
    if (sqlState(error) === OVERLAP) return false;
    throw error;
  }
}

const END: Statement = {
  name: 'occupancy-end',
  text: `UPDATE occupancy SET version = version + 1, during = tstzrange(lower(during), $3), end_kind = $4, ended_by = $5
          WHERE county = $1 AND id = $2`,
};

/** Ends a locked occupancy. */
export async function endOccupancy(
  tx: EntityManager,
  occupancy: Occupancy,
  at: Date,
  endKind: EndKind,
  by: string,
): Promise<Occupancy> {
  await run(tx, END, [occupancy.county, occupancy.id, at, endKind, by]);
  return { ...occupancy, version: occupancy.version + 1, until: at, endKind };
}

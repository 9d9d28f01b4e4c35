import type { EntityManager } from 'typeorm';
import type { EntitledDoctor } from '#contracts/network.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** Whom a consortium entitles, and what it was told to be last. */
export interface Circle {
  county: string;
  consortiumId: string;
  hospitals: string[];
  doctors: EntitledDoctor[];
  version: number;
}

const LOOK: Statement = {
  name: 'entitled-look',
  text: `UPDATE entitled_feed f SET network_version = v.version, day = $1 FROM network_version v
    WHERE v.county = '000000' AND (f.network_version, f.day) IS DISTINCT FROM (v.version, $1::date)
      AND f.one IN (SELECT one FROM entitled_feed FOR UPDATE SKIP LOCKED) RETURNING f.one`,
};

/** True when the network or the day is another than at the last look; no other process looks until commit. */
export async function startLook(tx: EntityManager, day: string): Promise<boolean> {
  return (await run(tx, LOOK, [day])).length > 0;
}

/** Compared as they are: of a range the planner knows nothing, takes it for one row, and reads all doctors for each house. */
const holds = (row: string): string =>
  `${row}.valid_from <= $1::date AND (${row}.valid_to IS NULL OR ${row}.valid_to > $1::date)`;

/** V05 (gate/entitlement.ts) as far as it lies with the network: rows that hold that day. */
const CHANGED: Statement = {
  name: 'entitled-changed',
  text: `
    WITH house AS (
      SELECT c.county, c.id AS consortium_id, i.code, i.tier
        FROM consortium c JOIN consortium_member m ON m.county = c.county AND m.consortium_id = c.id
        JOIN institution i ON i.county = c.county AND i.code = m.institution
       WHERE c.kind = 'county' AND ${holds('c')} AND ${holds('m')} AND ${holds('i')}),
    hospital AS (
      SELECT county, consortium_id, coalesce(jsonb_agg(DISTINCT code ORDER BY code) FILTER (WHERE tier >= 3), '[]') AS codes
        FROM house GROUP BY county, consortium_id),
    doctor AS MATERIALIZED (
      SELECT DISTINCT p.county, p.id, p.institution
        FROM team t JOIN team_member m ON m.county = t.county AND m.team_id = t.id
        JOIN practitioner p ON p.county = m.county AND p.id = m.practitioner_id
       WHERE m.role = 'family-doctor' AND ${holds('t')} AND ${holds('m')} AND ${holds('p')}),
    entitled AS (
      SELECT h.county, h.consortium_id,
             jsonb_agg(jsonb_build_object('practitioner', d.id, 'institution', d.institution) ORDER BY d.id) AS doctors
        FROM doctor d JOIN house h ON h.county = d.county AND h.code = d.institution GROUP BY h.county, h.consortium_id),
    circle AS (
      SELECT h.county, h.consortium_id, h.codes AS hospitals, coalesce(e.doctors, '[]') AS doctors
        FROM hospital h LEFT JOIN entitled e ON e.county = h.county AND e.consortium_id = h.consortium_id)
    SELECT coalesce(c.county, k.county) AS county, coalesce(c.consortium_id, k.consortium_id) AS "consortiumId",
           coalesce(c.hospitals, '[]') AS hospitals, coalesce(c.doctors, '[]') AS doctors, coalesce(k.version, 0) + 1 AS version
      FROM circle c FULL JOIN entitled_told k ON k.county = c.county AND k.consortium_id = c.consortium_id
     WHERE (coalesce(c.hospitals, '[]'), coalesce(c.doctors, '[]')) IS DISTINCT FROM (k.hospitals, k.doctors)
     ORDER BY 1, 2`,
};

/** The consortia whose circle is another than was told last; empty for one that has ended. */
export function changedCircles(tx: EntityManager, day: string): Promise<Circle[]> {
  return run<Circle>(tx, CHANGED, [day]);
}

const NOTE: Statement = {
  name: 'entitled-note',
  text: `INSERT INTO entitled_told (county, consortium_id, hospitals, doctors, version)
    SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::jsonb[], $4::jsonb[], $5::int[])
    ON CONFLICT (county, consortium_id) DO UPDATE
      SET hospitals = excluded.hospitals, doctors = excluded.doctors, version = excluded.version`,
};

/** Remembers what is being told. */
export async function noteCircles(tx: EntityManager, circles: readonly Circle[]): Promise<void> {
  if (circles.length === 0) return;
  await run(tx, NOTE, [
    circles.map(({ county }) => county),
    circles.map(({ consortiumId }) => consortiumId),
    circles.map(({ hospitals }) => JSON.stringify(hospitals)),
    circles.map(({ doctors }) => JSON.stringify(doctors)),
    circles.map(({ version }) => version),
  ]);
}

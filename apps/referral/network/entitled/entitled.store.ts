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

/** V05 (gate/entitlement.ts) as far as it lies with the network: rows that hold that day. */
const CHANGED: Statement = {
  name: 'entitled-changed',
  text: `
    WITH house AS (
      SELECT c.county, c.id AS consortium_id, i.code, i.tier
        FROM consortium c JOIN consortium_member m ON m.county = c.county AND m.consortium_id = c.id
        JOIN institution i ON i.county = c.county AND i.code = m.institution
       WHERE c.kind = 'county' AND daterange(c.valid_from, c.valid_to) @> $1::date
         AND daterange(m.valid_from, m.valid_to) @> $1::date AND daterange(i.valid_from, i.valid_to) @> $1::date),
    doctor AS (
      SELECT DISTINCT h.county, h.consortium_id, p.id, p.institution
        FROM team t JOIN team_member m ON m.county = t.county AND m.team_id = t.id
        JOIN practitioner p ON p.county = m.county AND p.id = m.practitioner_id
        JOIN house h ON h.county = p.county AND h.code = p.institution
       WHERE m.role = 'family-doctor' AND daterange(t.valid_from, t.valid_to) @> $1::date
         AND daterange(m.valid_from, m.valid_to) @> $1::date AND daterange(p.valid_from, p.valid_to) @> $1::date),
    circle AS (
      SELECT h.county, h.consortium_id,
             coalesce(jsonb_agg(DISTINCT h.code ORDER BY h.code) FILTER (WHERE h.tier >= 3), '[]') AS hospitals,
             coalesce((SELECT jsonb_agg(jsonb_build_object('practitioner', d.id, 'institution', d.institution) ORDER BY d.id)
                         FROM doctor d WHERE d.county = h.county AND d.consortium_id = h.consortium_id), '[]') AS doctors
        FROM house h GROUP BY h.county, h.consortium_id)
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

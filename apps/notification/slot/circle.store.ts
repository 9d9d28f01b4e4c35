import type { EntityManager } from 'typeorm';
import type { ConsortiumEntitled } from '#contracts/network.events.js';
import { run, type Statement } from '#service/database/prepared.js';

const STORE: Statement = {
  name: 'circle-store',
  text: `INSERT INTO reserve_circle AS c (county, consortium_id, hospitals, version) VALUES ($1, $2, $3, $4)
    ON CONFLICT (county, consortium_id) DO UPDATE SET hospitals = excluded.hospitals, version = excluded.version
      WHERE c.version < excluded.version RETURNING c.version`,
};
const EMPTY: Statement = {
  name: 'circle-empty',
  text: 'DELETE FROM reserve_doctor WHERE county = $1 AND consortium_id = $2',
};
const FILL: Statement = {
  name: 'circle-fill',
  text: `INSERT INTO reserve_doctor (county, consortium_id, practitioner, institution)
    SELECT DISTINCT ON (row.practitioner) $1::bpchar, $2::uuid, row.practitioner, row.institution
      FROM unnest($3::uuid[], $4::text[]) AS row (practitioner, institution) ORDER BY row.practitioner`,
};

/** Replaces what is known of a consortium; a message that comes late changes nothing. */
export async function storeCircle(
  tx: EntityManager,
  county: string,
  version: number,
  { consortiumId, hospitals, doctors }: ConsortiumEntitled,
): Promise<void> {
  if ((await run(tx, STORE, [county, consortiumId, hospitals, version])).length === 0) return;
  await run(tx, EMPTY, [county, consortiumId]);
  const [ids, houses] = [doctors.map((one) => one.practitioner), doctors.map((one) => one.institution)];
  await run(tx, FILL, [county, consortiumId, ids, houses]);
}

const HOSPITALS: Statement = {
  name: 'circle-hospitals',
  text: `SELECT DISTINCT hospital FROM reserve_doctor d
      JOIN reserve_circle c ON c.county = d.county AND c.consortium_id = d.consortium_id, unnest(c.hospitals) AS hospital
     WHERE d.county = $1 AND d.practitioner = $2 AND d.institution = $3 ORDER BY hospital`,
};

/** Whose reserve this doctor may use from this house; none for somebody of no contract team. */
export async function hospitalsFor(
  tx: EntityManager,
  doctor: { county: string; practitioner: string; institution: string },
): Promise<string[]> {
  const rows = await run<{ hospital: string }>(tx, HOSPITALS, [doctor.county, doctor.practitioner, doctor.institution]);
  return rows.map(({ hospital }) => hospital);
}

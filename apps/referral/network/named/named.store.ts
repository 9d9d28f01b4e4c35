import type { EntityManager } from 'typeorm';
import type { InstitutionNamed } from '#contracts/network.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** How a house and what it has are called, and what was told of it last. */
export interface NamedHouse {
  county: string;
  id: string;
  named: InstitutionNamed;
  version: number;
}

const LOOK: Statement = {
  name: 'named-look',
  text: `UPDATE named_feed f SET network_version = v.version FROM network_version v
    WHERE v.county = '000000' AND f.network_version <> v.version
      AND f.one IN (SELECT one FROM named_feed FOR UPDATE SKIP LOCKED) RETURNING f.one`,
};

/** True when the network is another than at the last look; no other process looks until commit. */
export async function startNamedLook(tx: EntityManager): Promise<boolean> {
  return (await run(tx, LOOK, [])).length > 0;
}

/** Of rows that have ended too: a report reaches back. The county's own name of an exam goes before the nation's. */
const CHANGED: Statement = {
  name: 'named-changed',
  text: `
    WITH house AS (
      SELECT DISTINCT ON (county, code) county, code, name, name_en FROM institution ORDER BY county, code, valid_from DESC),
    department AS (
      SELECT DISTINCT ON (county, institution, dept_code) county, institution, dept_code AS code, name, name_en
        FROM department_capability ORDER BY county, institution, dept_code, valid_from DESC),
    exam AS (
      SELECT DISTINCT ON (h.county, h.institution, x.code) h.county, h.institution, x.code, x.name, x.name_en
        FROM (SELECT DISTINCT county, institution, unnest(exam_items) AS code FROM department_capability) AS h
        JOIN exam_item x ON x.code = h.code AND x.county IN (h.county, '000000')
       ORDER BY h.county, h.institution, x.code, x.county DESC, x.valid_from DESC),
    had AS (
      SELECT county, institution, jsonb_agg(jsonb_build_object('code', code, 'name', name, 'nameEn', name_en) ORDER BY code) AS groups
        FROM (SELECT * FROM department UNION ALL SELECT * FROM exam) AS one GROUP BY county, institution),
    named AS (
      SELECT h.county, h.code AS institution, jsonb_build_object('institution', h.code, 'name', h.name, 'nameEn', h.name_en,
             'groups', coalesce(had.groups, '[]')) AS named
        FROM house h LEFT JOIN had ON had.county = h.county AND had.institution = h.code)
    SELECT n.county, coalesce(k.id, gen_random_uuid()) AS id, n.named, coalesce(k.version, 0) + 1 AS version
      FROM named n LEFT JOIN named_told k ON k.county = n.county AND k.institution = n.institution
     WHERE n.named IS DISTINCT FROM k.named ORDER BY 1, n.institution`,
};

/** Houses that are called otherwise than was told last; what is gone keeps its name. */
export function changedNames(tx: EntityManager): Promise<NamedHouse[]> {
  return run<NamedHouse>(tx, CHANGED, []);
}

const NOTE: Statement = {
  name: 'named-note',
  text: `INSERT INTO named_told (county, institution, id, named, version)
    SELECT * FROM unnest($1::bpchar[], $2::text[], $3::uuid[], $4::jsonb[], $5::int[])
    ON CONFLICT (county, institution) DO UPDATE SET named = excluded.named, version = excluded.version`,
};

/** Remembers what is being told. */
export async function noteNames(tx: EntityManager, houses: readonly NamedHouse[]): Promise<void> {
  if (houses.length === 0) return;
  await run(tx, NOTE, [
    houses.map(({ county }) => county),
    houses.map(({ named }) => named.institution),
    houses.map(({ id }) => id),
    houses.map(({ named }) => JSON.stringify(named)),
    houses.map(({ version }) => version),
  ]);
}

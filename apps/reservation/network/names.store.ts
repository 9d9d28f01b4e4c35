import type { EntityManager } from 'typeorm';
import type { InstitutionNamed } from '#contracts/network.events.js';
import { run, type Statement } from '#service/database/prepared.js';

const STORE: Statement = {
  name: 'names-store',
  text: `INSERT INTO institution_name AS n (county, institution, name, name_en, groups, version)
    VALUES ($1, $2, $3, $4, $5::jsonb, $6)
    ON CONFLICT (county, institution) DO UPDATE
      SET name = excluded.name, name_en = excluded.name_en, groups = excluded.groups, version = excluded.version
      WHERE n.version < excluded.version`,
};

/** Keeps what a house is called; a message that comes late changes nothing. */
export async function storeNames(
  tx: EntityManager,
  county: string,
  version: number,
  { institution, name, nameEn, groups }: InstitutionNamed,
): Promise<void> {
  await run(tx, STORE, [county, institution, name, nameEn, JSON.stringify(groups), version]);
}

const READ: Statement = {
  name: 'names-read',
  text: `SELECT institution, name, name_en AS "nameEn", groups FROM institution_name WHERE county = $1`,
};

/** What the houses of the county are called. */
export function readNames(tx: EntityManager, county: string): Promise<InstitutionNamed[]> {
  return run<InstitutionNamed>(tx, READ, [county]);
}

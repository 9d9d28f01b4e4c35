import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';

/** One dated row: `deputy` acts in the place of `practitioner`. */
export interface Deputy {
  county: string;
  id: string;
  institution: string;
  practitioner: string;
  deputy: string;
  validFrom: string;
  /** The first day on which it no longer holds. */
  validTo: string;
  namedBy: string;
  namedAt: Date;
  endedBy: string | null;
}

const SELECTED = `county, id, institution, practitioner, deputy, valid_from::text AS "validFrom", valid_to::text AS "validTo",
  named_by AS "namedBy", named_at AS "namedAt", ended_by AS "endedBy"`;

const REPRESENTED = {
  name: 'deputy-represented',
  text: `SELECT practitioner FROM deputy
          WHERE county = $1 AND institution = $2 AND deputy = $3 AND valid_from <= $4 AND valid_to > $4`,
};
const LIST = {
  name: 'deputy-list',
  text: `SELECT ${SELECTED} FROM deputy WHERE county = $1 AND institution = $2 AND valid_to > $3
          ORDER BY valid_from, id LIMIT 500`,
};
const FIND = {
  name: 'deputy-find',
  text: `SELECT ${SELECTED} FROM deputy WHERE county = $1 AND institution = $2 AND id = $3 FOR UPDATE`,
};
const INSERT = {
  name: 'deputy-insert',
  text: `INSERT INTO deputy (county, id, institution, practitioner, deputy, valid_from, valid_to, named_by, named_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
};
const END = {
  name: 'deputy-end',
  text: `UPDATE deputy SET valid_to = greatest(valid_from, $3::date), ended_by = $4
          WHERE county = $1 AND id = $2 RETURNING ${SELECTED}`,
};

interface House {
  county: string;
  institution: string;
}

/** Whom the caller may act for that day. */
export async function represented(tx: EntityManager, who: House & { practitioner: string }, day: string) {
  const values = [who.county, who.institution, who.practitioner, day];
  return (await run<{ practitioner: string }>(tx, REPRESENTED, values)).map(({ practitioner }) => practitioner);
}

/** The rows of a house that hold or will hold. */
export const deputiesOf = (tx: EntityManager, { county, institution }: House, day: string): Promise<Deputy[]> =>
  run<Deputy>(tx, LIST, [county, institution, day]);

/** Locked until the end of the transaction. */
export async function findDeputy(tx: EntityManager, house: House, id: string): Promise<Deputy | undefined> {
  return (await run<Deputy>(tx, FIND, [house.county, house.institution, id]))[0];
}

/** @returns false where the same deputy is named for one of these days already (exclusion constraint) */
export async function insertDeputy(tx: EntityManager, row: Deputy): Promise<boolean> {
  const { county, id, institution, practitioner, deputy, validFrom, validTo, namedBy, namedAt } = row;
  const values = [county, id, institution, practitioner, deputy, validFrom, validTo, namedBy, namedAt];
  return (await run(tx, INSERT, values)).length > 0;
}

/** From that day on the deputy acts no more. */
export async function endDeputy(tx: EntityManager, row: Deputy, day: string, by: string): Promise<Deputy> {
  return (await run<Deputy>(tx, END, [row.county, row.id, day, by]))[0] as Deputy;
}

import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { takeTurn } from '#service/database/turns.js';
import type { CriteriaSet, Criterion } from './criterion.js';
import { SAMPLE_SET } from './sample.js';

/** A set as its county sees it. */
export interface CriteriaSetRow extends Omit<CriteriaSet, 'rows'> {
  basedOn: string | null;
  createdBy: string;
  /** Practitioner of the account: one person may have two. */
  createdByPerson: string | null;
  approvedByPerson: string | null;
  createdAt: Date;
  approvedRole: string | null;
  /** Whose decision it is, with its reference. */
  approvedBasis: string | null;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
}

const SET = `county, id, version, name, based_on AS "basedOn", created_by AS "createdBy", created_by_person AS "createdByPerson",
  approved_by_person AS "approvedByPerson", created_at AS "createdAt",
  approved_by AS "approvedBy", approved_role AS "approvedRole", approved_basis AS "approvedBasis",
  approved_at AS "approvedAt", valid_from::text AS "validFrom",
  valid_to::text AS "validTo", withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"`;
const ROW = `id, version, direction, "when", result, basis, valid_from::text AS "validFrom", valid_to::text AS "validTo"`;

const IN_FORCE: Statement = {
  name: 'criteria-in-force',
  text: `SELECT ${SET} FROM criteria_set WHERE (county = $1 AND valid_from IS NOT NULL) OR county = '${SAMPLE_SET.county}' ORDER BY version`,
};
const ROWS: Statement = {
  name: 'criteria-rows',
  text: `SELECT set_id AS "setId", ${ROW} FROM criterion WHERE set_id = ANY ($1) ORDER BY set_id, place`,
};
const LIST: Statement = {
  name: 'criteria-set-list',
  text: `SELECT ${SET} FROM criteria_set WHERE county IN ($1, '${SAMPLE_SET.county}') AND ($2::int IS NULL OR version < $2)
          ORDER BY version DESC, county DESC LIMIT $3`,
};
const FIND: Statement = {
  name: 'criteria-set-find',
  text: `SELECT ${SET} FROM criteria_set WHERE county IN ($1, '${SAMPLE_SET.county}') AND id = $2`,
};
const INSERT_SET: Statement = {
  name: 'criteria-set-insert',
  text: `INSERT INTO criteria_set (county, id, version, name, based_on, created_by, created_at, created_by_person)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7 FROM criteria_set WHERE county IN ($1, '${SAMPLE_SET.county}')
         RETURNING ${SET}`,
};
const INSERT_ROWS: Statement = {
  name: 'criteria-rows-insert',
  text: `INSERT INTO criterion (county, set_id, place, id, version, direction, "when", result, basis, valid_from, valid_to)
         SELECT $1, $2, place, row->>'id', row->>'version', row->>'direction', row->>'when', row->'result', row->>'basis',
                (row->>'validFrom')::date, (row->>'validTo')::date
           FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS rows (row, place)`,
};
const UPDATE: Statement = {
  name: 'criteria-set-update',
  text: `UPDATE criteria_set SET approved_by = $3, approved_role = $4, approved_at = $5, valid_from = $6, valid_to = $7,
                withdrawn_by = $8, withdrawn_at = $9, withdrawn_reason = $10, approved_basis = $11, approved_by_person = $12
          WHERE county = $1 AND id = $2`,
};
const OTHERS: Statement = {
  name: 'criteria-set-others',
  text: `SELECT ${SET} FROM criteria_set WHERE county = $1 AND id <> $2 AND valid_from IS NOT NULL AND valid_to IS DISTINCT FROM valid_from`,
};

/** The sets that are or will be in force in a county, and the sample. */
export async function criteriaInForce(tx: EntityManager, county: string): Promise<CriteriaSet[]> {
  const sets = await run<CriteriaSetRow>(tx, IN_FORCE, [county]);
  return withRows(tx, sets);
}

export async function withRows(
  tx: EntityManager,
  sets: readonly CriteriaSetRow[],
): Promise<(CriteriaSetRow & CriteriaSet)[]> {
  const rows = await run<Criterion & { setId: string }>(tx, ROWS, [sets.map(({ id }) => id)]);
  return sets.map((set) => ({
    ...set,
    rows: rows.filter(({ setId }) => setId === set.id).map(({ setId: _, ...row }) => row),
  }));
}

/** Newest first; the sample last. */
export function listSets(
  tx: EntityManager,
  county: string,
  before: number | null,
  limit: number,
): Promise<CriteriaSetRow[]> {
  return run<CriteriaSetRow>(tx, LIST, [county, before, limit]);
}

export async function findSet(tx: EntityManager, county: string, id: string): Promise<CriteriaSetRow | undefined> {
  return (await run<CriteriaSetRow>(tx, FIND, [county, id]))[0];
}

/** All sets of a county take turns: the next version, and who is in force after whom. */
export const lockSets = (tx: EntityManager, county: string): Promise<void> => takeTurn(tx, 'criteria-set', county);

export async function insertSet(
  tx: EntityManager,
  set: Pick<CriteriaSetRow, 'county' | 'id' | 'name' | 'basedOn' | 'createdBy' | 'createdAt' | 'createdByPerson'>,
  rows: readonly Criterion[],
): Promise<CriteriaSetRow> {
  const { county, id, name, basedOn, createdBy, createdAt, createdByPerson } = set;
  const values = [county, id, name, basedOn, createdBy, createdAt, createdByPerson];
  const [inserted] = await run<CriteriaSetRow>(tx, INSERT_SET, values);
  if (!inserted) throw new Error('A set of criteria was not written');
  await run(tx, INSERT_ROWS, [county, id, JSON.stringify(rows)]);
  return inserted;
}

/** Approval, validity and withdrawal: all that ever changes. */
export async function updateSet(tx: EntityManager, set: CriteriaSetRow): Promise<void> {
  const { county, id, approvedBy, approvedRole, approvedAt, validFrom, validTo } = set;
  const { withdrawnBy, withdrawnAt, withdrawnReason } = set;
  await run(tx, UPDATE, [
    county,
    id,
    approvedBy,
    approvedRole,
    approvedAt,
    validFrom,
    validTo,
    withdrawnBy,
    withdrawnAt,
    withdrawnReason,
    set.approvedBasis,
    set.approvedByPerson,
  ]);
}

/** The county's other sets that are, were or will be in force. */
export function otherSetsInForce(tx: EntityManager, county: string, id: string): Promise<CriteriaSetRow[]> {
  return run<CriteriaSetRow>(tx, OTHERS, [county, id]);
}

import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';

/** One dated row of `decide.delegatedToDesk.<department>` of an institution. */
export interface Delegation {
  key: string;
  version: number;
  delegated: boolean;
  validFrom: string;
  validTo: string | null;
  approvedBy: string;
}

const PREFIX = 'decide.delegatedToDesk.';
const keyOf = (deptCode: string): string => `${PREFIX}${deptCode}`;
export const departmentOfKey = (key: string): string => key.slice(PREFIX.length);

const SELECTED = `key, version, value::boolean AS "delegated", valid_from::text AS "validFrom", valid_to::text AS "validTo",
  approved_by AS "approvedBy"`;

const LIST = {
  name: 'delegation-list',
  text: `SELECT ${SELECTED} FROM policy
          WHERE county = $1 AND scope_kind = 'institution' AND scope_code = $2 AND starts_with(key, '${PREFIX}')
          ORDER BY key, version`,
};

/** The latest version decides (policy.ts); two callers at once are told apart by the primary key. */
const INSERT = {
  name: 'delegation-insert',
  text: `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, valid_to, approved_by, source)
         SELECT $1, 'institution', $2, $3, coalesce(max(version), 0) + 1, to_jsonb($4::boolean), $5, $6, $7, 'the department itself'
           FROM policy WHERE county = $1 AND scope_kind = 'institution' AND scope_code = $2 AND key = $3
         ON CONFLICT DO NOTHING RETURNING ${SELECTED}`,
};

interface House {
  county: string;
  institution: string;
}

export const delegationsOf = (tx: EntityManager, { county, institution }: House): Promise<Delegation[]> =>
  run<Delegation>(tx, LIST, [county, institution]);

/** @returns undefined where somebody else wrote the same version at this moment */
export async function insertDelegation(
  tx: EntityManager,
  { county, institution }: House,
  deptCode: string,
  row: Pick<Delegation, 'delegated' | 'validFrom' | 'validTo' | 'approvedBy'>,
): Promise<Delegation | undefined> {
  const { delegated, validFrom, validTo, approvedBy } = row;
  const values = [county, institution, keyOf(deptCode), delegated, validFrom, validTo, approvedBy];
  return (await run<Delegation>(tx, INSERT, values))[0];
}

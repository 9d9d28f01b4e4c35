import type { EntityManager } from 'typeorm';
import { run, type Statement } from '../database/prepared.js';
import type { Bound, PolicyRow, PolicyValue } from './policy.js';
import { Rules } from './rules.js';

/** County column of what stands above the counties. */
const ABOVE_COUNTIES = '000000';

/** Table of the policy rows; to be run with the service's schema on the search_path. */
export const policyTables: string[] = [
  `CREATE TABLE policy (
     county      char(6) NOT NULL,
     scope_kind  text    NOT NULL CHECK (scope_kind IN ('nation', 'province', 'county', 'consortium', 'institution')),
     scope_code  text    NOT NULL CHECK ((scope_kind = 'nation') = (scope_code = '')),
     key         text    NOT NULL,
     version     int     NOT NULL CHECK (version >= 1),
     value       jsonb   NOT NULL,
     bound       text    CHECK (bound IN ('at-least', 'at-most', 'fixed')),
     valid_from  date    NOT NULL,
     valid_to    date    CHECK (valid_to > valid_from),
     approved_by text    NOT NULL,
     source      text    NOT NULL,
     PRIMARY KEY (county, scope_kind, scope_code, key, version),
     CHECK ((scope_kind IN ('nation', 'province')) = (county = '${ABOVE_COUNTIES}'))
   )`,
];

/** A default that a migration ships for the whole country. */
export interface PolicyDefault {
  key: string;
  value: PolicyValue;
  bound?: Bound;
  /** The text it comes from, with its mark: policy, official, default. */
  source: string;
}

/** The day from which every rule has a default; what was before it cannot be judged. */
export const RULES_SINCE = '2020-01-01';

/** The statement of a migration that inserts defaults. */
export function insertDefaults(defaults: readonly PolicyDefault[]): string {
  const rows = defaults.map(({ key, value, bound, source }) => {
    const given = [key, JSON.stringify(value), source].map(quote);
    return `('${ABOVE_COUNTIES}', 'nation', '', ${given[0]}, 1, ${given[1]}, ${bound ? quote(bound) : 'NULL'}, '${RULES_SINCE}', 'fenji', ${given[2]})`;
  });
  return `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, bound, valid_from, approved_by, source)
          VALUES ${rows.join(', ')}`;
}

const READ: Statement = {
  name: 'policy-read',
  text: `SELECT scope_kind AS "scopeKind", scope_code AS "scopeCode", key, version, value, bound,
                valid_from::text AS "validFrom", valid_to::text AS "validTo", approved_by AS "approvedBy", source
           FROM policy WHERE county IN ($1, '${ABOVE_COUNTIES}')
          ORDER BY scope_kind, scope_code, key, version`,
};

/** Reads the rules of one county. */
export async function readRules(tx: EntityManager, county: string): Promise<Rules> {
  return new Rules(await run<PolicyRow>(tx, READ, [county]));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import { ArrayUnique } from 'class-validator';
import { KEY_GROUPS } from '#contracts/codes.js';
import { Code, Id } from '#service/openapi/fields.js';
import { DatedRow } from '../fields.js';
import { houseOfTeam, maySeePatient } from '../keepers.store.js';
import type { Kind } from '../kind.js';
import { RowRefused } from '../row-refused.js';

/** Family-doctor contract of a resident with a team of the own house. */
export class ContractRow extends DatedRow {
  @Id('0195f000-0000-7000-8000-000000000050') id: string;
  @Id('0195f000-0000-7000-8000-000000000051') patientId: string;
  @Id('0195f000-0000-7000-8000-000000000040') teamId: string;
  @Code(KEY_GROUPS, ['hypertension'], { list: KEY_GROUPS.length, optional: true })
  @ArrayUnique()
  keyGroups?: string[];
}

/** Contracts are read from the database with each submission; the row-level security lets only the house of the team write. */
export const CONTRACTS: Kind = {
  name: 'contracts',
  table: 'contract',
  row: ContractRow,
  key: ['id'],
  required: ['id', 'patientId', 'teamId', 'validFrom'],
  optional: ['keyGroups', 'validTo'],
  lists: ['keyGroups'],
  inMemory: false,
  keepers: ['family-doctor', 'medical-affairs', 'his-adapter'],
  owner: async ({ teamId }, tx, county) => ({ institution: await houseOfTeam(tx, county, String(teamId)) }),
  completed: async (row, county, tx) => {
    if (!(await maySeePatient(tx, county, String(row['patientId'])))) {
      throw new RowRefused({ column: 'patientId', code: 'unknown', message: 'There is no such patient here.' });
    }
    return { ...row, institution: await houseOfTeam(tx, county, String(row['teamId'])) };
  },
};

import { Code, Id, Text } from '#service/openapi/fields.js';
import { Codes, DatedRow, HouseCode } from '../fields.js';
import { houseOfTeam } from '../keepers.store.js';
import { HOUSE, type Kind, ofInstitution } from '../kind.js';

const TEAM = '0195f000-0000-7000-8000-000000000040';
const DOCTOR = '0195f000-0000-7000-8000-000000000041';
const TITLES = ['village-doctor', 'resident', 'attending', 'associate-chief', 'chief', 'nurse', 'public-health'];
const TEAM_ROLES = ['family-doctor', 'nurse', 'public-health', 'county-specialist'];

export class PractitionerRow extends DatedRow {
  /** The `practitioner` claim of the person's tokens. */
  @Id(DOCTOR) id: string;
  @HouseCode('990101T01') institution: string;
  @Text(1, 50, '王敏') name: string;
  @Code(TITLES, 'attending') title: string;
  @Codes(/^[A-Za-z0-9.]{1,12}$/, ['02']) departments?: string[];
  @Code(['refer-out', 'receive'], ['refer-out'], { list: 2, optional: true }) rights?: string[];
}

export class TeamRow extends DatedRow {
  @Id(TEAM) id: string;
  @HouseCode('990101T01') institution: string;
  @Text(1, 100, '家庭医生团队1') name: string;
}

export class TeamMemberRow extends DatedRow {
  @Id(TEAM) teamId: string;
  @Id(DOCTOR) practitionerId: string;
  @Code(TEAM_ROLES, 'family-doctor') role: string;
}

export const STAFF_KINDS: readonly Kind[] = [
  {
    name: 'practitioners',
    table: 'practitioner',
    row: PractitionerRow,
    key: ['id'],
    required: ['id', 'institution', 'name', 'title', 'validFrom'],
    optional: ['departments', 'rights', 'validTo'],
    lists: ['departments', 'rights'],
    keepers: HOUSE,
    owner: ofInstitution,
  },
  {
    name: 'teams',
    table: 'team',
    row: TeamRow,
    key: ['id'],
    required: ['id', 'institution', 'name', 'validFrom'],
    optional: ['validTo'],
    keepers: HOUSE,
    owner: ofInstitution,
  },
  {
    name: 'team-members',
    table: 'team_member',
    row: TeamMemberRow,
    key: ['teamId', 'practitionerId', 'validFrom'],
    required: ['teamId', 'practitionerId', 'role', 'validFrom'],
    optional: ['validTo'],
    keepers: HOUSE,
    owner: async ({ teamId }, tx, county) => ({ institution: await houseOfTeam(tx, county, String(teamId)) }),
  },
];

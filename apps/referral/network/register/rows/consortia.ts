import { DIRECTIONS, type Direction } from '#contracts/codes.js';
import { Code, Flag, Id, Text } from '#service/openapi/fields.js';
import { AGREEMENT_KINDS } from '../../agreement.entity.js';
import { SHARED_CENTRES } from '../../centres.entity.js';
import { Codes, CountyCode, DatedRow, HouseCode, pattern } from '../fields.js';
import { AUTHORITY, type Kind, OFFICE, type Owner, ofNobody, type Row } from '../kind.js';

const CONSORTIUM = '0195f000-0000-7000-8000-000000000020';

/** A county consortium, or a city group: this only by an authority whose code ends in 00. */
export class ConsortiumRow extends DatedRow {
  @Id(CONSORTIUM) id: string;
  @Code(['county', 'city-group'], 'county') kind: string;
  @Text(1, 100, '第三县域医共体') name: string;
  @Text(1, 100, 'Consortium 3') nameEn: string;
}

export class MemberRow extends DatedRow {
  @Id(CONSORTIUM) consortiumId: string;
  @HouseCode('990101H01') institution: string;
  /** County of the institution; left out = the own one. */
  @CountyCode('990101', true) institutionCounty?: string;
  @Flag(false) lead: boolean;
}

/** A way out of the consortium, to another county, too. */
export class AgreementRow extends DatedRow {
  @Id('0195f000-0000-7000-8000-000000000030') id: string;
  @Code(AGREEMENT_KINDS, 'specialist-alliance', { optional: true }) kind?: string;
  @HouseCode('990101H01') fromInstitution: string;
  /** Left out = the own county. */
  @CountyCode('990101', true) toCounty?: string;
  @HouseCode('990101H02') toInstitution: string;
  @Code(DIRECTIONS, ['up'], { list: 3, least: 1 }) directions: Direction[];
  /** Departments that it covers; none = all. */
  @Codes(/^[A-Za-z0-9.]{1,12}$/, ['03.04']) deptCodes?: string[];
}

export class SharedCentreRow extends DatedRow {
  @Code(SHARED_CENTRES, 'imaging') kind: string;
  /** The host. */
  @HouseCode('990101H01') institution: string;
  /** The consortium that it serves. */
  @Id(CONSORTIUM) consortiumId: string;
}

export class CatchmentRow extends DatedRow {
  /** The longest prefix of the residence's division code decides. */
  @pattern(/^\d{6,12}$/, '990101140') divisionPrefix: string;
  @Id(CONSORTIUM) consortiumId: string;
}

const ofConsortium = ({ consortiumId }: Row): Owner => ({ consortium: String(consortiumId) });

export const CONSORTIUM_KINDS: readonly Kind[] = [
  {
    name: 'consortia',
    table: 'consortium',
    row: ConsortiumRow,
    key: ['id'],
    required: ['id', 'kind', 'name', 'nameEn', 'validFrom'],
    optional: ['validTo'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
  {
    name: 'consortium-members',
    table: 'consortium_member',
    row: MemberRow,
    key: ['consortiumId', 'institution', 'validFrom'],
    required: ['consortiumId', 'institution', 'lead', 'validFrom'],
    optional: ['institutionCounty', 'validTo'],
    flags: ['lead'],
    judgesLeads: true,
    keepers: OFFICE,
    owner: ofConsortium,
    completed: (row, county) => ({ ...row, institutionCounty: row['institutionCounty'] ?? county }),
  },
  {
    name: 'agreements',
    table: 'agreement',
    row: AgreementRow,
    key: ['id'],
    required: ['id', 'fromInstitution', 'toInstitution', 'directions', 'validFrom'],
    optional: ['kind', 'toCounty', 'deptCodes', 'validTo'],
    lists: ['directions', 'deptCodes'],
    keepers: OFFICE,
    owner: ({ fromInstitution }) => ({ institution: String(fromInstitution) }),
    completed: (row, county) => ({ ...row, toCounty: row['toCounty'] ?? county }),
  },
  {
    name: 'shared-centres',
    table: 'shared_centre',
    row: SharedCentreRow,
    key: ['consortiumId', 'institution', 'kind', 'validFrom'],
    required: ['consortiumId', 'institution', 'kind', 'validFrom'],
    optional: ['validTo'],
    keepers: OFFICE,
    owner: ofConsortium,
  },
  {
    name: 'catchments',
    table: 'catchment',
    row: CatchmentRow,
    key: ['divisionPrefix', 'validFrom'],
    required: ['divisionPrefix', 'consortiumId', 'validFrom'],
    optional: ['validTo'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
];

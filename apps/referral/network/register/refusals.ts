/** What is wrong with a row, and in which column of it. */
export interface Fault {
  /** It may fit after others of the same file. */
  later?: boolean;
  column: string;
  code: string;
  message: string;
}

const overlap = (column: string, code: string, message: string): Fault => ({ column, code, message });

/** What a constraint of the database means to who writes; the names are those of the migrations. */
const BY_CONSTRAINT: Readonly<Record<string, Fault>> = {
  one_parent: overlap('parent', 'two-parents', 'Another institution stands above it in this period.'),
  no_circle_of_parents: overlap('parent', 'circle', 'It would stand above itself.'),
  // The second check of the table, which has no name of its own: parent <> institution.
  institution_parent_check1: overlap('parent', 'circle', 'It would stand above itself.'),
  one_lead: overlap('lead', 'two-leads', 'The consortium has another lead in this period.'),
  one_county_consortium: overlap(
    'institution',
    'two-county-consortia',
    'The institution is in another county consortium in this period.',
  ),
  one_membership: overlap('institution', 'overlap', 'The institution is a member in this period already.'),
  member_of_the_county: overlap(
    'institutionCounty',
    'other-county',
    'Members of a county consortium lie in its county.',
  ),
  member_of_the_city: overlap('institutionCounty', 'other-province', 'Members of a city group lie in its province.'),
  city_group_of_a_city: overlap('kind', 'not-a-city', 'A city group belongs to an authority whose code ends in 00.'),
  one_capability: overlap('validFrom', 'overlap', 'Another row of this department holds in this period.'),
  one_post_in_team: overlap('validFrom', 'overlap', 'The person is in this team in this period already.'),
  one_consortium_for_division: overlap('validFrom', 'overlap', 'Another consortium answers for it in this period.'),
  one_referral_centre: overlap('validFrom', 'overlap', 'The hospital has a referral centre in this period already.'),
  one_critical_centre: overlap('validFrom', 'overlap', 'The hospital has this centre in this period already.'),
  one_shared_centre: overlap('validFrom', 'overlap', 'The centre serves the consortium in this period already.'),
  one_linked_institution: overlap('validFrom', 'overlap', 'Another institution looks after it in this period.'),
  one_contract: overlap('validFrom', 'overlapping-contract', 'The resident has another contract in this period.'),
  known_key_groups: overlap('keyGroups', 'unknown', 'It is none of the ten key groups.'),
  receiver_is_licensed: overlap('validFrom', 'not-licensed', 'The institution holds no licence on this day.'),
  host_is_upper_hospital: overlap('institution', 'not-an-upper-hospital', 'The host is a hospital of tier 3 or 4.'),
  catchment_of_the_county: overlap('divisionPrefix', 'other-county', 'The division lies in another county.'),
  whole_location: overlap('latitudeMicro', 'half-a-place', 'Give latitude and longitude, or neither.'),
  insured_period: overlap('insuredTo', 'not-after', 'It must lie after insuredFrom.'),
  institution_code: overlap('code', 'taken', 'The code belongs to an institution of another county.'),
};

/** The parts of PostgreSQL's error that tell what was refused. */
interface Refusal {
  code: string;
  constraint?: string;
  column?: string;
  table?: string;
  detail?: string;
}

/**
 * What the database's refusal of a row means; undefined where it is no refusal of this row but a fault or a delay.
 */
export function faultOf(error: unknown): Fault | undefined {
  const { code, constraint = '', column = '', detail = '', table = '' } = refusalOf(error);
  const known = BY_CONSTRAINT[constraint];
  if (known) return { ...known, later: true };
  if (code === '23503') return detail.includes('still referenced') ? stillUsed : unknownOne(detail);
  if (code === '42501') return { ...notYours, later: false };
  // The kind of a membership comes from its consortium.
  if (code === '23502' && table === 'consortium_member' && column === 'kind') return noConsortium;
  if (code === '23502')
    return { column: camel(column), code: 'required', message: 'It must not be empty.', later: false };
  return undefined;
}

export const notYours: Fault = { column: '', code: 'not-yours', message: 'This row is not yours to keep.' };

const noConsortium = { column: 'consortiumId', code: 'unknown', message: 'There is no such consortium.', later: true };

const stillUsed = {
  column: '',
  code: 'still-used',
  message: 'Other rows name it: take those away first.',
  later: true,
};

/** `Key (county, consortium_id)=(…) is not present in table "consortium".` */
function unknownOne(detail: string): Fault {
  const [, columns = '', table = ''] = /^Key \(([^)]+)\)=.*table "(\w+)"/.exec(detail) ?? [];
  const column = columns.split(', ').at(table === 'consortium' ? 1 : -1) ?? '';
  return {
    column: camel(column),
    code: 'unknown',
    message: `There is no such ${table.replaceAll('_', ' ')}.`,
    later: true,
  };
}

function refusalOf(error: unknown): Refusal {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return cause instanceof Error && 'code' in cause ? (cause as unknown as Refusal) : { code: '' };
}

export const camel = (column: string): string =>
  column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

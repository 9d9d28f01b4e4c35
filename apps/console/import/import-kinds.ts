import type { Role } from '../session/session';

const AUTHORITY: readonly Role[] = ['county-health-authority'];
const OFFICE: readonly Role[] = [...AUTHORITY, 'consortium-office'];
const HOUSE: readonly Role[] = [...OFFICE, 'medical-affairs'];

/** One kind of file that the API takes in: where it goes, who may send it, and a template with its columns. */
export interface ImportKind {
  readonly name: string;
  readonly path: string;
  /** Who finds it in the list; who may send it, and of which house, the API decides. */
  readonly by: readonly Role[];
  readonly columns: readonly string[];
  /** What the rows do not say, asked for beside the file. */
  readonly also?: readonly string[];
}

const register = (by: readonly Role[], name: string, ...columns: string[]): ImportKind => ({
  name,
  by,
  path: `/v1/network/${name}/imports`,
  columns,
});

/** Every CSV import of the API that a person uses. The columns are those that a file cannot go without; the API names any other fault. */
const IMPORTS: readonly ImportKind[] = [
  register(
    AUTHORITY,
    'institutions',
    'code',
    'name',
    'nameEn',
    'type',
    'level',
    'ownership',
    'divisionCode',
    'validFrom',
  ),
  register(AUTHORITY, 'institution-parents', 'institution', 'parent', 'validFrom'),
  register(AUTHORITY, 'consortia', 'id', 'kind', 'name', 'nameEn', 'validFrom'),
  register(OFFICE, 'consortium-members', 'consortiumId', 'institution', 'lead', 'validFrom'),
  register(OFFICE, 'agreements', 'id', 'fromInstitution', 'toInstitution', 'directions', 'validFrom'),
  register(OFFICE, 'shared-centres', 'kind', 'institution', 'consortiumId', 'validFrom'),
  register(AUTHORITY, 'catchments', 'divisionPrefix', 'consortiumId', 'validFrom'),
  register(HOUSE, 'department-capabilities', 'institution', 'deptCode', 'name', 'nameEn', 'validFrom'),
  register(HOUSE, 'referral-centres', 'institution', 'phone', 'validFrom'),
  register(AUTHORITY, 'critical-centres', 'institution', 'kind', 'validFrom'),
  register(HOUSE, 'practitioners', 'id', 'institution', 'name', 'title', 'validFrom'),
  register(HOUSE, 'teams', 'id', 'institution', 'name', 'validFrom'),
  register(HOUSE, 'team-members', 'teamId', 'practitionerId', 'role', 'validFrom'),
  register(['family-doctor', 'medical-affairs'], 'contracts', 'id', 'patientId', 'teamId', 'validFrom'),
  register(AUTHORITY, 'exam-items', 'code', 'kind', 'name', 'nameEn', 'recognised', 'source', 'validFrom'),
  register(AUTHORITY, 'elder-care-organisations', 'code', 'name', 'nameEn', 'divisionCode', 'beds', 'validFrom'),
  register(AUTHORITY, 'elder-care-links', 'organisation', 'institution', 'validFrom'),
  register(AUTHORITY, 'journeys', 'fromInstitution', 'toInstitution', 'minutes'),
  {
    name: 'sessions',
    path: '/v1/session-imports',
    by: ['roster-manager'],
    columns: ['externalId', 'pool', 'group', 'startsAt', 'endsAt', 'place', 'capacity'],
  },
  {
    name: 'calendars',
    path: '/v1/calendar-imports',
    by: AUTHORITY,
    columns: ['day', 'kind', 'name', 'nameEn'],
    also: ['year', 'approvedBy', 'source'],
  },
  {
    name: 'first-visit-diseases',
    path: '/v1/first-visit-disease-imports',
    by: AUTHORITY,
    columns: ['icd10From', 'icd10To', 'tier'],
    also: ['validFrom', 'approvedBy', 'source'],
  },
  {
    name: 'duty-rosters',
    path: '/v1/duty-rosters',
    by: [...HOUSE, 'referral-desk', 'department-head', 'family-doctor'],
    columns: ['post', 'practitioner', 'date'],
  },
];

/** The kinds that somebody with these roles finds. */
export function kindsOf(roles: readonly Role[]): ImportKind[] {
  return IMPORTS.filter(({ by }) => by.some((role) => roles.includes(role)));
}

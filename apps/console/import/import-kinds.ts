/** One kind of file that the API takes in: where it goes, who may send it, and a template with its columns. */
export interface ImportKind {
  readonly name: string;
  readonly path: string;
  readonly columns: readonly string[];
  /** What the rows do not say, asked for beside the file. */
  readonly also?: readonly string[];
}

const register = (name: string, ...columns: string[]): ImportKind => ({
  name,
  path: `/v1/network/${name}/imports`,
  columns,
});

/** Every CSV import of the API. The columns are those that a file cannot go without; the API names any other fault. */
export const IMPORTS: readonly ImportKind[] = [
  register('institutions', 'code', 'name', 'nameEn', 'type', 'level', 'ownership', 'divisionCode', 'validFrom'),
  register('institution-parents', 'institution', 'parent', 'validFrom'),
  register('consortia', 'id', 'kind', 'name', 'nameEn', 'validFrom'),
  register('consortium-members', 'consortiumId', 'institution', 'lead', 'validFrom'),
  register('agreements', 'id', 'fromInstitution', 'toInstitution', 'directions', 'validFrom'),
  register('shared-centres', 'kind', 'institution', 'consortiumId', 'validFrom'),
  register('catchments', 'divisionPrefix', 'consortiumId', 'validFrom'),
  register('department-capabilities', 'institution', 'deptCode', 'name', 'nameEn', 'validFrom'),
  register('referral-centres', 'institution', 'phone', 'validFrom'),
  register('critical-centres', 'institution', 'kind', 'validFrom'),
  register('practitioners', 'id', 'institution', 'name', 'title', 'validFrom'),
  register('teams', 'id', 'institution', 'name', 'validFrom'),
  register('team-members', 'teamId', 'practitionerId', 'role', 'validFrom'),
  register('contracts', 'id', 'patientId', 'teamId', 'validFrom'),
  register('exam-items', 'code', 'kind', 'name', 'nameEn', 'recognised', 'source', 'validFrom'),
  register('elder-care-organisations', 'code', 'name', 'nameEn', 'divisionCode', 'beds', 'validFrom'),
  register('elder-care-links', 'organisation', 'institution', 'validFrom'),
  register('journeys', 'fromInstitution', 'toInstitution', 'minutes'),
  {
    name: 'sessions',
    path: '/v1/session-imports',
    columns: ['externalId', 'pool', 'group', 'startsAt', 'endsAt', 'place', 'capacity'],
  },
  {
    name: 'calendars',
    path: '/v1/calendar-imports',
    columns: ['day', 'kind', 'name', 'nameEn'],
    also: ['year', 'approvedBy', 'source'],
  },
  {
    name: 'first-visit-diseases',
    path: '/v1/first-visit-disease-imports',
    columns: ['icd10From', 'icd10To', 'tier'],
    also: ['validFrom', 'approvedBy', 'source'],
  },
  { name: 'duty-rosters', path: '/v1/duty-rosters', columns: ['post', 'practitioner', 'date'] },
];

/** The kind of this name; the first one otherwise. */
export function kindOf(name: string): ImportKind {
  return IMPORTS.find((one) => one.name === name) ?? IMPORTS[0]!;
}

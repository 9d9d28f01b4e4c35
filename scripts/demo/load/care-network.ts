import type { PolicyRow } from '#service/rules/policy.js';
import type { FirstVisitCatalogue } from '../../../apps/referral/gate/catalogue/catalogue.entity.js';
import type { BenefitLadder } from '../../../apps/referral/insurance/ladder.entity.js';
import type { DepartmentCapability } from '../../../apps/referral/network/capability.entity.js';
import type { Consortium, ConsortiumMember } from '../../../apps/referral/network/consortium.entity.js';
import type { Institution } from '../../../apps/referral/network/institution.entity.js';
import type { InstitutionParent } from '../../../apps/referral/network/parent.entity.js';
import type { Practitioner } from '../../../apps/referral/network/practitioner.entity.js';
import type { Team, TeamMember } from '../../../apps/referral/network/team.entity.js';
import type { Travel } from '../../../apps/referral/network/travel.entity.js';
import type { County } from '../county/county.js';
import { DEPARTMENT_NAMES } from '../county/departments.js';
import { placesOf } from '../county/places.js';

/** Licences, memberships and contracts of the demo hold for ten years. */
export const VALID = { validFrom: '2025-01-01', validTo: '2035-01-01' } as const;

/** Who has approved the rows of the demo, and where they come from. */
const DEMO = { approvedBy: 'fenji', source: 'demo' } as const;

/** Diseases to be seen first at the township or below: a marked sample (domain §3.1). */
const CATALOGUE = ['E10-E14', 'I10-I15', 'I20-I25', 'J00-J06', 'J40-J47', 'K29-K30', 'M54-M54'];

/** Schemes that a fund pays for. */
const SCHEMES = ['employee', 'resident'] as const;

/** Diseases of the departments that name theirs: a marked sample. Complaints without a diagnosis (R) are for all. */
const TREATED: Readonly<Record<string, readonly string[]>> = {
  '03.01': ['A15-A19', 'J00-J99', 'C34', 'R00-R99'],
  '03.02': ['K00-K93', 'B15-B19', 'C15-C26', 'R00-R99'],
  '03.03': ['G00-G99', 'I60-I69', 'F00-F09', 'R00-R99'],
  '03.04': ['I00-I52', 'I70-I99', 'Q20-Q28', 'R00-R99'],
  '03.06': ['N00-N39', 'I12-I13', 'R00-R99'],
  '03.07': ['E00-E90', 'R00-R99'],
};

/** Table → rows, in the order in which they refer to one another. */
export type Rows = readonly (readonly [table: string, rows: readonly object[]])[];

/** The care network of one county as rows of the referral service. */
export function careNetworkOf(county: County): Rows {
  return [
    ['institution', institutions(county)],
    ['institution_parent', parents(county)],
    ['consortium', consortia(county)],
    ['consortium_member', members(county)],
    ['department_capability', capabilities(county)],
    ['practitioner', practitioners(county)],
    ['team', teams(county)],
    ['team_member', teamMembers(county)],
    ['travel', journeys(county)],
    ['first_visit_catalogue', catalogue(county)],
    ['benefit_ladder', ladders(county)],
    ['policy', policies(county)],
  ];
}

function institutions(county: County): Institution[] {
  const places = placesOf(county.code, county.institutions);
  return county.institutions.map(({ code, name, type, tier, level, ownership, divisionCode }) => ({
    county: county.code,
    code,
    name: name.zh,
    nameEn: name.en,
    type,
    tier,
    level,
    grade: level === 2 ? 'A' : null,
    ownership,
    divisionCode,
    phone: null,
    online: true,
    forProfit: ownership === 'private',
    ...places.get(code),
    insuredFrom: VALID.validFrom,
    insuredTo: VALID.validTo,
    ...VALID,
  }));
}

/** A village stands under its township, everybody else under the lead of the consortium. */
function parents(county: County): InstitutionParent[] {
  const leads = new Map(county.consortia.map(({ id, lead }) => [id, lead]));
  return county.institutions.flatMap(({ code, parent, consortiumId }) => {
    const above = parent ?? leads.get(consortiumId)!;
    return above === code ? [] : [{ county: county.code, institution: code, parent: above, ...VALID }];
  });
}

function consortia(county: County): Consortium[] {
  return county.consortia.map(({ id, name }) => ({
    county: county.code,
    id,
    kind: 'county',
    name: name.zh,
    nameEn: name.en,
    ...VALID,
  }));
}

function members(county: County): ConsortiumMember[] {
  const leads = new Set(county.consortia.map(({ lead }) => lead));
  return county.institutions.map(({ code, consortiumId }) => ({
    county: county.code,
    consortiumId,
    institution: code,
    lead: leads.has(code),
    ...VALID,
  }));
}

function capabilities(county: County): DepartmentCapability[] {
  return county.institutions.flatMap((institution) =>
    institution.departments.map(({ code, pools, exams, bedClasses }) => ({
      county: county.code,
      institution: institution.code,
      deptCode: code,
      name: DEPARTMENT_NAMES[code]!.zh,
      nameEn: DEPARTMENT_NAMES[code]!.en,
      pools: [...pools],
      examItems: [...exams],
      bedClasses: [...bedClasses],
      icd10Ranges: institution.tier === 3 ? [...(TREATED[code] ?? [])] : [],
      ...VALID,
    })),
  );
}

function practitioners(county: County): Practitioner[] {
  const hospitals = new Set(county.institutions.filter(({ tier }) => tier === 3).map(({ code }) => code));
  return county.doctors.map(({ id, institution, name, title, department }) => ({
    county: county.code,
    id,
    institution,
    name,
    title,
    departments: [department],
    rights: hospitals.has(institution) ? ['refer-out', 'receive'] : ['refer-out'],
    ...VALID,
  }));
}

function teams(county: County): Team[] {
  return county.teams.map(({ id, institution, name }) => ({ county: county.code, id, institution, name, ...VALID }));
}

function teamMembers(county: County): TeamMember[] {
  return county.teams.flatMap(({ id, leader, members }) =>
    [leader, ...members].map((doctor) => ({
      county: county.code,
      teamId: id,
      practitionerId: doctor.id,
      role: 'family-doctor' as const,
      ...VALID,
    })),
  );
}

function journeys(county: County): Travel[] {
  return county.journeys.map(({ from, to, minutes }) => ({
    county: county.code,
    fromInstitution: from,
    toCounty: county.code,
    toInstitution: to,
    minutes,
  }));
}

function catalogue(county: County): FirstVisitCatalogue[] {
  return CATALOGUE.map((range) => {
    const [icd10From, icd10To] = range.split('-') as [string, string];
    return { county: county.code, icd10From, icd10To, version: 1, tier: 2, ...DEMO, ...VALID };
  });
}

/** SH [policy] old figures and demo values (domain §3.3), the same for both schemes; outside the area 10 points less. */
const LADDERS = [
  { careType: 'outpatient', inArea: true, rateBps: [8000, 7000, 6000, 5000], deductibleFen: [0, 0, 0, 0] },
  { careType: 'outpatient', inArea: false, rateBps: [7000, 6000, 5000, 4000], deductibleFen: [0, 0, 0, 0] },
  {
    careType: 'inpatient',
    inArea: true,
    rateBps: [8500, 8000, 7500, 6000],
    deductibleFen: [10_000, 20_000, 50_000, 90_000],
  },
  {
    careType: 'inpatient',
    inArea: false,
    rateBps: [7500, 7000, 6500, 5000],
    deductibleFen: [10_000, 20_000, 50_000, 90_000],
  },
] as const;

function ladders(county: County): BenefitLadder[] {
  return SCHEMES.flatMap((scheme) =>
    LADDERS.map(({ rateBps, deductibleFen, ...what }) => ({
      region: county.code,
      scheme,
      ...what,
      compliant: true,
      version: 1,
      rateBps: [...rateBps],
      deductibleFen: [...deductibleFen],
      ...DEMO,
      ...VALID,
    })),
  );
}

/** In the demo, cardiology lets the referral desk decide (domain §2.2). */
function policies(county: County): (PolicyRow & { county: string })[] {
  return county.institutions
    .filter(({ tier, departments }) => tier === 3 && departments.some(({ code }) => code === '03.04'))
    .map(({ code }) => ({
      county: county.code,
      scopeKind: 'institution',
      scopeCode: code,
      key: 'decide.delegatedToDesk.03.04',
      version: 1,
      value: true,
      bound: null,
      approvedBy: code,
      source: 'demo',
      ...VALID,
    }));
}

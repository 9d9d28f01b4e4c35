import type { PolicyRow, PolicyValue } from '#service/rules/policy.js';
import { APPROVAL_DEFAULTS } from '../../apps/referral/approval/defaults.js';
import type { BenefitLadder } from '../../apps/referral/insurance/ladder.entity.js';
import { ESCALATION_LIMITS } from '../../apps/referral/migrations/escalation-limits.js';
import { FORM_LIMITS } from '../../apps/referral/migrations/form-limits.js';
import { GATE_DEFAULTS } from '../../apps/referral/migrations/gate-defaults.js';
import { LATER_LIMITS } from '../../apps/referral/migrations/later-limits.js';
import { MACHINE_LIMITS } from '../../apps/referral/migrations/machine-limits.js';
import { LINK_LIMITS, NEWER_LIMITS } from '../../apps/referral/migrations/newer-limits.js';
import { REFERRAL_LIMITS } from '../../apps/referral/migrations/referral-limits.js';
import type { Institution } from '../../apps/referral/network/institution.entity.js';
import { Network, type NetworkRows } from '../../apps/referral/network/network.js';
import type { InstitutionType, Tier } from '../../apps/referral/network/tiers.js';
import { ROUTE_DEFAULTS } from '../../apps/referral/routing/defaults.js';
import { CareRules } from '../../apps/referral/rules/care-rules.js';
import { CARE_DEFAULTS } from '../../apps/referral/rules/defaults.js';
import { NO_HOLIDAYS } from './calendars.js';

export const COUNTY = '990101';
const VALID = { validFrom: '2025-01-01', validTo: null };

/** Doctors of the network, by where they work. */
export const DOCTORS = {
  township: '0199c0de-0000-7000-8000-000000000001',
  village: '0199c0de-0000-7000-8000-000000000002',
  hospital: '0199c0de-0000-7000-8000-000000000003',
  /** Registered at the township, without the right to refer. */
  nurse: '0199c0de-0000-7000-8000-000000000004',
};

/**
 * One county in memory (with `change`, other rows in its place, and further policy rows): clinic V01 and township T01, hospitals H01 and H02 in their consortium, H09 outside of it,
 * C01 a city hospital with which they have an agreement. All hospitals have cardiology, H01 surgery as well; the desk of H01 decides for it.
 */
export function aNetwork(change: Partial<NetworkRows> = {}, policies: readonly PolicyRow[] = []): Network {
  const institutions = [
    institution('V01', 'village-clinic', 1),
    institution('T01', 'township-health-centre', 2),
    institution('H01', 'county-hospital', 3),
    institution('H02', 'county-tcm', 3),
    institution('H09', 'private-hospital', 3),
    institution('C01', 'city-hospital', 4),
  ];
  const consortium = { county: COUNTY, id: 'consortium', kind: 'county', name: 'A', nameEn: 'A', ...VALID } as const;
  const rows = {
    institutions,
    parents: [{ county: COUNTY, institution: 'V01', parent: 'T01', ...VALID }],
    catchments: [],
    referralCentres: [],
    criticalCentres: [],
    sharedCentres: [],
    elderCareLinks: [],
    consortia: [consortium],
    members: ['H01', 'H02', 'T01', 'V01'].map((code) => member(code)),
    capabilities: ['H01', 'H02', 'H09', 'C01']
      .map((code) => department(code, '03.04'))
      .concat(department('H01', '04'), primary('T01', '02'), primary('T01', '03')),
    practitioners: [
      practitioner(DOCTORS.township, 'T01', true),
      practitioner(DOCTORS.village, 'V01', true),
      practitioner(DOCTORS.hospital, 'H01', true),
      practitioner(DOCTORS.nurse, 'T01', false),
    ],
    teams: [],
    teamMembers: [],
    agreements: [agreement('T01', 'C01'), agreement('V01', 'C01')],
    travels: [travel('H01', 26), travel('H02', 40)],
    catalogue: [{ county: COUNTY, icd10From: 'I10', icd10To: 'I15', version: 1, tier: 2, ...VALID }],
    massEvents: [],
    ladders: someLadders(),
    ...change,
  } as unknown as NetworkRows;
  return new Network(COUNTY, 1, rows, rules(policies), NO_HOLIDAYS);
}

/** A policy row of one institution. */
export const policyOf = (scopeCode: string, key: string, value: PolicyValue): PolicyRow => ({
  scopeKind: 'institution',
  scopeCode,
  key,
  version: 1,
  value,
  bound: null,
  approvedBy: 'test',
  source: 'test',
  ...VALID,
});

/** The demo values of domain §3.3. */
export function someLadders(): BenefitLadder[] {
  const demo = { region: COUNTY, scheme: 'resident', inArea: true, compliant: true, version: 1 } as const;
  const approved = { approvedBy: 'test', source: 'domain §3.3', ...VALID };
  return [
    { ...demo, careType: 'outpatient', rateBps: [8000, 7000, 6000, 5000], deductibleFen: [0, 0, 0, 0], ...approved },
    {
      ...demo,
      careType: 'inpatient',
      rateBps: [8500, 8000, 7500, 6000],
      deductibleFen: [10_000, 20_000, 50_000, 90_000],
      ...approved,
    },
  ];
}

function rules(policies: readonly PolicyRow[]): CareRules {
  const nation = { scopeKind: 'nation', scopeCode: '', version: 1, bound: null, approvedBy: 'test', ...VALID } as const;
  const limits = [...REFERRAL_LIMITS, ...ESCALATION_LIMITS].map(([key, value, source]) => ({ key, value, source }));
  const defaults = [
    ...CARE_DEFAULTS,
    ...FORM_LIMITS,
    ...GATE_DEFAULTS,
    ...ROUTE_DEFAULTS,
    ...APPROVAL_DEFAULTS,
    ...MACHINE_LIMITS,
    ...LATER_LIMITS,
    ...NEWER_LIMITS,
    ...LINK_LIMITS,
    ...limits,
  ].map((row) => ({
    ...nation,
    ...row,
  }));
  const delegated = { key: 'decide.delegatedToDesk.03.04', value: true, source: 'test' };
  return new CareRules([
    ...policies,
    ...defaults,
    { ...nation, ...delegated, scopeKind: 'institution', scopeCode: 'H01' },
  ]);
}

export function institution(code: string, type: InstitutionType, tier: Tier): Institution {
  const named = { county: COUNTY, code, name: code, nameEn: code, type, tier };
  const more = { insuredFrom: VALID.validFrom, level: 2, grade: null, divisionCode: COUNTY, phone: null, online: true };
  return { ...named, ...more, ownership: 'public', ...VALID };
}

const member = (code: string) => ({
  county: COUNTY,
  consortiumId: 'consortium',
  institution: code,
  lead: code === 'H01',
  ...VALID,
});

function department(code: string, deptCode: string) {
  const supply = { pools: ['expert-slot', 'exam'], examItems: ['echo'], bedClasses: [] as string[] };
  return { county: COUNTY, institution: code, deptCode, name: deptCode, nameEn: deptCode, ...supply, ...VALID };
}

function primary(code: string, deptCode: string) {
  return { ...department(code, deptCode), pools: [], examItems: [] };
}

function practitioner(id: string, at: string, refers: boolean) {
  const rights = refers ? ['refer-out'] : [];
  return { county: COUNTY, id, institution: at, name: 'Doctor', title: 'attending', departments: [], rights, ...VALID };
}

export const agreement = (from: string, to: string) => ({
  county: COUNTY,
  id: `${from}-${to}`,
  fromInstitution: from,
  toCounty: COUNTY,
  toInstitution: to,
  directions: ['up'],
  deptCodes: [],
  ...VALID,
});

const travel = (to: string, minutes: number) => ({
  county: COUNTY,
  fromInstitution: 'T01',
  toCounty: COUNTY,
  toInstitution: to,
  minutes,
});

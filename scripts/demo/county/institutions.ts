import { idOf } from './ids.js';
import { COUNTY_NAMES, communityName, EXAMS, HOSPITALS, townName, villageName, WARDS } from './names.js';
import type { HospitalPlan, Plan } from './plan.js';

export interface Consortium {
  readonly id: string;
  readonly name: string;
  readonly lead: string;
}

/** One institution with its place in the network (domain §2.1). `code` is unique in the whole database. */
export interface Institution {
  readonly code: string;
  readonly name: string;
  readonly tier: 'village' | 'township' | 'county';
  readonly type: string;
  readonly rank: number;
  readonly level: number;
  readonly ownership: 'public' | 'private';
  /** The township or community centre of a village clinic. */
  readonly parent?: string;
  readonly divisionCode: string;
  readonly town: string;
  readonly consortiumId: string;
  readonly departments: readonly string[];
  readonly exams: readonly string[];
  readonly wards: readonly string[];
}

export function buildConsortia(plan: Plan): Consortium[] {
  return plan.hospitals.flatMap((hospital, i) => {
    if (!hospital.lead) return [];
    const name = `${COUNTY_NAMES[plan.county]}第${'一二三四'[hospital.consortium - 1]}县域医共体`;
    return [{ id: consortiumId(plan, hospital.consortium), name, lead: hospitalCode(plan, i) }];
  });
}

export function buildInstitutions(plan: Plan): Institution[] {
  const consortia = plan.hospitals.filter((hospital) => hospital.lead).length;
  const inTurn = (nth: number) => consortiumId(plan, 1 + (nth % consortia));
  const hospitals = plan.hospitals.map((hospital, i) => buildHospital(plan, hospital, i));
  const townships = range(plan.townships).map((i) => buildTownship(plan, i, inTurn(i)));
  const communities = range(plan.communityCentres).map((i) => buildCommunityCentre(plan, i, inTurn(i)));
  const villages = range(plan.villages).map((i) => buildVillageClinic(plan, i, townships[i % townships.length]!));
  return [...hospitals, ...townships, ...communities, ...villages];
}

const TYPES = {
  general: 'county-hospital',
  tcm: 'county-tcm',
  mch: 'county-mch',
  private: 'private-hospital',
} as const;

function buildHospital(plan: Plan, { kind, consortium }: HospitalPlan, i: number): Institution {
  const nth = plan.hospitals.slice(0, i).filter((other) => other.kind === kind).length;
  const ordinal = nth === 0 ? '' : `第${'一二三四'[nth]}`;
  return {
    code: hospitalCode(plan, i),
    name: `${COUNTY_NAMES[plan.county]}${ordinal}${HOSPITALS[kind].zh}`,
    tier: 'county',
    type: TYPES[kind],
    rank: 30,
    level: kind === 'private' ? 1 : 2,
    ownership: kind === 'private' ? 'private' : 'public',
    divisionCode: `${plan.county}001001`,
    town: '城关镇',
    consortiumId: consortiumId(plan, consortium),
    departments: HOSPITALS[kind].departments,
    exams: EXAMS[kind],
    wards: WARDS[kind],
  };
}

function buildTownship(plan: Plan, i: number, consortium: string): Institution {
  // The reference county has one sub-centre among its fifteen townships (domain §13.2).
  const subcentre = plan.townships === 15 && i === 14;
  return {
    ...primary(townName(i), consortium),
    code: `${plan.county}T${pad(i + 1, 2)}`,
    name: `${townName(i)}${subcentre ? '县域医疗次中心' : '卫生院'}`,
    tier: 'township',
    type: subcentre ? 'county-subcentre' : 'township-health-centre',
    rank: subcentre ? 25 : 20,
    divisionCode: `${plan.county}${pad(100 + i, 3)}000`,
    departments: ['02', '03', '50'],
  };
}

function buildCommunityCentre(plan: Plan, i: number, consortium: string): Institution {
  return {
    ...primary(communityName(i), consortium),
    code: `${plan.county}C${pad(i + 1, 2)}`,
    name: `${communityName(i)}卫生服务中心`,
    tier: 'township',
    type: 'community-health-centre',
    rank: 20,
    divisionCode: `${plan.county}${pad(1 + i, 3)}000`,
    departments: ['02', '03', '50'],
  };
}

function buildVillageClinic(plan: Plan, i: number, township: Institution): Institution {
  const village = villageName(Math.floor(i / plan.townships));
  return {
    ...primary(`${township.town}${village}`, township.consortiumId),
    code: `${plan.county}V${pad(i + 1, 3)}`,
    name: `${township.town}${village}卫生室`,
    tier: 'village',
    type: 'village-clinic',
    rank: 10,
    parent: township.code,
    divisionCode: `${township.divisionCode.slice(0, 9)}${pad(200 + Math.floor(i / plan.townships), 3)}`,
    departments: ['02'],
  };
}

function primary(town: string, consortium: string) {
  return { level: 1, ownership: 'public', town, consortiumId: consortium, exams: [], wards: [] } as const;
}

const consortiumId = (plan: Plan, nth: number): string => idOf('consortium', `${plan.county}:${nth}`);
const hospitalCode = (plan: Plan, i: number): string => `${plan.county}H${pad(i + 1, 2)}`;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

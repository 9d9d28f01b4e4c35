import { CENTRE_DEPARTMENTS, CLINIC_DEPARTMENTS, type Department, HOSPITAL_DEPARTMENTS } from './departments.js';
import { idOf } from './ids.js';
import { COUNTY_NAMES, communityName, HOSPITAL_NAMES, type Name, townName, villageName } from './names.js';
import type { HospitalPlan, Plan } from './plan.js';

export interface Consortium {
  readonly id: string;
  readonly name: Name;
  readonly lead: string;
}

/** One institution with its place in the network (domain §2.1). `code` is unique in the whole database. */
export interface Institution {
  readonly code: string;
  readonly name: Name;
  readonly tier: 1 | 2 | 3;
  readonly type: keyof typeof TIER_OF;
  readonly level: number;
  readonly ownership: 'public' | 'private';
  /** The township centre of a village clinic. */
  readonly parent?: string;
  readonly divisionCode: string;
  readonly town: Name;
  readonly consortiumId: string;
  readonly departments: readonly Department[];
}

const TIER_OF = {
  'village-clinic': 1,
  'township-health-centre': 2,
  'community-health-centre': 2,
  'county-subcentre': 2,
  'county-hospital': 3,
  'county-tcm': 3,
  'county-mch': 3,
  'private-hospital': 3,
} as const;

const NUMERALS = '一二三四';

export function buildConsortia(plan: Plan): Consortium[] {
  const county = COUNTY_NAMES[plan.county]!;
  return plan.hospitals.flatMap(({ lead, consortium }, i) => {
    if (!lead) return [];
    const zh = `${county.zh}第${NUMERALS[consortium - 1]}县域医共体`;
    const name = { zh, en: `${county.en} consortium ${consortium}` };
    return [{ id: consortiumId(plan, consortium), name, lead: hospitalCode(plan, i) }];
  });
}

export function buildInstitutions(plan: Plan): Institution[] {
  const consortia = plan.hospitals.filter(({ lead }) => lead).length;
  const inTurn = (nth: number) => consortiumId(plan, 1 + (nth % consortia));
  const hospitals = plan.hospitals.map((hospital, i) => buildHospital(plan, hospital, i));
  const townships = range(plan.townships).map((i) => buildTownship(plan, i, inTurn(i)));
  const communities = range(plan.communityCentres).map((i) => buildCommunityCentre(plan, i, inTurn(i)));
  const villages = range(plan.villages).map((i) => buildVillageClinic(plan, i, townships[i % townships.length]!));
  return [...hospitals, ...townships, ...communities, ...villages];
}

const HOSPITAL_TYPES = {
  general: 'county-hospital',
  tcm: 'county-tcm',
  mch: 'county-mch',
  private: 'private-hospital',
} as const;

function buildHospital(plan: Plan, { kind, consortium }: HospitalPlan, i: number): Institution {
  const nth = plan.hospitals.slice(0, i).filter((other) => other.kind === kind).length;
  const county = COUNTY_NAMES[plan.county]!;
  const name = HOSPITAL_NAMES[kind];
  const numbered = nth === 0 ? name : { zh: `第${NUMERALS[nth]}${name.zh}`, en: `${name.en} no. ${nth + 1}` };
  return institution(HOSPITAL_TYPES[kind], {
    code: hospitalCode(plan, i),
    name: { zh: `${county.zh}${numbered.zh}`, en: `${numbered.en} of ${county.en}` },
    level: kind === 'private' ? 1 : 2,
    ownership: kind === 'private' ? 'private' : 'public',
    divisionCode: `${plan.county}001001`,
    town: { zh: '城关镇', en: 'Chengguan' },
    consortiumId: consortiumId(plan, consortium),
    departments: HOSPITAL_DEPARTMENTS[kind],
  });
}

function buildTownship(plan: Plan, i: number, consortium: string): Institution {
  // The reference county has one sub-centre among its fifteen townships (domain §13.2), its smaller picture, too.
  const subcentre = plan.county === '990101' && plan.townships >= 12 && i === plan.townships - 1;
  // The counties begin at different places of the list of names.
  const name = townName(plan.county === '990101' ? i : i + 9);
  const town = { zh: `${name.zh}镇`, en: name.en };
  return institution(subcentre ? 'county-subcentre' : 'township-health-centre', {
    code: `${plan.county}T${pad(i + 1, 2)}`,
    name: subcentre
      ? { zh: `${town.zh}县域医疗次中心`, en: `${town.en} Sub-centre` }
      : { zh: `${town.zh}卫生院`, en: `${town.en} Township Health Centre` },
    divisionCode: `${plan.county}${pad(100 + i, 3)}000`,
    town,
    consortiumId: consortium,
    departments: CENTRE_DEPARTMENTS,
  });
}

function buildCommunityCentre(plan: Plan, i: number, consortium: string): Institution {
  const town = { zh: `${communityName(i).zh}社区`, en: communityName(i).en };
  return institution('community-health-centre', {
    code: `${plan.county}C${pad(i + 1, 2)}`,
    name: { zh: `${town.zh}卫生服务中心`, en: `${town.en} Community Health Centre` },
    divisionCode: `${plan.county}${pad(1 + i, 3)}000`,
    town,
    consortiumId: consortium,
    departments: CENTRE_DEPARTMENTS,
  });
}

function buildVillageClinic(plan: Plan, i: number, township: Institution): Institution {
  const nth = Math.floor(i / plan.townships);
  const village = villageName(nth);
  const town = { zh: `${township.town.zh}${village.zh}`, en: `${village.en}, ${township.town.en}` };
  return institution('village-clinic', {
    code: `${plan.county}V${pad(i + 1, 3)}`,
    name: { zh: `${town.zh}卫生室`, en: `Village Clinic ${town.en}` },
    level: 0,
    parent: township.code,
    divisionCode: `${township.divisionCode.slice(0, 9)}${pad(200 + nth, 3)}`,
    town,
    consortiumId: township.consortiumId,
    departments: CLINIC_DEPARTMENTS,
  });
}

type Differs = 'tier' | 'type' | 'level' | 'ownership';

function institution(
  type: Institution['type'],
  rest: Omit<Institution, Differs> & Partial<Pick<Institution, 'level' | 'ownership'>>,
): Institution {
  return { tier: TIER_OF[type], type, level: 1, ownership: 'public', ...rest };
}

const consortiumId = (plan: Plan, nth: number): string => idOf('consortium', `${plan.county}:${nth}`);
const hospitalCode = (plan: Plan, i: number): string => `${plan.county}H${pad(i + 1, 2)}`;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

import { Dice } from './dice.js';
import { buildConsortia, buildInstitutions, type Consortium, type Institution } from './institutions.js';
import { COUNTY_NAMES, type Name } from './names.js';
import { PLANS, type Plan, type Scale } from './plan.js';
import { buildResidents, type Contract, type Resident } from './residents.js';
import { buildDoctors, buildTeams, type Doctor, type Team } from './staff.js';

/** One synthetic county: the same plan always gives the same county. */
export interface County {
  readonly code: string;
  readonly name: Name;
  readonly consortia: readonly Consortium[];
  readonly institutions: readonly Institution[];
  readonly doctors: readonly Doctor[];
  readonly teams: readonly Team[];
  readonly residents: readonly Resident[];
  readonly contracts: readonly Contract[];
  readonly journeys: readonly Journey[];
  readonly supply: Plan['supply'];
}

/** Travel time by road in minutes. */
export interface Journey {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

export function buildCounties(scale: Scale): County[] {
  return PLANS[scale].map(buildCounty);
}

function buildCounty(plan: Plan): County {
  const institutions = buildInstitutions(plan);
  const doctors = buildDoctors(plan, institutions);
  const teams = buildTeams(plan, institutions, doctors);
  return {
    code: plan.county,
    name: COUNTY_NAMES[plan.county]!,
    consortia: buildConsortia(plan),
    institutions,
    doctors,
    teams,
    ...buildResidents(plan, institutions, teams),
    journeys: buildJourneys(plan, institutions),
    supply: plan.supply,
  };
}

/** Every primary institution to every hospital; a village's way leads through its township. */
function buildJourneys(plan: Plan, institutions: readonly Institution[]): Journey[] {
  const dice = new Dice(`${plan.county}:journeys`);
  const toTown = new Map<string, number>();
  const hospitals = institutions.filter(({ tier }) => tier === 3);
  const primary = institutions.filter(({ tier }) => tier < 3);
  return primary.flatMap(({ code, parent }) => {
    const minutes = parent ? toTown.get(parent)! + dice.between(8, 25) : dice.between(15, 70);
    toTown.set(code, minutes);
    // All hospitals are in the county town; the general hospital, named first, lies nearest to the roads.
    const up = hospitals.map((hospital, i) => ({ from: code, to: hospital.code, minutes: minutes + 3 * i }));
    return parent ? [...up, { from: code, to: parent, minutes: minutes - toTown.get(parent)! }] : up;
  });
}

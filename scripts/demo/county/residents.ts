import { Dice } from './dice.js';
import { birthDate, IdCards, personName, phoneNumber, type Sex } from './identity.js';
import { idOf } from './ids.js';
import type { Institution } from './institutions.js';
import { COUNTY_NAMES } from './names.js';
import type { Plan } from './plan.js';
import type { Team } from './staff.js';

export interface Resident {
  readonly id: string;
  readonly name: string;
  readonly sexCode: Sex;
  readonly birthDate: string;
  readonly idNo: string;
  readonly phone: string;
  readonly address: string;
  readonly divisionCode: string;
  /** The centre that is responsible for the residence, and the village's clinic if there is one. */
  readonly homeCentre: string;
  readonly homeClinic?: string;
  readonly keyGroups: readonly string[];
}

export interface Contract {
  readonly id: string;
  readonly residentId: string;
  readonly teamId: string;
  readonly keyGroups: readonly string[];
}

/** The demo persons of domain §4.8 come first in their county: birth date, sequence, sex. */
const WORKED_EXAMPLES: Record<string, readonly (readonly [string, number, Sex])[]> = {
  '990101': [
    ['1980-01-01', 1, '1'],
    ['1980-01-01', 2, '2'],
  ],
  '990102': [['1958-06-15', 123, '1']],
};

/** Residents with a contract come first, in the order of the contracts; those without follow. */
export function buildResidents(plan: Plan, institutions: readonly Institution[], teams: readonly Team[]) {
  const dice = new Dice(`${plan.county}:residents`);
  const cards = new IdCards(plan.county);
  const homes = homesOfTeams(institutions, teams);
  const residents: Resident[] = [];
  const contracts: Contract[] = [];
  for (let i = 0; i < plan.contracts + plan.withoutContract; i++) {
    const team = teamOf(plan, teams, i);
    const resident = buildResident(plan, dice, cards, dice.pick(homes.get(team.id)!), i);
    residents.push(resident);
    if (i < plan.contracts) {
      contracts.push({
        id: idOf('contract', resident.idNo),
        residentId: resident.id,
        teamId: team.id,
        keyGroups: resident.keyGroups,
      });
    }
  }
  return { residents, contracts };
}

/** The first block of contracts belongs to the first team (account `family-doctor`); the others take turns. */
function teamOf(plan: Plan, teams: readonly Team[], i: number): Team {
  if (i < plan.demoTeamContracts || teams.length === 1) return teams[0]!;
  return teams[1 + ((i - plan.demoTeamContracts) % (teams.length - 1))]!;
}

function homesOfTeams(institutions: readonly Institution[], teams: readonly Team[]): Map<string, Institution[]> {
  return new Map(
    teams.map((team) => {
      const villages = institutions.filter((institution) => institution.parent === team.institution);
      return [team.id, villages.length > 0 ? villages : institutions.filter(({ code }) => code === team.institution)];
    }),
  );
}

function buildResident(plan: Plan, dice: Dice, cards: IdCards, home: Institution, i: number): Resident {
  const example = WORKED_EXAMPLES[plan.county]?.[i];
  const sexCode = example?.[2] ?? (dice.happens(50) ? '1' : '2');
  const born = example?.[0] ?? birthDate(dice);
  const idNo = example ? cards.of(example[0], example[1]) : cards.next(born, sexCode);
  return {
    id: idOf('resident', idNo),
    name: personName(dice, sexCode),
    sexCode,
    birthDate: born,
    idNo,
    phone: phoneNumber(dice),
    address: `${COUNTY_NAMES[plan.county]!.zh}${home.town.zh}${dice.between(1, 12)}组${dice.between(1, 199)}号`,
    divisionCode: home.divisionCode,
    homeCentre: home.parent ?? home.code,
    ...(home.tier === 1 && { homeClinic: home.code }),
    keyGroups: keyGroupsOf(dice, 2026 - Number(born.slice(0, 4)), sexCode),
  };
}

/** Key groups by age, with the shares that a county's registers show roughly (domain §2.1). */
function keyGroupsOf(dice: Dice, age: number, sex: Sex): string[] {
  const adult = age >= 35;
  return [
    age >= 65 && 'elderly-65',
    age <= 6 && 'child-0-6',
    adult && dice.happens(30) && 'hypertension',
    adult && dice.happens(13) && 'diabetes',
    sex === '2' && age >= 20 && age <= 38 && dice.happens(6) && 'pregnant',
    dice.happens(5) && 'low-income',
    dice.happens(3) && 'disabled',
  ].filter((group) => group !== false);
}

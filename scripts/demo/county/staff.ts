import { Dice } from './dice.js';
import { personName } from './identity.js';
import { idOf } from './ids.js';
import type { Institution } from './institutions.js';
import type { Plan } from './plan.js';

export const TITLES = ['chief', 'associate-chief', 'attending', 'resident', 'village-doctor'] as const;
export type Title = (typeof TITLES)[number];

export interface Doctor {
  readonly id: string;
  readonly name: string;
  readonly title: Title;
  readonly institution: string;
  readonly department: string;
}

/** A contract team of a township or community centre: one leading family doctor and colleagues of the same house. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly institution: string;
  readonly leader: Doctor;
  readonly members: readonly Doctor[];
}

/** An expert is an associate chief physician or higher (domain §7.1, `expert.definition`). */
export function isExpert(doctor: Doctor): boolean {
  return doctor.title === 'chief' || doctor.title === 'associate-chief';
}

export function buildDoctors(plan: Plan, institutions: readonly Institution[]): Doctor[] {
  const dice = new Dice(`${plan.county}:doctors`);
  return institutions.flatMap((institution) =>
    Array.from({ length: headcount(plan, institution) }, (_, i) => {
      const name = personName(dice, dice.happens(50) ? '1' : '2');
      const department = institution.departments[i % institution.departments.length]!.code;
      const title = titleOf(institution, Math.floor(i / institution.departments.length));
      return {
        id: idOf('doctor', `${institution.code}:${i}`),
        name,
        title,
        institution: institution.code,
        department,
      };
    }),
  );
}

/** The first `teamsPerCentre` general practitioners of each centre lead a team; village doctors belong to no team. */
export function buildTeams(plan: Plan, institutions: readonly Institution[], doctors: readonly Doctor[]): Team[] {
  return institutions
    .filter((institution) => institution.tier === 2)
    .flatMap((centre) => {
      const staff = doctors.filter((doctor) => doctor.institution === centre.code);
      return staff.slice(0, plan.teamsPerCentre).map((leader, i) => ({
        id: idOf('team', `${centre.code}:${i}`),
        name: `${centre.town.zh}家庭医生团队${i + 1}`,
        institution: centre.code,
        leader,
        members: staff.filter((_, nth) => nth >= plan.teamsPerCentre && nth % plan.teamsPerCentre === i),
      }));
    });
}

function headcount(plan: Plan, institution: Institution): number {
  const nth = Number(institution.code.slice(7));
  switch (institution.tier) {
    case 3:
      return plan.hospitals[nth - 1]!.doctors;
    case 2:
      if (institution.type === 'community-health-centre') return plan.doctorsPerCommunity;
      return plan.doctorsPerTownship;
    case 1: {
      const second = nth <= plan.villageDoctors - plan.villages ? 1 : 0;
      return (nth <= plan.villageDoctors ? 1 : 0) + second;
    }
  }
}

/** The first doctor of each hospital department is its chief, the second an associate chief, and so on. */
function titleOf(institution: Institution, nth: number): Title {
  if (institution.tier === 1) return 'village-doctor';
  const ladder = institution.tier === 3 ? TITLES.slice(0, 4) : TITLES.slice(2, 4);
  return ladder[nth % ladder.length]!;
}

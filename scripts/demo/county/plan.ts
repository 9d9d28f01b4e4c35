export const SCALES = ['tiny', 'small', 'full'] as const;
export type Scale = (typeof SCALES)[number];

/** @throws Error unless the text names a scale */
export function scaleOf(text: string): Scale {
  const scale = SCALES.find((known) => known === text);
  if (!scale) throw new Error(`DEMO_SCALE is one of ${SCALES.join(', ')}, not ${text}.`);
  return scale;
}

/** How big one demo county is at one scale (domain §13.2). */
export interface Plan {
  readonly county: '990101' | '990102';
  readonly hospitals: readonly HospitalPlan[];
  readonly townships: number;
  readonly communityCentres: number;
  readonly villages: number;
  /** Doctors of one township centre and of one community centre; some of them lead a contract team. */
  readonly doctorsPerTownship: number;
  readonly doctorsPerCommunity: number;
  readonly teamsPerCentre: number;
  /** Village clinics beyond the first of these have no doctor of their own: a circuit doctor comes by. */
  readonly villageDoctors: number;
  readonly contracts: number;
  /** So many of the contracts belong to the team of the account `family-doctor`. */
  readonly demoTeamContracts: number;
  /** Units of one working day (expert, exam) and of one day (beds), shared out evenly over the sessions. */
  readonly supply: { readonly expert: number; readonly exam: number; readonly beds: number };
  /** Residents whom the index knows although they have no contract (EX11, refusals of V05). */
  readonly withoutContract: number;
}

export interface HospitalPlan {
  readonly kind: HospitalKind;
  readonly doctors: number;
  /** Consortium of which it is lead or member, counted from 1. */
  readonly consortium: number;
  readonly lead?: true;
}

export type HospitalKind = 'general' | 'tcm' | 'mch' | 'private';

const OF_A = {
  tiny: [
    { kind: 'general', doctors: 16, consortium: 1, lead: true },
    { kind: 'tcm', doctors: 8, consortium: 1 },
    { kind: 'mch', doctors: 6, consortium: 1 },
  ],
  full: [
    { kind: 'general', doctors: 400, consortium: 1, lead: true },
    { kind: 'tcm', doctors: 200, consortium: 2, lead: true },
    { kind: 'mch', doctors: 120, consortium: 1 },
    { kind: 'private', doctors: 40, consortium: 1 },
  ],
} as const satisfies Record<string, readonly HospitalPlan[]>;

const OF_B = {
  tiny: [
    { kind: 'general', doctors: 10, consortium: 1, lead: true },
    { kind: 'tcm', doctors: 6, consortium: 1 },
  ],
  full: [
    { kind: 'general', doctors: 40, consortium: 1, lead: true },
    { kind: 'tcm', doctors: 20, consortium: 2, lead: true },
    { kind: 'general', doctors: 20, consortium: 3, lead: true },
    { kind: 'general', doctors: 20, consortium: 4, lead: true },
  ],
} as const satisfies Record<string, readonly HospitalPlan[]>;

/**
 * `tiny` serves tests, `small` is what `npm start` loads, `full` has the figures of domain §13.2: 292 and 173
 * institutions, 1 520 doctors of whom 760 may refer, 190 000 and 24 800 contracts. `full` leaves out: the people without a
 * contract, past rosters and the history of referrals.
 */
export const PLANS: Record<Scale, readonly Plan[]> = {
  tiny: [
    {
      county: '990101',
      hospitals: OF_A.tiny,
      townships: 2,
      communityCentres: 0,
      villages: 4,
      doctorsPerTownship: 3,
      doctorsPerCommunity: 0,
      teamsPerCentre: 1,
      villageDoctors: 4,
      contracts: 560,
      demoTeamContracts: 530,
      supply: { expert: 216, exam: 140, beds: 54 },
      withoutContract: 10,
    },
    {
      county: '990102',
      hospitals: OF_B.tiny,
      townships: 1,
      communityCentres: 0,
      villages: 2,
      doctorsPerTownship: 2,
      doctorsPerCommunity: 0,
      teamsPerCentre: 1,
      villageDoctors: 2,
      contracts: 24,
      demoTeamContracts: 24,
      supply: { expert: 84, exam: 60, beds: 28 },
      withoutContract: 4,
    },
  ],
  small: [
    {
      county: '990101',
      hospitals: OF_A.tiny,
      townships: 12,
      communityCentres: 0,
      villages: 60,
      doctorsPerTownship: 5,
      doctorsPerCommunity: 0,
      teamsPerCentre: 2,
      villageDoctors: 60,
      contracts: 3800,
      demoTeamContracts: 560,
      supply: { expert: 216, exam: 140, beds: 54 },
      withoutContract: 60,
    },
    {
      county: '990102',
      hospitals: OF_B.tiny,
      townships: 3,
      communityCentres: 0,
      villages: 15,
      doctorsPerTownship: 3,
      doctorsPerCommunity: 0,
      teamsPerCentre: 1,
      villageDoctors: 15,
      contracts: 500,
      demoTeamContracts: 200,
      supply: { expert: 84, exam: 60, beds: 28 },
      withoutContract: 20,
    },
  ],
  full: [
    {
      county: '990101',
      hospitals: OF_A.full,
      townships: 15,
      communityCentres: 13,
      villages: 260,
      doctorsPerTownship: 20,
      doctorsPerCommunity: 15,
      teamsPerCentre: 6,
      villageDoctors: 265,
      contracts: 190_000,
      demoTeamContracts: 1131,
      supply: { expert: 591, exam: 1182, beds: 474 },
      withoutContract: 400,
    },
    {
      county: '990102',
      hospitals: OF_B.full,
      townships: 18,
      communityCentres: 0,
      villages: 151,
      doctorsPerTownship: 3,
      doctorsPerCommunity: 0,
      teamsPerCentre: 1,
      villageDoctors: 116,
      contracts: 24_800,
      demoTeamContracts: 1378,
      supply: { expert: 50, exam: 99, beds: 37 },
      withoutContract: 100,
    },
  ],
};

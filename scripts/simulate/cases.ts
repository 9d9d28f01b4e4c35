import type { Pool } from '#contracts/codes.js';
import { DAY_MS, HOUR_MS } from '#service/calendar/local-time.js';
import type { Account } from '../demo/county/accounts.js';
import type { County } from '../demo/county/county.js';
import { Dice } from '../demo/county/dice.js';

/** Up-referrals of all two-way referrals: 5 640 of 10 970 in the reference county's year (domain §13.2), in bps. */
const UP_SHARE_BPS = 5_141;
/** So many of the treated are handed back: down ÷ up of the nation in 2023 (domain §11 `downUpRatio`), in percent. */
export const HAND_BACK_PERCENT = 94;
/** At the weekend only emergencies come; in percent of a working day. */
const WEEKEND_PERCENT = 6;

/** One patient who will be referred up. */
export interface Case {
  readonly at: Date;
  readonly doctor: Account;
  readonly urgencyClass: 'U1' | 'U2' | 'U3' | 'U4';
  readonly complaint: Complaint;
  readonly dice: Dice;
  readonly handBack: boolean;
}

/** What brings patients, where it leads, and what of it is wanted. */
export interface Complaint {
  readonly deptCode: string;
  readonly code: string;
  readonly name: string;
  readonly purpose: 'visit' | 'exam' | 'admission';
  readonly pool: Pool;
  readonly examItem?: string;
  readonly bedClass?: string;
}

const visit = (deptCode: string, code: string, name: string): Complaint => ({
  deptCode,
  code,
  name,
  purpose: 'visit',
  pool: 'expert-slot',
});
const admission = (deptCode: string, code: string, name: string): Complaint => ({
  deptCode,
  code,
  name,
  purpose: 'admission',
  pool: 'inpatient-bed',
  bedClass: 'general',
});

const COMPLAINTS: readonly Complaint[] = [
  visit('03.04', 'I20.9', '心绞痛 Angina pectoris'),
  visit('03.04', 'I48.9', '心房颤动 Atrial fibrillation'),
  admission('03.04', 'I50.9', '心力衰竭 Heart failure'),
  visit('03.03', 'I69.3', '脑梗死后遗症 Sequelae of cerebral infarction'),
  visit('03.07', 'E11.2', '2型糖尿病伴肾病 Type 2 diabetes with renal complications'),
  visit('03.01', 'J44.1', '慢性阻塞性肺病伴急性加重 COPD with exacerbation'),
  visit('03.02', 'K25.9', '胃溃疡 Gastric ulcer'),
  visit('04', 'K80.2', '胆囊结石 Calculus of gallbladder'),
  admission('04', 'K35.8', '急性阑尾炎 Acute appendicitis'),
  { deptCode: '32', code: 'S06.0', name: '脑震荡 Concussion', purpose: 'exam', pool: 'exam', examItem: 'ct' },
];

/** The patients of so many days from `monday` on, in the order of time. The same seed gives the same week. */
export function planCases(
  county: County,
  doctors: readonly Account[],
  monday: Date,
  load: { perDay: number; days: number; seed: string },
): Case[] {
  const dice = new Dice(load.seed);
  const offered = departmentsByConsortium(county);
  const cases: Case[] = [];
  for (let day = 0; day < load.days; day += 1) {
    const weekend = day % 7 >= 5;
    const today = Math.round((load.perDay * UP_SHARE_BPS * (weekend ? WEEKEND_PERCENT : 100)) / 1_000_000);
    for (let nth = 0; nth < today; nth += 1) {
      const doctor = dice.pick(doctors);
      const here = offered.get(doctor.institution) ?? new Set<string>();
      const fitting = COMPLAINTS.filter(({ deptCode }) => here.has(deptCode));
      const minutes = dice.between(0, 9 * 60);
      cases.push({
        at: new Date(monday.getTime() + day * DAY_MS + 8 * HOUR_MS + minutes * 60_000),
        doctor,
        urgencyClass: classOf(dice.between(1, 100), weekend),
        complaint: dice.pick(fitting),
        dice: new Dice(`${load.seed}:${cases.length}`),
        handBack: dice.happens(HAND_BACK_PERCENT),
      });
    }
  }
  return cases.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function classOf(throwOfHundred: number, weekend: boolean): Case['urgencyClass'] {
  if (weekend) return throwOfHundred <= 30 ? 'U1' : 'U2';
  if (throwOfHundred <= 2) return 'U1';
  if (throwOfHundred <= 8) return 'U2';
  return throwOfHundred <= 40 ? 'U3' : 'U4';
}

/** Departments that the hospitals of each institution's own consortium have. */
function departmentsByConsortium(county: County): Map<string, Set<string>> {
  const hospitals = county.institutions.filter(({ tier }) => tier === 3);
  return new Map(
    county.institutions.map(({ code, consortiumId }) => {
      const near = hospitals.filter((hospital) => hospital.consortiumId === consortiumId);
      return [code, new Set(near.flatMap(({ departments }) => departments.map((one) => one.code)))];
    }),
  );
}

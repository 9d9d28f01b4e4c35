import type { Pool } from '#contracts/codes.js';
import type { County } from './county.js';
import { DEPARTMENT_NAMES } from './departments.js';
import type { Institution } from './institutions.js';
import { isExpert } from './staff.js';

/** A session as the hospital's information system publishes it. */
export interface Session {
  readonly externalId: string;
  readonly institution: string;
  readonly pool: Pool;
  /** Department, exam item or ward group. */
  readonly group: string;
  readonly doctorId?: string;
  readonly bedClass?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly capacity: number;
  readonly preparation?: string;
}

const HALVES = [
  { name: 'am', from: '08:00', to: '12:00' },
  { name: 'pm', from: '14:00', to: '18:00' },
] as const;

const LEAST_UNITS = 3;

/** Sessions of one county on one day, `YYYY-MM-DD` in Beijing time: clinics and exams from Monday to Friday, wards daily. */
export function buildSupply(county: County, date: string): Session[] {
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  const working = ![0, 6].includes(new Date(day * 86_400_000).getUTCDay());
  const hospitals = county.institutions.filter(({ tier }) => tier === 3);
  const { expert, exam, beds } = county.supply;
  return [
    ...(working ? shareOut(expert, expertSessions(county, hospitals, date, day), day) : []),
    ...(working ? shareOut(exam, examSessions(hospitals, date), day) : []),
    ...shareOut(beds, wardDays(hospitals, date), day),
  ];
}

type Open = Omit<Session, 'capacity'>;

/** Every department with experts holds a clinic in each half of the day; its experts take turns. */
function expertSessions(county: County, hospitals: readonly Institution[], date: string, day: number): Open[] {
  return hospitals.flatMap((hospital) =>
    hospital.departments
      .filter(({ pools }) => pools.includes('expert-slot'))
      .flatMap(({ code }) => {
        const experts = county.doctors.filter(
          (doctor) => doctor.institution === hospital.code && doctor.department === code && isExpert(doctor),
        );
        return halves(hospital, 'expert-slot', code, date).map((half, i) => ({
          ...half,
          doctorId: experts[(2 * day + i) % experts.length]!.id,
          place: `门诊楼 ${DEPARTMENT_NAMES[code]!.zh} 专家诊室`,
        }));
      }),
  );
}

function examSessions(hospitals: readonly Institution[], date: string): Open[] {
  return hospitals.flatMap((hospital) =>
    hospital.departments
      .flatMap(({ exams }) => exams)
      .flatMap((item) =>
        halves(hospital, 'exam', item, date).map((half) => ({
          ...half,
          place: '医技楼 检查室',
          ...(item === 'gastroscopy' && { preparation: '检查前禁食 8 小时' }),
        })),
      ),
  );
}

function wardDays(hospitals: readonly Institution[], date: string): Open[] {
  return hospitals.flatMap((hospital) =>
    hospital.departments
      .filter(({ pools }) => pools.includes('inpatient-bed'))
      .map(({ code, bedClasses }) => ({
        externalId: externalId(hospital, 'inpatient-bed', code, date, 'day'),
        institution: hospital.code,
        pool: 'inpatient-bed' as const,
        group: code,
        bedClass: bedClasses[0]!,
        startsAt: `${date}T10:00:00+08:00`,
        endsAt: `${date}T18:00:00+08:00`,
        place: `住院楼 ${DEPARTMENT_NAMES[code]!.zh} 病区`,
      })),
  );
}

function halves(hospital: Institution, pool: Pool, group: string, date: string): Omit<Open, 'place'>[] {
  return HALVES.map(({ name, from, to }) => ({
    externalId: externalId(hospital, pool, group, date, name),
    institution: hospital.code,
    pool,
    group,
    startsAt: `${date}T${from}:00+08:00`,
    endsAt: `${date}T${to}:00+08:00`,
  }));
}

const externalId = (hospital: Institution, pool: Pool, group: string, date: string, part: string): string =>
  `${hospital.code}-${pool}-${group}-${date}-${part}`;

/**
 * Spreads `units` evenly, so that the day's sum is exact. Where they are few, departments take turns by day: a session
 * has at least three units (domain §13.2).
 */
function shareOut(units: number, sessions: readonly Open[], day: number): Session[] {
  const open = Math.min(sessions.length, Math.floor(units / LEAST_UNITS));
  const upTo = (i: number) => Math.floor((units * i) / open);
  return Array.from({ length: open }, (_, i) => ({
    ...sessions[(day * open + i) % sessions.length]!,
    capacity: upTo(i + 1) - upTo(i),
  }));
}

import type { Role } from '#contracts/codes.js';
import type { County } from './county.js';
import { idOf } from './ids.js';
import type { Doctor } from './staff.js';

/** A demo account as the demo issuer reads it; the claims of its token (domain §2.2). */
export interface Account {
  readonly account: string;
  readonly zh: string;
  readonly en: string;
  /** Of the person, or of the office. */
  readonly name: string;
  readonly practitioner: string;
  readonly institution: string;
  readonly county: string;
  readonly roles: readonly [Role];
  /** Empty = all of the institution. */
  readonly departments: readonly string[];
  /** The claim of somebody with several posts, in place of the single ones (which repeat the first). */
  readonly posts?: readonly Post[];
}

type Post = Pick<Account, 'practitioner' | 'institution' | 'county' | 'roles' | 'departments'>;

/** Hundreds of doctors and posts serve the bench and the simulated week; nobody types them. */
export function isListed(account: string): boolean {
  return !/^family-doctor-([3-9]|\d\d+)$|-h\d\d/.test(account);
}

const CARDIOLOGY = '03.04';

/** The accounts of both counties: named like their role, with `-b` for County B. */
export function buildAccounts(counties: readonly County[]): Account[] {
  return counties.flatMap((county, i) => accountsOf(county, i === 0 ? '' : '-b'));
}

/**
 * One account for every further contract team (`family-doctor-3` …): a measuring run needs the residents of many teams.
 * They are not listed, as nobody types them.
 */
export function buildTeamAccounts(county: County): Account[] {
  return county.teams.slice(2).map(({ leader }, i) => {
    const titles = { zh: `家庭医生 ${i + 3}`, en: `Family doctor ${i + 3}` };
    return accountOf(county, `family-doctor-${i + 3}`, 'family-doctor', titles, leader);
  });
}

/**
 * Every post of every hospital: a simulated week needs somebody for each patient, wherever routing sends him
 * (`referral-desk-h03`, `hospital-doctor-h03-05.02`). They are not listed, as nobody types them.
 */
export function buildPostAccounts(county: County): Account[] {
  return county.institutions
    .filter(({ tier }) => tier === 3)
    .flatMap((hospital) => {
      const suffix = `-${hospital.code.slice(6).toLowerCase()}`;
      const titles = { zh: '医生', en: 'Hospital doctor' };
      const doctors = hospital.departments.map(({ code }) => {
        const doctor = county.doctors.find((one) => one.institution === hospital.code && one.department === code)!;
        return accountOf(county, `hospital-doctor${suffix}-${code}`, 'hospital-doctor', titles, doctor);
      });
      const offices = [
        office(county, `referral-desk${suffix}`, 'referral-desk', DESK, hospital.code),
        office(county, `arrival-desk${suffix}`, 'arrival-desk', ARRIVAL, hospital.code),
        office(county, `his-adapter${suffix}`, 'his-adapter', HIS, hospital.code),
      ];
      return [...doctors, ...offices];
    });
}

function accountsOf(county: County, suffix: string): Account[] {
  const [hospital, second] = county.institutions.filter(({ tier }) => tier === 3).map(({ code }) => code);
  const clinic = county.institutions.find(({ tier }) => tier === 1)!.code;
  const familyDoctor = county.teams[0]!.leader;
  const otherTownship = county.teams.find(({ institution }) => institution !== familyDoctor.institution)?.leader;
  const villageDoctor = county.doctors.find(({ institution }) => institution === clinic)!;
  const own = (name: string, role: Role, titles: Titles, doctor: Doctor) =>
    accountOf(county, `${name}${suffix}`, role, titles, doctor);
  return [
    own('primary-doctor', 'primary-doctor', { zh: '村医', en: 'Village doctor' }, villageDoctor),
    own('family-doctor', 'family-doctor', { zh: '家庭医生', en: 'Family doctor' }, familyDoctor),
    ...(otherTownship
      ? [
          own(
            'family-doctor-2',
            'family-doctor',
            { zh: '另一乡镇的家庭医生', en: 'Family doctor of another township' },
            otherTownship,
          ),
        ]
      : []),
    ...hospitalAccounts(county, hospital!, suffix),
    ...colleagues(county, familyDoctor, hospital!, suffix),
    office(county, `his-adapter-township${suffix}`, 'his-adapter', TOWNSHIP_HIS, familyDoctor.institution),
    ...(suffix === '' ? hospitalAccounts(county, second!, '-tcm') : []),
    twoPosts(county, hospital!, suffix),
    office(county, `county-health-authority${suffix}`, 'county-health-authority', AUTHORITY, '*'),
    office(county, `county-health-authority-2${suffix}`, 'county-health-authority', AUTHORITY, '*'),
    office(county, `insurance-authority${suffix}`, 'insurance-authority', INSURANCE, '*'),
    office(county, `regulator${suffix}`, 'regulator', REGULATOR, '*'),
    office(county, `platform-admin${suffix}`, 'platform-admin', PLATFORM, '*'),
  ];
}

/** Who works beside the family doctor, and the nurse of the hospital's ward. */
function colleagues(county: County, familyDoctor: Doctor, hospital: string, suffix: string): Account[] {
  const { institution, id } = familyDoctor;
  const colleague = county.doctors.find((doctor) => doctor.institution === institution && doctor.id !== id)!;
  const member = county.teams[0]!.members[0] ?? colleague;
  const deputy = { zh: '同院家庭医生', en: 'Family doctor of the same centre' };
  const nurse = { zh: '团队成员', en: 'Team member' };
  return [
    accountOf(county, `family-doctor-colleague${suffix}`, 'family-doctor', deputy, colleague),
    accountOf(county, `team-member${suffix}`, 'team-member', nurse, member),
    office(county, `referral-clerk${suffix}`, 'referral-clerk', CLERK, institution),
    office(county, `elder-care-staff${suffix}`, 'elder-care-staff', ELDER_CARE, institution),
    office(county, `prehospital-staff${suffix}`, 'prehospital-staff', CREW, institution),
    office(county, `ward-nurse${suffix}`, 'ward-nurse', WARD, hospital),
  ];
}

/** A cardiologist of the county hospital who also leads a team of family doctors in a township. */
function twoPosts(county: County, hospital: string, suffix: string): Account {
  const cardiologist = county.doctors.find(
    (doctor) => doctor.institution === hospital && doctor.department === CARDIOLOGY,
  )!;
  const titles = { zh: '心内科医生兼家庭医生（两个岗位）', en: 'Cardiologist and family doctor (two posts)' };
  const first = accountOf(county, `doctor-two-posts${suffix}`, 'hospital-doctor', titles, cardiologist);
  const second = accountOf(county, first.account, 'family-doctor', titles, county.teams.at(-1)!.leader);
  return { ...first, posts: [postOf(first), postOf(second)] };
}

function postOf({ practitioner, institution, county, roles, departments }: Account): Post {
  return { practitioner, institution, county, roles, departments };
}

interface Titles {
  readonly zh: string;
  readonly en: string;
}

const AUTHORITY = { zh: '县卫生健康局', en: 'County health authority' };
const INSURANCE = { zh: '县医疗保障局', en: 'Insurance authority' };
const REGULATOR = { zh: '上级监管部门', en: 'Regulator' };
const PLATFORM = { zh: '平台管理员', en: 'Platform administrator' };
const DESK = { zh: '转诊中心', en: 'Referral desk' };
const HEAD = { zh: '心内科主任', en: 'Department head (cardiology)' };
const MEDICAL_AFFAIRS = { zh: '医务科', en: 'Medical affairs' };
const OFFICE = { zh: '医共体办公室', en: 'Consortium office' };
const ARRIVAL = { zh: '到诊接待', en: 'Arrival desk' };
const CLERK = { zh: '转诊文员', en: 'Referral clerk' };
const ELDER_CARE = { zh: '养老机构护理员', en: 'Staff of the nursing home' };
const CREW = { zh: '120 急救员', en: 'Ambulance crew' };
const ROSTER = { zh: '排班管理', en: 'Roster manager' };
const BEDS = { zh: '床位管理', en: 'Bed manager' };
const WARD = { zh: '病区护士', en: 'Ward nurse' };
const TOWNSHIP_HIS = { zh: '卫生院信息系统', en: "Centre's information system" };
const HIS = { zh: '医院信息系统', en: "Hospital's information system" };

function hospitalAccounts(county: County, hospital: string, suffix: string): Account[] {
  const cardiologist = county.doctors.find(
    (doctor) => doctor.institution === hospital && doctor.department === CARDIOLOGY,
  )!;
  const titles = { zh: '心内科医生', en: 'Hospital doctor (cardiology)' };
  return [
    office(county, `referral-desk${suffix}`, 'referral-desk', DESK, hospital),
    accountOf(county, `department-head${suffix}`, 'department-head', HEAD, cardiologist),
    office(county, `medical-affairs${suffix}`, 'medical-affairs', MEDICAL_AFFAIRS, hospital),
    office(county, `consortium-office${suffix}`, 'consortium-office', OFFICE, hospital),
    accountOf(county, `hospital-doctor${suffix}`, 'hospital-doctor', titles, cardiologist),
    office(county, `arrival-desk${suffix}`, 'arrival-desk', ARRIVAL, hospital),
    office(county, `roster-manager${suffix}`, 'roster-manager', ROSTER, hospital),
    office(county, `bed-manager${suffix}`, 'bed-manager', BEDS, hospital),
    office(county, `his-adapter${suffix}`, 'his-adapter', HIS, hospital),
  ];
}

function accountOf(county: County, account: string, role: Role, titles: Titles, doctor: Doctor): Account {
  const { zh, en } = placed(county, titles, doctor.institution);
  return {
    account,
    zh: `${zh} ${doctor.name}`,
    en,
    name: doctor.name,
    practitioner: doctor.id,
    institution: doctor.institution,
    county: county.code,
    roles: [role],
    departments: [doctor.department],
  };
}

/** An account of an office, not of a doctor. */
function office(county: County, account: string, role: Role, titles: Titles, institution: string): Account {
  const practitioner = idOf('office', `${county.code}:${account}`);
  return {
    account,
    ...placed(county, titles, institution),
    name: titles.zh,
    practitioner,
    institution,
    county: county.code,
    roles: [role],
    departments: [],
  };
}

function placed(county: County, titles: Titles, institution: string): Titles {
  const name = county.institutions.find(({ code }) => code === institution)?.name ?? county.name;
  return { zh: `${name.zh} ${titles.zh}`, en: `${titles.en}, ${name.en}` };
}

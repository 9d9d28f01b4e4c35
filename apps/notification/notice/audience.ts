import type { Role } from '#contracts/codes.js';
import { COUNTY_AUTHORITIES } from '#service/auth/scope-of.js';

/** Who a notice is for: a person or a post. All who hold the post read the same notice. */
export interface Audience {
  /** County whose database rows hold it. */
  readonly county: string;
  /** Institution that may see it; `*` = every one of the county, {@link NO_INSTITUTION} = none, only its authority. */
  readonly institution: string;
  /** Unique name, for example `desk:990101:990101H01`. */
  readonly key: string;
}

/** What only the authority's scope of the whole county reaches. */
export const NO_INSTITUTION = '-';

/** One practitioner in one house: what is told in one post is no news of another, and no gap in its numbers. */
export function practitioner(county: string, institution: string, id: string): Audience {
  return { county, institution, key: `practitioner:${id}:${institution}` };
}

/** The referral desk of a hospital. */
export function desk(county: string, institution: string): Audience {
  return { county, institution, key: `desk:${county}:${institution}` };
}

/** The doctors of one department. */
export function department(county: string, institution: string, code: string): Audience {
  return { county, institution, key: `department:${county}:${institution}:${code}` };
}

/** The team of one primary institution: its family doctors, in a village clinic its primary doctor. */
export function familyDoctors(county: string, institution: string): Audience {
  return { county, institution, key: `family-doctors:${county}:${institution}` };
}

/** The family doctors of one house: news of the reserve, which nobody else of the house may use. */
export function contractDoctors(county: string, institution: string): Audience {
  return { county, institution, key: `contract-doctors:${county}:${institution}` };
}

/** Every family doctor of the county; nothing new is told here, but what was told is still read. */
function countyFamilyDoctors(county: string): Audience {
  return { county, institution: '*', key: `family-doctors:${county}` };
}

/** The health authority of the county: what goes wrong in its houses, never a patient. */
export function countyAuthority(county: string): Audience {
  return { county, institution: NO_INSTITUTION, key: `authority:${county}` };
}

/** Every consortium office of the county: what goes wrong in its houses, never a patient. */
export function countyOffices(county: string): Audience {
  return { county, institution: '*', key: `consortium-offices:${county}` };
}

/** The patient of one referral, or of one report. No account hears it: it leaves the house or is not heard. */
export function patient(county: string, institution: string, of: string): Audience {
  return { county, institution, key: `patient:${of}` };
}

/** Whom the patient named as contact. */
export function contact(county: string, institution: string, of: string): Audience {
  return { county, institution, key: `contact:${of}` };
}

/** The head of one department; without one, of a house that has no departments. */
export function departmentHead(county: string, institution: string, code?: string): Audience {
  return { county, institution, key: ['department-head', county, institution, code].filter(Boolean).join(':') };
}

/** Medical affairs of a hospital. */
export function medicalAffairs(county: string, institution: string): Audience {
  return { county, institution, key: `medical-affairs:${county}:${institution}` };
}

/** The office of the consortium that a hospital leads. */
export function consortiumOffice(county: string, lead: string): Audience {
  return { county, institution: lead, key: `consortium-office:${county}:${lead}` };
}

/** What must be known of a caller to say what they may hear. */
export interface Hearer {
  readonly county: string;
  readonly institution: string;
  readonly practitioner: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
}

type AudiencesOfRole = (hearer: Hearer) => Audience[];

const self: AudiencesOfRole = (h) => [practitioner(h.county, h.institution, h.practitioner)];
const departments: AudiencesOfRole = (h) => h.departments.map((code) => department(h.county, h.institution, code));

/** What each role hears beside the notices for the person; roles not named here hear only those. */
const BY_ROLE: Readonly<Partial<Record<Role, AudiencesOfRole>>> = {
  'family-doctor': (h) => [
    ...self(h),
    ...departments(h),
    familyDoctors(h.county, h.institution),
    contractDoctors(h.county, h.institution),
    countyFamilyDoctors(h.county),
  ],
  // A village clinic has no doctor with team rights: its primary doctor takes down-referrals in.
  'primary-doctor': (h) => [...self(h), familyDoctors(h.county, h.institution)],
  // No department in the token = all of the institution: what its desk hears.
  'hospital-doctor': (h) => [
    ...self(h),
    ...(h.departments.length > 0 ? departments(h) : [desk(h.county, h.institution)]),
  ],
  'department-head': (h) => [
    ...self(h),
    ...departments(h),
    departmentHead(h.county, h.institution),
    ...h.departments.map((code) => departmentHead(h.county, h.institution, code)),
  ],
  'medical-affairs': (h) => [...self(h), medicalAffairs(h.county, h.institution)],
  'consortium-office': (h) => [...self(h), consortiumOffice(h.county, h.institution), countyOffices(h.county)],
  'referral-desk': (h) => [...self(h), desk(h.county, h.institution)],
  // No notice that names a referral reaches it (domain §2.2), and none an account that treats patients besides.
  'county-health-authority': (h) =>
    h.roles.every((role) => COUNTY_AUTHORITIES.includes(role)) ? [countyAuthority(h.county)] : [],
  'his-adapter': () => [],
  'platform-admin': () => [],
};

/** The audiences a caller belongs to, sorted by key, each once. */
export function audiencesOf(hearer: Hearer): Audience[] {
  const all = new Map<string, Audience>();
  for (const role of hearer.roles) {
    for (const audience of (BY_ROLE[role] ?? self)(hearer)) all.set(audience.key, audience);
  }
  return [...all.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

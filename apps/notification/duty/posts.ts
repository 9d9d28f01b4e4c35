import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import {
  type Audience,
  consortiumOffice,
  countyAuthority,
  department,
  departmentHead,
  desk,
  familyDoctors,
  medicalAffairs,
} from '../notice/audience.js';

/** The posts that have a roster, by the role of those who hold them. */
export const POSTS = [
  'referral-desk',
  'department',
  'department-head',
  'medical-affairs',
  'consortium-office',
  'family-doctors',
  'county-health-authority',
] as const;
export type Post = (typeof POSTS)[number];

/** Whose roster a role keeps; the posts of the own house only, a head those of the own departments. */
const KEPT_BY: Readonly<Partial<Record<Role, readonly Post[]>>> = {
  'medical-affairs': ['referral-desk', 'department', 'department-head', 'medical-affairs', 'family-doctors'],
  'his-adapter': ['referral-desk', 'department', 'department-head', 'medical-affairs', 'family-doctors'],
  'referral-desk': ['referral-desk'],
  'department-head': ['department', 'department-head'],
  'family-doctor': ['family-doctors'],
  'consortium-office': ['consortium-office'],
  'county-health-authority': ['county-health-authority'],
};

/** The audience of a post of the caller's house; undefined where a department is missing or out of place. */
export function audienceOfPost({ county, institution }: Principal, post: Post, dept?: string): Audience | undefined {
  if (post !== 'department' && post !== 'department-head' && dept !== undefined) return undefined;
  switch (post) {
    case 'referral-desk':
      return desk(county, institution);
    case 'department':
      return dept === undefined ? undefined : department(county, institution, dept);
    case 'department-head':
      return departmentHead(county, institution, dept);
    case 'medical-affairs':
      return medicalAffairs(county, institution);
    case 'consortium-office':
      return consortiumOffice(county, institution);
    case 'family-doctors':
      return familyDoctors(county, institution);
    case 'county-health-authority':
      return countyAuthority(county);
  }
}

/** Whether the caller may write the roster of a post. */
export function keeps({ roles, departments }: Principal, post: Post, dept?: string): boolean {
  return roles.some((role) => {
    if (!KEPT_BY[role]?.includes(post)) return false;
    return role !== 'department-head' || departments.length === 0 || departments.includes(dept ?? '');
  });
}

const BY_NAME: Readonly<Record<string, Post>> = { desk: 'referral-desk', authority: 'county-health-authority' };

/** The post and the department behind the name of an audience. */
export function postOfAudience(key: string): { post: Post; department?: string } {
  const [name = '', , , dept] = key.split(':');
  const post = BY_NAME[name] ?? (name as Post);
  return dept ? { post, department: dept } : { post };
}

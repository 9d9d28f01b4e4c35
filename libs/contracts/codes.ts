/** Code values of the domain, lower-kebab on the wire and in the database (domain §2–§7). */

/** The services that own a schema and a queue. */
export const SERVICES = ['referral', 'reservation', 'notification'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const DIRECTIONS = ['up', 'down', 'lateral'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** U1 life-threatening, U2 urgent, U3 soon, U4 routine (domain §6). */
export const URGENCY_CLASSES = ['U1', 'U2', 'U3', 'U4'] as const;
export type UrgencyClass = (typeof URGENCY_CLASSES)[number];

/** Kinds of supply. The first three carry the reserve of at least 20 % (domain §7.1). */
export const RESERVED_POOLS = ['expert-slot', 'exam', 'inpatient-bed'] as const;
export const POOLS = [...RESERVED_POOLS, 'general-slot', 'day-surgery', 'dialysis-chair'] as const;
export type Pool = (typeof POOLS)[number];

const ORDINARY_BEDS: readonly string[] = ['general', 'day-surgery'];

/**
 * The group under which beds are published and asked for: ordinary ones under their department, any other class apart
 * (`21.rehab`), so that nobody who needs one class is given or waits for another.
 */
export function wardGroupOf(deptCode: string, bedClass: string): string {
  return ORDINARY_BEDS.includes(bedClass) ? deptCode : `${deptCode}.${bedClass}`;
}

/** Who may take what: `family-doctor` may use the reserve (V05), `open` may not, `emergency` is U1. */
export const ENTITLEMENTS = ['family-doctor', 'open', 'emergency'] as const;
export type Entitlement = (typeof ENTITLEMENTS)[number];

/** Who may sign in, by what (domain §2.2). A patient has no account: the desk or the doctor records what was wished. */
export const ROLES = [
  'family-doctor',
  'primary-doctor',
  'team-member',
  'referral-clerk',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'roster-manager',
  'bed-manager',
  'arrival-desk',
  'ward-nurse',
  'medical-affairs',
  'elder-care-staff',
  'prehospital-staff',
  'consortium-office',
  'county-health-authority',
  'insurance-authority',
  'regulator',
  'his-adapter',
  'platform-admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Whoever is told something: who has an inbox and a live stream. */
export const TOLD_ROLES = [
  'family-doctor',
  'primary-doctor',
  'team-member',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'arrival-desk',
  'ward-nurse',
  'medical-affairs',
  'consortium-office',
  'county-health-authority',
] as const satisfies readonly Role[];

/**
 * Why no unit was found at one candidate. `not-open`: what is free opens to this asker later; `protected`: it is kept for
 * family doctors; `frozen`: the counters of its pool are being examined.
 */
export const NO_UNIT_REASONS = [
  'no-session',
  'not-open',
  'full',
  'protected',
  'overlap',
  'frozen',
  'no-combination',
] as const;
export type NoUnitReason = (typeof NO_UNIT_REASONS)[number];

export const REFERRAL_STATES = [
  'draft',
  'submitted',
  'under-review',
  'returned',
  'accepted',
  'waitlisted',
  'reserved',
  'confirmed',
  'arrived',
  'in-care',
  'outcome-returned',
  'follow-up',
  'no-show',
  'closed',
  'rejected',
  'cancelled',
  'expired',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const TERMINAL_STATES: readonly ReferralState[] = ['closed', 'rejected', 'cancelled', 'expired'];

/** 重点人群, the ten key groups (domain §2.1). */
export const KEY_GROUPS = [
  'elderly-65',
  'pregnant',
  'child-0-6',
  'disabled',
  'hypertension',
  'diabetes',
  'tuberculosis',
  'severe-mental',
  'low-income',
  'special-family',
] as const;

import { wardGroupOf } from '#contracts/codes.js';
import type { BundlePart, UnitWanted } from '#contracts/parts.js';
import { DAY_MS } from '#service/calendar/local-time.js';
import type { ReferralRow, Wish } from '../store/referral.row.js';
import type { Leaving } from './road.js';

/** What reservation is asked for; nothing where no unit of a pool is wanted. */
export function wantedOf(row: ReferralRow): { wanted?: UnitWanted } {
  const wish = row.requested;
  if (!wish) return {};
  const validUntil = row.validUntil ?? new Date(row.submittedAt.getTime() + 30 * DAY_MS);
  return {
    wanted: {
      entitlement: row.entitlement,
      urgencyClass: row.urgencyClass,
      ...(row.marks.greenChannel ? { greenChannel: true } : {}),
      pool: wish.pool,
      group: groupOf(wish),
      ...(wish.doctorId ? { doctorId: wish.doctorId } : {}),
      ...(wish.preferredSession ? { preferredSession: wish.preferredSession } : {}),
      earliest: wish.earliest,
      latest: wish.latest,
      decideBy: row.decideBy.toISOString(),
      validUntil: validUntil.toISOString(),
      candidates: row.candidates,
      ...bundleOf(wish),
      referringInstitution: row.fromInstitution,
    },
  };
}

/** What must be had together with the unit, as reservation names it. */
export function bundleOf({ bundle, deptCode }: Pick<Wish, 'bundle' | 'deptCode'>): { bundle?: BundlePart[] } {
  if (!bundle || bundle.length === 0) return {};
  return {
    bundle: bundle.map(({ when, withinDays = 0, ...part }) => {
      return { pool: part.pool, group: groupOf({ ...part, deptCode: part.deptCode ?? deptCode }), when, withinDays };
    }),
  };
}

/** What the supply stands under: department, exam item or ward group. */
export function groupOf({
  pool,
  deptCode,
  examItem,
  bedClass,
}: Pick<Wish, 'pool' | 'deptCode' | 'examItem' | 'bedClass'>): string {
  if (pool === 'exam' && examItem) return examItem;
  return pool === 'inpatient-bed' && bedClass ? wardGroupOf(deptCode, bedClass) : deptCode;
}

type Wanting =
  | 'referral.submitted.v1'
  | 'referral.resubmitted.v1'
  | 'referral.accepted.v1'
  | 'referral.extended.v1'
  | 'referral.reopened.v1'
  | 'referral.wait-requested.v1';
type Plain = Exclude<
  Extract<Leaving, { name: `referral.${string}` }>['name'],
  | Wanting
  | 'referral.void-requested.v1'
  | 'referral.void-refused.v1'
  | 'referral.redirected.v1'
  | 'referral.unit-requested.v1'
  | 'referral.confirmation-requested.v1'
  | 'referral.reschedule-requested.v1'
  | 'referral.offered.v1'
  | 'referral.arrived.v1'
  | 'referral.reserved.v1'
  | 'referral.confirmed.v1'
  | 'referral.waitlisted.v1'
  | 'referral.overdue.v1'
>;

/** A message that lets reservation act. */
export const wanting = (name: Wanting): Leaving => ({ name, more: wantedOf });

/** A message that says no more than what every event says. */
export const telling = (name: Plain): Leaving => ({ name, more: () => ({}) });

/** A message that names the unit concerned. */
export const withUnit = (name: 'referral.arrived.v1' | 'referral.reserved.v1' | 'referral.confirmed.v1'): Leaving => ({
  name,
  more: (row) => ({
    ...(row.unit ? { unit: row.unit } : {}),
    ...(row.holdUntil ? { holdUntil: row.holdUntil.toISOString() } : {}),
  }),
});

export const redirected = (cause: 'rejected' | 'no-decision' | 'desk' | 'patient'): Leaving => ({
  name: 'referral.redirected.v1',
  more: (row) => ({ ...wantedOf(row), cause }),
});

export const waitlisted: Leaving = {
  name: 'referral.waitlisted.v1',
  more: (row) => (row.wait ? { position: row.wait.position } : {}),
};

/** The centre that is called: the one that is asked to take over, else the receiver (domain §5.3). */
export const alerting: Leaving = {
  name: 'critical-centre.alerted.v1',
  more: (row) => ({
    centreCounty: row.handoffCounty ?? row.toCounty,
    centreInstitution: row.handoffInstitution ?? row.toInstitution,
    centreDepartment: row.toDepartment,
  }),
};

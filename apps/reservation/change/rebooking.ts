import type { Candidate } from '#contracts/parts.js';
import { earlier, later, plusMinutes } from '#service/calendar/local-time.js';
import { askerOf } from '../reserve/rule.js';
import type { Session } from '../supply/session.entity.js';
import { referralOf } from '../unit/answers.js';
import type { Wish } from '../unit/claim.store.js';
import type { UnitRequest } from '../unit/request.js';
import type { Reservation } from '../unit/reservation.entity.js';

const DAY_MINUTES = 24 * 60;

/** Somebody who lost a unit. */
export interface Lost {
  row: Reservation;
  session: Session;
  /** The doctor of the lost unit; after a swap no longer the session's. */
  doctorId: string | null;
  /** Undefined for public bookings and for drafts. */
  wish?: Wish;
}

/** A request for another unit, and whose. */
export interface Rebooking extends UnitRequest {
  lost: Lost;
}

export interface RebookingRules {
  now: Date;
  /** Days around the lost unit. */
  doctorDays: number;
  days: number;
}

/** A way to another unit; undefined where it is not open to the person. */
export type Way = (lost: Lost, rules: RebookingRules) => Rebooking | undefined;

/** The same doctor, in the time in which the referral may be seen at all. */
export const sameDoctor: Way = (lost, rules) => {
  const { doctorId, wish } = lost;
  if (doctorId === null) return undefined;
  const around = within(lost, rules, rules.doctorDays);
  const near = within(lost, rules, rules.days);
  // Waiting a week for the same doctor is no help to whom the class gives three days.
  const latest = wish ? earlier(around.latest, later(near.latest, new Date(wish.wanted.latest))) : around.latest;
  return { ...ask(lost, around.earliest, latest, [houseOf(lost)]), doctorId };
};

const sameDepartment: Way = (lost, rules) => {
  const { earliest, latest } = within(lost, rules, rules.days);
  return ask(lost, earliest, latest, [houseOf(lost)]);
};

/** The referral's other candidates; the public channel of a hospital books in no other house. */
const otherHospital: Way = (lost, rules) => {
  const house = houseOf(lost);
  const others = lost.wish?.wanted.candidates.filter(
    ({ county, institution }) => county !== house.county || institution !== house.institution,
  );
  if (!others || others.length === 0) return undefined;
  const { earliest, latest } = within(lost, rules, rules.days);
  return ask(lost, earliest, latest, others);
};

/** In this order, for each group of persons (domain §7.8). */
export const WAYS: readonly Way[] = [sameDoctor, sameDepartment, otherHospital];

/** The window around the lost unit: never before now, never past the referral's validity. */
function within({ row, wish }: Lost, { now }: RebookingRules, days: number): { earliest: Date; latest: Date } {
  const earliest = later(now, plusMinutes(row.startsAt, -days * DAY_MINUTES));
  const last = plusMinutes(later(row.startsAt, now), days * DAY_MINUTES);
  return { earliest, latest: wish ? earlier(last, new Date(wish.wanted.validUntil)) : last };
}

export const houseOf = ({ row: { county, institution } }: Lost): Candidate => ({ county, institution });

function ask(lost: Lost, earliest: Date, latest: Date, candidates: readonly Candidate[]): Rebooking {
  const { row, session, wish } = lost;
  const booked = row.referralId === null && row.confirmedAt !== null;
  return {
    lost,
    asker: row.entitlement === null ? row.taker : askerOf(row.entitlement),
    urgencyClass: row.urgencyClass ?? undefined,
    entitlement: row.entitlement ?? undefined,
    pool: row.pool,
    group: row.group,
    earliest,
    latest,
    candidates,
    patientId: row.patientId,
    purpose: booked ? 'booking' : 'review',
    decideBy: wish && new Date(wish.wanted.decideBy),
    referral: referralOf(row),
    referringInstitution: row.referringInstitution ?? undefined,
    // A confirmed offer has left the list.
    waitEntryId: row.confirmedAt === null ? (row.waitEntryId ?? undefined) : undefined,
    // Somebody fills a form: as long as the lost hold would have lasted.
    holdUntil: wish === undefined && !booked ? (row.holdUntil ?? undefined) : undefined,
    bundleId: row.bundleId ?? undefined,
    bundlePart: row.bundlePart ?? undefined,
    replaces: row.id,
    avoid: new Set([session.id]),
    channel: row.channel,
    actor: 'system',
  };
}

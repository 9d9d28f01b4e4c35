import { v7 } from 'uuid';
import { later } from '#service/calendar/local-time.js';
import { referralOf } from '../unit/answers.js';
import { isPart } from '../unit/reservation.entity.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import type { Lost } from './rebooking.js';

/**
 * A new place at the head of its class (domain §8.4) for a referral that lost its unit: at the house that took it away
 * and, as in the search, at the other candidates of that county. Undefined for a public booking: its hospital has a task.
 */
export function entryOf({ row, wish }: Lost): WaitEntry | undefined {
  const referral = referralOf(row);
  // A lost part is found anew or becomes a task: the referral waits for its main unit only.
  if (!referral || !wish || isPart(row)) return undefined;
  const { wanted, referralNo } = wish;
  const here = wanted.candidates.filter(({ county }) => county === row.county).map(({ institution }) => institution);
  const validUntil = new Date(wanted.validUntil);
  return {
    county: row.county,
    id: v7(),
    version: 1,
    pool: row.pool,
    group: row.group,
    institution: row.institution,
    institutions: [...new Set([row.institution, ...here])],
    // Any doctor of the department will do now (domain §7.8).
    doctorId: null,
    earliest: new Date(wanted.earliest),
    // Late is better than never: the class window bound the first unit, not what takes its place.
    latest: validUntil,
    validUntil,
    entitlement: wanted.entitlement,
    urgencyClass: wanted.urgencyClass,
    displaced: true,
    greenChannel: wanted.greenChannel ?? false,
    referringInstitution: wanted.referringInstitution,
    // Among the displaced those who booked first come first.
    waitingSince: row.createdAt,
    referralNo,
    referralCounty: referral.county,
    referralId: referral.id,
    hop: referral.hop,
    patientId: row.patientId,
    state: 'waiting',
    lapses: 0,
    offeredInstitution: null,
    offeredAt: null,
    taskDueAt: null,
    leftReason: null,
    // What goes with it is still the patient's.
    bundle: null,
  };
}

/** An entry whose offer the hospital took away waits again, now at the head of its class. */
export function returned(entry: WaitEntry): Partial<WaitEntry> {
  return { state: 'waiting', displaced: true, latest: later(entry.latest, entry.validUntil) };
}

import type { Payload } from '#contracts/catalogue.js';
import type { NoUnit, PartName, Unit, UnitOption, WaitPlace } from '#contracts/parts.js';
import type { ReservationAnswer } from '#contracts/reservation.events.js';
import type { NewMessage } from '#messaging/outbox.js';
import type { Lack } from '../bundle/serve-bundle.js';
import { seatTime } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import type { Purpose, ReferralRef } from './request.js';
import type { Reservation } from './reservation.entity.js';

/** A unit as others may know it. */
export function unitOf(row: Reservation, session: Session): Unit {
  const time = seatTime(session, row.seat);
  return {
    reservationId: row.id,
    sessionId: session.id,
    seat: row.seat,
    county: session.county,
    institution: session.institution,
    pool: session.pool,
    group: session.group,
    startsAt: time.startsAt.toISOString(),
    endsAt: time.endsAt.toISOString(),
    place: session.place,
    fromReserve: row.fromReserve,
    ...(session.doctorId ? { doctorId: session.doctorId } : {}),
    ...(session.preparation ? { preparation: session.preparation } : {}),
    ...(row.noShowAt ? { keptUntil: row.noShowAt.toISOString() } : {}),
  };
}

/** A place in the wait list as the referral shows it. */
export function placeOf({ id, waitingSince }: WaitEntry, position: number): WaitPlace {
  return { entryId: id, position, waitingSince: waitingSince.toISOString() };
}

/** Why each candidate of a request has no unit. */
export function noUnits(candidates: readonly { institution: string }[], lacks: readonly Lack[]): NoUnit[] {
  return candidates.map(({ institution }, at) => ({ institution, ...(lacks[at] ?? { reason: 'no-session' }) }));
}

/** The referral a reservation belongs to; undefined for public bookings. */
export function referralOf(row: Reservation): ReferralRef | undefined {
  if (row.referralCounty === null || row.referralId === null || row.hop === null) return undefined;
  return { county: row.referralCounty, id: row.referralId, hop: row.hop };
}

const withParts = (parts: Unit[] | undefined) => (parts && parts.length > 0 ? { parts } : {});

const echo = (referral: ReferralRef) => ({
  referralId: referral.id,
  referralCounty: referral.county,
  hop: referral.hop,
});

function head(row: Reservation, referral: ReferralRef, now: Date, causeId?: string) {
  return {
    county: row.county,
    aggregateId: row.id,
    aggregateVersion: row.version,
    occurredAt: now,
    correlationId: referral.id,
    causationId: causeId,
  };
}

/** What is told of a unit that a referral has. */
export interface Told {
  row: Reservation;
  /** What is had together with it. */
  parts?: Unit[];
  session: Session;
  referral: ReferralRef;
  now: Date;
  causeId?: string;
}

export function held(
  { row, parts, session, referral, now, causeId }: Told,
  purpose: Exclude<Purpose, 'booking'>,
): NewMessage<'reservation.held.v1'> {
  const data = {
    ...echo(referral),
    unit: unitOf(row, session),
    ...withParts(parts),
    holdUntil: (row.holdUntil ?? now).toISOString(),
    purpose,
  };
  return { name: 'reservation.held.v1', ...head(row, referral, now, causeId), data };
}

export function extended({ row, parts, session, referral, now, causeId }: Told): NewMessage<'reservation.extended.v1'> {
  const data = {
    ...echo(referral),
    unit: unitOf(row, session),
    ...withParts(parts),
    holdUntil: (row.holdUntil ?? now).toISOString(),
  };
  return { name: 'reservation.extended.v1', ...head(row, referral, now, causeId), data };
}

export function confirmed({
  row,
  parts,
  session,
  referral,
  now,
  causeId,
}: Told): NewMessage<'reservation.confirmed.v1'> {
  return {
    name: 'reservation.confirmed.v1',
    ...head(row, referral, now, causeId),
    data: { ...echo(referral), unit: unitOf(row, session), ...withParts(parts) },
  };
}

/** @param previousId reservation that was given back for it */
export function rescheduled(told: Told, previousId: string): NewMessage<'reservation.rescheduled.v1'> {
  const { data, ...rest } = confirmed(told);
  return { ...rest, name: 'reservation.rescheduled.v1', data: { ...data, previousId } };
}

export function expired(
  { row, referral, now, causeId }: Omit<Told, 'session'>,
  options: UnitOption[],
  waitPlace?: WaitPlace,
): NewMessage<'reservation.expired.v1'> {
  return {
    name: 'reservation.expired.v1',
    ...head(row, referral, now, causeId),
    data: { ...echo(referral), reservationId: row.id, options, ...(waitPlace ? { waitPlace } : {}) },
  };
}

export function noShow({ row, referral, now, causeId }: Omit<Told, 'session'>): NewMessage<'reservation.no-show.v1'> {
  return {
    name: 'reservation.no-show.v1',
    ...head(row, referral, now, causeId),
    data: { ...echo(referral), reservationId: row.id },
  };
}

/** T13: the hospital took the unit away. @param instead the new unit, or the reasons and the place in the wait list */
export function displaced(
  { row, referral, now }: Omit<Told, 'session'>,
  instead: Omit<Payload<'reservation.displaced.v1'>, keyof ReservationAnswer | 'reservationId'>,
): NewMessage<'reservation.displaced.v1'> {
  return {
    name: 'reservation.displaced.v1',
    ...head(row, referral, now),
    data: { ...echo(referral), reservationId: row.id, ...instead },
  };
}

/** An asked-for step that cannot be done: what was asked, why not, and the next free units. */
export interface Refusal {
  request: 'confirmation' | 'unit' | 'reschedule' | 'form-hold';
  reason: string;
  /** The part of a bundle that was missing. */
  part?: PartName;
  options: UnitOption[];
}

/** @param version of the referral that asked, as nothing of reservation has changed */
export function refused(
  referral: ReferralRef,
  version: number,
  now: Date,
  refusal: Refusal,
  causeId?: string,
): NewMessage<'reservation.refused.v1'> {
  return {
    name: 'reservation.refused.v1',
    county: referral.county,
    aggregateId: referral.id,
    aggregateVersion: version,
    occurredAt: now,
    correlationId: referral.id,
    causationId: causeId,
    data: { ...echo(referral), ...refusal },
  };
}

export function unavailable(
  entry: WaitEntry,
  place: number,
  candidates: readonly { institution: string }[],
  lacks: readonly Lack[],
  now: Date,
  causeId?: string,
): NewMessage<'reservation.unavailable.v1'> {
  return {
    name: 'reservation.unavailable.v1',
    county: entry.county,
    aggregateId: entry.id,
    aggregateVersion: entry.version,
    occurredAt: now,
    correlationId: entry.referralId,
    causationId: causeId,
    data: {
      referralId: entry.referralId,
      referralCounty: entry.referralCounty,
      hop: entry.hop,
      reasons: noUnits(candidates, lacks),
      waitPlace: placeOf(entry, place),
    },
  };
}

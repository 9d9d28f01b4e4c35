import { freeUnits, unusedProtected } from '../reserve/counters.js';
import { nextReleaseOf } from './next-release.js';
import type { Account } from './publication.js';
import { closesAtOf, freeCount, seatRows } from './seat.js';
import type { Session } from './session.entity.js';
import type { AccountView, SegmentView, SessionView } from './supply.dto.js';
import type { FreeUnits } from './units.dto.js';
import type { FreeUnitsRow, Seeker } from './units.store.js';

export function sessionView(session: Session): SessionView {
  const { id, version, county, institution, externalId, pool, group, date, place, capacity, extra, reserve, released } =
    session;
  const { familyTaken, otherTaken, publicTaken, emergencyTaken, shortfall, stage } = session;
  return {
    id,
    version,
    county,
    institution,
    externalId,
    pool,
    group,
    date,
    place,
    capacity,
    extra,
    reserve,
    released,
    familyTaken,
    otherTaken,
    publicTaken,
    emergencyTaken,
    shortfall,
    stage,
    doctorId: session.doctorId ?? undefined,
    bedClass: session.bedClass ?? undefined,
    preparation: session.preparation ?? undefined,
    device: session.device ?? undefined,
    segments: segmentsOf(session, freeHere(session)),
    allotment: session.allotment,
    declaredTotal: session.allotment ? capacity + session.elsewhere : undefined,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    opensFamilyAt: session.opensFamilyAt.toISOString(),
    opensPublicAt: session.opensPublicAt.toISOString(),
    frozen: session.frozen,
    stoppedAt: session.stoppedAt?.toISOString(),
    nextReleaseAt: nextReleaseOf(session)?.toISOString(),
    protected: session.protected,
    free: freeHere(session),
  };
}

/** What the release clock took from an allotment is free no more: the hospital has it back. */
function freeHere(session: Session): number {
  return session.allotment ? Math.min(freeUnits(session), unusedProtected(session)) : freeUnits(session);
}

type Parted = Pick<Session, 'startsAt' | 'endsAt' | 'segments' | 'capacity' | 'extra' | 'topSeat' | 'freedSeats'>;

/** Free seats by time; together they are never more than the free units, as a cut of capacity leaves seats behind. */
function segmentsOf(
  session: Parted,
  freeHere: number,
  isOpen: (startsAt: Date) => boolean = () => true,
): SegmentView[] | undefined {
  if (!session.segments) return undefined;
  let left = freeHere;
  return seatRows(session, session.capacity + session.extra).map((row) => {
    const free = isOpen(row.startsAt) ? Math.min(left, freeCount(session, row)) : 0;
    left -= free;
    const { startsAt, endsAt, first, last } = row;
    return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), seats: last - first + 1, free };
  });
}

/** What the seeker may take of a session; protected units are told to family doctors only. */
export function freeUnitsOf(row: FreeUnitsRow, seeker: Seeker, now: Date): FreeUnits {
  const { sessionId, institution, pool, group, place, open } = row;
  const segments = segmentsOf(row, row.freeHere, (startsAt) => closesAtOf(row, startsAt) > now);
  // Seats of segments that have closed are nobody's any more.
  const free = Math.min(row.free, segments?.reduce((sum, one) => sum + one.free, 0) ?? row.free);
  return {
    ...{ sessionId, institution, pool, group, place, free, open },
    doctorId: row.doctorId ?? undefined,
    preparation: row.preparation ?? undefined,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    protected: seeker === 'family' ? row.protected : undefined,
    segments,
    opensAt: row.opensAt.toISOString(),
  };
}

export function accountView(account: Account): AccountView {
  const { pool, group, date, capacity, elsewhere, reserve, ratioBps, ratioScope, ratioVersion, ratioSource } = account;
  return {
    ...{ pool, group, date, capacity, reserve, ratioBps },
    declaredTotal: capacity + elsewhere,
    policyScope: ratioScope ?? undefined,
    policyVersion: ratioVersion ?? undefined,
    policySource: ratioSource ?? undefined,
  };
}

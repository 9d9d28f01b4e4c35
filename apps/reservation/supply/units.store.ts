import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import type { Pool } from '#contracts/codes.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { liveCounters } from './live.store.js';
import type { Session } from './session.entity.js';

const DAY_MINUTES = 24 * 60;

/** w of domain §7.3: what a release has just opened is for primary doctors first. */
const FRESH = `CASE WHEN $7 = 'public' AND s.fresh_until > $6 THEN s.fresh_units ELSE 0 END`;

/** What the caller's kind may take now, and from when on more of it is open to that kind (reserve/rule.ts `mayTake`). */
const FOR_CALLER = `
  CROSS JOIN LATERAL (SELECT live.units - greatest(live.unreleased, live.family_taken) - live.open_taken AS open,
      live.units - greatest(live.unreleased + ${FRESH}, live.family_taken) - live.open_taken AS public) room
  CROSS JOIN LATERAL (SELECT
      CASE WHEN s.opens_public_at <= $6 THEN CASE $7 WHEN 'family' THEN live.free ELSE room.public END
        WHEN $7 = 'family' AND s.opens_family_at <= $6 THEN least(live.free, live.unreleased - live.family_taken) ELSE 0 END AS free,
      CASE WHEN $7 = 'family' AND live.family_taken < live.unreleased THEN s.opens_family_at
        WHEN s.opens_public_at <= $6 AND room.public < room.open THEN s.fresh_until ELSE s.opens_public_at END AS opens_at) mine`;

const LISTED = `s.id AS "sessionId", s.institution, s.pool, s.group_code AS "group", s.doctor_id AS "doctorId", s.starts_at AS "startsAt",
  s.ends_at AS "endsAt", s.place, s.preparation, greatest(mine.free, 0) AS free, live.protected, s.opens_public_at <= $6 AS open,
  mine.opens_at AS "opensAt", s.closes_at AS "closesAt", s.last_start_at AS "lastStartAt", s.segments, s.capacity, s.extra, s.top_seat AS "topSeat", s.freed_seats || dead.seats AS "freedSeats",
  CASE WHEN s.allotment THEN greatest(mine.free, 0) ELSE live.free END AS "freeHere"`;

/**
 * A page is cut by index order, so its cost grows neither with what lies before or after it nor with the years kept:
 * each way of narrowing has a statement, and an index whose order is the order of the list.
 */
const free = (name: string, narrowed: string): Statement => ({
  name,
  text: `SELECT ${LISTED} FROM session s ${liveCounters('$6')} ${FOR_CALLER}
          WHERE s.county = $1 AND s.pool = $2 AND s.group_code = $3 ${narrowed} AND (s.starts_at, s.id) > ($4, $5) AND s.starts_at <= $8
            AND coalesce(s.last_start_at, s.starts_at) >= $11 AND s.closes_at > $6 AND NOT s.frozen
            AND (mine.free > 0 OR ($9 AND mine.opens_at > $6 AND CASE $7 WHEN 'family' THEN live.free ELSE room.open END > 0))
          ORDER BY s.starts_at, s.id LIMIT $10`,
});

const IN_COUNTY = free('units-free', '');
const AT_INSTITUTION = free('units-free-at-institution', 'AND s.institution = $12');
const OF_DOCTOR = free('units-free-of-doctor', 'AND s.doctor_id = $12 AND ($13::text IS NULL OR s.institution = $13)');

/** For whom units are looked for: they see, and may take, different parts of a session (domain §7.3). */
export type Seeker = 'family' | 'other' | 'public';

export interface FreeUnitsWanted {
  county: string;
  pool: Pool;
  group: string;
  institution?: string;
  doctorId?: string;
  from: Date;
  to: Date;
  seeker: Seeker;
  /** Sessions as well that have units but are not open to the seeker yet. */
  upcoming: boolean;
  /** Sort values of the last row read. */
  after: readonly CursorValue[];
  limit: number;
}

type Shown = 'institution' | 'pool' | 'group' | 'doctorId' | 'startsAt' | 'endsAt' | 'place' | 'preparation';
type Seated = 'closesAt' | 'lastStartAt' | 'segments' | 'capacity' | 'extra' | 'topSeat' | 'freedSeats';

/** A session with what the seeker may take of it. */
export interface FreeUnitsRow extends Pick<Session, Shown | Seated> {
  sessionId: string;
  free: number;
  protected: number;
  /** Units of all kinds that are free; of an allotment those that are the seeker's. */
  freeHere: number;
  open: boolean;
  opensAt: Date;
}

/** Sessions in which the seeker could get a unit now, the earliest first. Dead holds are free. */
export function findFreeUnits(tx: EntityManager, now: Date, wanted: FreeUnitsWanted): Promise<FreeUnitsRow[]> {
  const { county, pool, group, institution, doctorId, from, to, seeker, upcoming, after, limit } = wanted;
  // A session that has begun may have seats that begin later; it is at most a day long, and a night lies on two dates.
  const [startsAt = plusMinutes(from, -DAY_MINUTES), id = NIL] = after;
  const values = [county, pool, group, startsAt, id, now, seeker, to, upcoming, limit, from];
  if (doctorId !== undefined) return run(tx, OF_DOCTOR, [...values, doctorId, institution ?? null]);
  if (institution !== undefined) return run(tx, AT_INSTITUTION, [...values, institution]);
  return run(tx, IN_COUNTY, values);
}

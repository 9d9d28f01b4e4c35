import type { EntityManager } from 'typeorm';
import type { NoUnitReason, Pool, UrgencyClass } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Asker } from '../reserve/rule.js';
import { keyOf, type Session, type SessionKey } from './session.entity.js';
import { SESSION_COLUMNS } from './session.store.js';

/** Where somebody looks for a unit: the sessions of one group at one institution inside a window. */
export interface Search {
  county: string;
  institution: string;
  pool: Pool;
  group: string;
  doctorId?: string;
  sessionId?: string;
  earliest: Date;
  latest: Date;
  asker: Asker;
  urgencyClass?: UrgencyClass;
}

const SEARCHES = `unnest($2::int[], $3::bpchar[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[],
    $10::timestamptz[], $11::text[], $12::boolean[])
  AS q (n, county, institution, pool, group_code, doctor_id, session_id, earliest, latest, asker, routine)`;

/**
 * Beds and emergencies may be taken while their day already runs, later segments after the session has begun; a session
 * is never longer than a day.
 */
const IN_WINDOW = `s.county = q.county AND s.institution = q.institution AND s.pool = q.pool AND s.group_code = q.group_code
  AND s.starts_at >= q.earliest - interval '1 day'
  AND (q.pool = 'inpatient-bed' OR q.asker = 'emergency' OR coalesce(s.last_start_at, s.starts_at) >= q.earliest)
  AND s.starts_at <= q.latest AND s.ends_at > q.earliest AND (s.closes_at > $1 OR (q.asker = 'emergency' AND s.ends_at > $1))
  AND s.stopped_at IS NULL AND (q.doctor_id IS NULL OR s.doctor_id = q.doctor_id) AND (q.session_id IS NULL OR s.id = q.session_id)`;

/** After stage 2 a family doctor's routine referral stands in line with the others (reserve/rule.ts `standingOf`). */
const OTHERS = `(q.asker IN ('other', 'public')
  OR (q.asker = 'family' AND q.routine AND s.stage >= 2 AND (s.late_until IS NULL OR s.late_until <= $1)))`;

const OPEN_TO_ASKER = `(q.asker = 'emergency' OR s.opens_public_at <= $1 OR (NOT ${OTHERS} AND s.opens_family_at <= $1))`;

/**
 * The rule of reserve/rule.ts as a filter on unlocked rows, so that only sessions worth locking are read; the rule
 * itself decides afterwards on locked ones. A dead hold that the clock has not swept yet is room, too.
 */
const HAS_ROOM = `(q.asker = 'emergency' OR NOT s.frozen AND (s.first_hold_end <= $1
  OR CASE WHEN ${OTHERS} THEN s.open_taken < s.capacity + s.extra - greatest(s.reserve - s.released
       + CASE WHEN q.asker = 'public' AND s.fresh_until > $1 THEN s.fresh_units ELSE 0 END, s.family_taken)
     ELSE s.family_taken + s.open_taken < s.capacity + s.extra
      AND (s.opens_public_at <= $1 OR s.family_taken < s.reserve - s.released) END))`;

/** A free seat, still open, inside the window; only sessions with segments may have room without one (seat.ts `freeTimes`). */
const HAS_SEAT = `(s.segments IS NULL OR q.asker = 'emergency' OR EXISTS (
    SELECT FROM (SELECT s.starts_at + (part ->> 'from')::int * interval '1 minute' AS begins,
        sum((part ->> 'seats')::int) OVER (ORDER BY at) AS last, (part ->> 'seats')::int AS seats
      FROM jsonb_array_elements(s.segments) WITH ORDINALITY AS parts (part, at)) row
    WHERE row.begins BETWEEN q.earliest AND q.latest AND row.begins + (s.closes_at - s.last_start_at) > $1 AND (row.last > s.top_seat
      OR EXISTS (SELECT FROM unnest(s.freed_seats) seat WHERE seat > row.last - row.seats AND seat <= row.last))))`;

const FIND: Statement = {
  name: 'room-find',
  text: `SELECT q.n AS search, found.* FROM ${SEARCHES}
    CROSS JOIN LATERAL (SELECT ${SESSION_COLUMNS} FROM session s
      WHERE ${IN_WINDOW} AND ${OPEN_TO_ASKER} AND ${HAS_ROOM}
        AND (s.county, s.id) NOT IN (SELECT * FROM unnest($13::bpchar[], $14::uuid[]))
      ORDER BY CASE WHEN q.asker = 'emergency' AND s.family_taken + s.open_taken >= s.capacity + s.extra THEN 1 ELSE 0 END, s.starts_at, s.id
      LIMIT $15) found
    ORDER BY q.n, found."startsAt", found.id`,
};

const WHY_NOT: Statement = {
  name: 'room-why-not',
  text: `SELECT q.n AS search, count(s.id)::int AS sessions, coalesce(bool_or(${OPEN_TO_ASKER}), false) AS open,
      coalesce(bool_or(${OPEN_TO_ASKER} AND s.family_taken + s.open_taken < s.capacity + s.extra), false) AS free,
      coalesce(bool_or(${OPEN_TO_ASKER} AND s.family_taken + s.open_taken < s.capacity + s.extra AND NOT s.frozen), false) AS sold,
      coalesce(bool_or(s.opens_public_at <= $1 AND s.family_taken + s.open_taken < s.capacity + s.extra AND NOT s.frozen), false) AS kept,
      coalesce(bool_or(${OPEN_TO_ASKER} AND ${HAS_ROOM}), false) AS room,
      coalesce(bool_or(${OPEN_TO_ASKER} AND ${HAS_ROOM} AND ${HAS_SEAT}), false) AS seat
    FROM ${SEARCHES} LEFT JOIN session s ON ${IN_WINDOW} GROUP BY q.n`,
};

function values(now: Date, searches: readonly Search[]): unknown[] {
  const of = <T>(value: (search: Search) => T) => searches.map(value);
  return [
    now,
    searches.map((_, n) => n),
    of((search) => search.county),
    of((search) => search.institution),
    of((search) => search.pool),
    of((search) => search.group),
    of((search) => search.doctorId ?? null),
    of((search) => search.sessionId ?? null),
    of((search) => search.earliest),
    of((search) => search.latest),
    of((search) => search.asker),
    of((search) => search.urgencyClass === 'U4'),
  ];
}

/**
 * The earliest sessions with room for each search, at most `limit` each, without those in `known`. Unlocked: it says
 * where to look, not who gets what.
 */
export async function findRoom(
  tx: EntityManager,
  now: Date,
  searches: readonly Search[],
  limit: number,
  known: readonly SessionKey[],
): Promise<Session[][]> {
  const found: Session[][] = searches.map(() => []);
  if (searches.length === 0) return found;
  const keys = [known.map(({ county }) => county), known.map(({ id }) => id)];
  const rows = await run<Session & { search: number }>(tx, FIND, [...values(now, searches), ...keys, limit]);
  const seen = new Map<string, Session>();
  for (const row of rows) {
    const { search, ...session } = row;
    const same = seen.get(keyOf(session)) ?? session;
    seen.set(keyOf(same), same);
    found[search]?.push(same);
  }
  return found;
}

/** Why a search came to nothing. Where there was room after all, the patient is elsewhere at that time (V08). */
export async function whyNot(tx: EntityManager, now: Date, searches: readonly Search[]): Promise<NoUnitReason[]> {
  if (searches.length === 0) return [];
  const rows = await run<Seen & { search: number }>(tx, WHY_NOT, values(now, searches));
  const reasons: NoUnitReason[] = searches.map(() => 'no-session');
  for (const row of rows) reasons[row.search] = reasonOf(row);
  return reasons;
}

/** What the sessions of a search, taken together, have. */
interface Seen {
  sessions: number;
  open: boolean;
  /** A unit, but perhaps a protected one. */
  free: boolean;
  /** Such a unit whose pool is not frozen. */
  sold: boolean;
  /** Such a unit after the public opening: what keeps it from the asker is its protection. */
  kept: boolean;
  /** A unit that the asker may take, but perhaps at another time of day. */
  room: boolean;
  seat: boolean;
}

function reasonOf({ sessions, open, free, sold, kept, room, seat }: Seen): NoUnitReason {
  if (sessions === 0) return 'no-session';
  if (!open) return 'not-open';
  if (room) return seat ? 'overlap' : 'full';
  if (!free) return 'full';
  if (!sold) return 'frozen';
  // Before the public opening a family doctor has the reserve alone: a unit beyond it opens later.
  return kept ? 'protected' : 'not-open';
}

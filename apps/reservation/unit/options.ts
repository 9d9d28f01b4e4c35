import type { UnitOption } from '#contracts/parts.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { freeUnits, openLimit, openTaken } from '../reserve/counters.js';
import { askerOf } from '../reserve/rule.js';
import { findRoom, type Search } from '../supply/room.store.js';
import { openTimes } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import type { Reservation } from './reservation.entity.js';
import type { Turn } from './turn.js';

/** How many next free units a refusal names (domain §7.5). */
const OPTIONS = 3;
/** Options are looked for so far ahead: rosters reach no further. */
const HORIZON_MINUTES = 14 * 24 * 60;

/** The next free units for each search, as its asker may have them. */
export async function nextOptions(turn: Turn, searches: readonly Search[]): Promise<UnitOption[][]> {
  const found = await findRoom(turn.tx, turn.now, searches, OPTIONS, []);
  return found.map((sessions, at) => sessions.map((session) => optionOf(session, searches[at] as Search, turn.now)));
}

/** What the holder of an ended hold could ask for next: the same thing at the same institution. */
export function optionsAfter(turn: Turn, rows: readonly Reservation[]): Promise<UnitOption[][]> {
  return nextOptions(
    turn,
    rows.map((row) => searchAfter(row, turn.now)),
  );
}

/** The next fourteen days of what a reservation was for. */
export function searchAfter(row: Reservation, now: Date): Search {
  const asker = row.entitlement ? askerOf(row.entitlement) : 'public';
  const { county, institution, pool, group } = row;
  const urgencyClass = row.urgencyClass ?? undefined;
  return {
    county,
    institution,
    pool,
    group,
    asker,
    urgencyClass,
    earliest: now,
    latest: plusMinutes(now, HORIZON_MINUTES),
  };
}

function optionOf(session: Session, { asker, earliest }: Search, now: Date): UnitOption {
  const all = asker === 'family' || asker === 'emergency';
  const free = all ? freeUnits(session) : openLimit(session) - openTaken(session);
  return {
    sessionId: session.id,
    institution: session.institution,
    startsAt: (openTimes(session, now).find((time) => time >= earliest) ?? session.startsAt).toISOString(),
    free: Math.max(0, free),
  };
}

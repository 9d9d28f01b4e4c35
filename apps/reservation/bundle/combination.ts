import type { BundlePart } from '#contracts/parts.js';
import { daysBetween, localDate, plusMinutes } from '../calendar/beijing.js';
import { freeTimes, type SeatTime } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import { type Allotment, allot, busyTime, type Supply } from '../unit/allot.js';
import type { UnitRequest } from '../unit/request.js';
import type { BusyTime } from '../unit/reservation.store.js';

const DAY_MINUTES = 24 * 60;

/** The sessions among which a combination is looked for: of one institution, the preferred first. */
export interface Choice {
  main: readonly Session[];
  /** For each part of the bundle, in its order. */
  parts: readonly (readonly Session[])[];
}

/**
 * Whether a part's time goes with the main unit's: the exam before the expert, the same day or up to so many days
 * earlier; the bed on the expert's day or after it. A bed is of a day, so only its date counts.
 */
export function goesWith(part: BundlePart, time: SeatTime, main: SeatTime): boolean {
  const days = daysBetween(localDate(main.startsAt), localDate(time.startsAt));
  const isBed = part.pool === 'inpatient-bed';
  if (part.when === 'same-day') return days === 0;
  if (part.when === 'before') {
    return -days >= 0 && -days <= part.withinDays && (isBed || time.endsAt <= main.startsAt);
  }
  return days >= 0 && days <= part.withinDays && (isBed || time.startsAt >= main.endsAt);
}

/** Where a part may lie for a main unit that lies anywhere inside a window; `goesWith` has the last word. */
export function windowOf(part: BundlePart, { earliest, latest }: { earliest: Date; latest: Date }, now: Date) {
  const back = part.when === 'before' ? part.withinDays + 1 : 1;
  const ahead = part.when === 'after' ? part.withinDays + 1 : 1;
  const from = plusMinutes(earliest, -back * DAY_MINUTES);
  return { earliest: from > now ? from : now, latest: plusMinutes(latest, ahead * DAY_MINUTES) };
}

/** What is asked of one part's supply: the same patient and right as the main unit's. */
export function partOf(request: UnitRequest, part: BundlePart, at: number, now: Date): UnitRequest {
  const { pool, group } = part;
  const alone = { doctorId: undefined, sessionId: undefined, waitEntryId: undefined, bundle: undefined };
  return { ...request, ...alone, pool, group, ...windowOf(part, request, now), bundlePart: at + 1 };
}

/**
 * The first combination that can be had: the earliest main unit, and for it the parts nearest to it, none of which
 * keeps the patient from another (V08). All of them, or undefined. Pure: the sessions are not changed.
 */
export function combine(
  request: UnitRequest,
  choice: Choice,
  supply: Omit<Supply, 'sessionsOf'>,
): Allotment[] | undefined {
  const parts = request.bundle ?? [];
  for (const session of choice.main) {
    for (const wish of wishesIn(request, session)) {
      const main = take(wish, session, supply, supply.busy);
      if (!main) continue;
      const rest = complete(request, parts, choice, supply, [main]);
      if (rest) return rest;
    }
  }
  return undefined;
}

/** One wish for each time at which a seat of the session is free, so that no time is passed over for an earlier one. */
function wishesIn(request: UnitRequest, session: Session): UnitRequest[] {
  const main = { ...request, bundlePart: 0 };
  if (!session.segments) return [main];
  const times = freeTimes(session).filter((time) => time >= request.earliest && time <= request.latest);
  return times.map((time) => ({ ...main, earliest: time, latest: time }));
}

function complete(
  request: UnitRequest,
  parts: readonly BundlePart[],
  choice: Choice,
  supply: Omit<Supply, 'sessionsOf'>,
  taken: Allotment[],
): Allotment[] | undefined {
  const at = taken.length - 1;
  const [main] = taken;
  const part = parts[at];
  if (!part || !main) return taken;
  const busy = [...supply.busy, ...busyBy(taken, supply.gapMinutes)];
  const wish = partOf(request, part, at, supply.now);
  for (const session of nearest(choice.parts[at] ?? [], main.time)) {
    for (const one of wishesIn(wish, session)) {
      const found = take({ ...one, bundlePart: at + 1 }, session, supply, busy);
      if (!found || !goesWith(part, found.time, main.time)) continue;
      const rest = complete(request, parts, choice, supply, [...taken, found]);
      if (rest) return rest;
    }
  }
  return undefined;
}

function take(
  wish: UnitRequest,
  session: Session,
  supply: Omit<Supply, 'sessionsOf'>,
  busy: readonly BusyTime[],
): Allotment | undefined {
  return allot([wish], { ...supply, busy, sessionsOf: () => [session] })[0];
}

function busyBy(taken: readonly Allotment[], gapMinutes: number): BusyTime[] {
  return taken.flatMap(({ request, session, time }) => {
    const busy = busyTime(session.pool, time, request.asker, gapMinutes);
    return busy ? [{ ...busy, id: session.id, patientId: request.patientId }] : [];
  });
}

/** So that nobody travels on more days than needed. */
function nearest(sessions: readonly Session[], { startsAt }: SeatTime): Session[] {
  const away = (session: Session) => Math.abs(session.startsAt.getTime() - startsAt.getTime());
  return [...sessions].sort((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1));
}

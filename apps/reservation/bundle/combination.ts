import type { BundlePart } from '#contracts/parts.js';
import { daysBetween, localDate, plusMinutes } from '#service/calendar/local-time.js';
import { openTimes, type SeatTime } from '../supply/seat.js';
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

/** Where the patient could have a part if it were asked for alone. */
interface Place {
  session: Session;
  wish: UnitRequest;
  time: SeatTime;
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
  const places = parts.map((part, at) =>
    placesOf(partOf(request, part, at, supply.now), choice.parts[at] ?? [], supply),
  );
  // A part that is nowhere at all is not looked for beside each main unit again.
  if (places.some((list) => list.length === 0)) return undefined;
  for (const session of choice.main) {
    for (const wish of wishesIn({ ...request, bundlePart: 0 }, session, supply.now)) {
      const main = take(wish, session, supply, supply.busy);
      if (!main) continue;
      const goes = (at: number) => (place: Place) => goesWith(parts[at] as BundlePart, place.time, main.time);
      if (places.some((list, at) => !list.some(goes(at)))) continue;
      const fitting = places.map((list, at) => nearest(list.filter(goes(at)), main.time));
      const rest = complete(fitting, supply, [main]);
      if (rest) return rest;
    }
  }
  return undefined;
}

function placesOf(wish: UnitRequest, sessions: readonly Session[], supply: Omit<Supply, 'sessionsOf'>): Place[] {
  return sessions.flatMap((session) =>
    wishesIn(wish, session, supply.now).flatMap((one) => {
      const found = take(one, session, supply, supply.busy);
      return found ? [{ session, wish: one, time: found.time }] : [];
    }),
  );
}

/** One wish for each time at which a seat of the session is free, so that no time is passed over for an earlier one. */
function wishesIn(request: UnitRequest, session: Session, now: Date): UnitRequest[] {
  if (!session.segments) return [request];
  const times = openTimes(session, now).filter((time) => time >= request.earliest && time <= request.latest);
  return times.map((time) => ({ ...request, earliest: time, latest: time }));
}

/** @param fitting for each part the places that go with the main unit: only V08 is left to be seen to */
function complete(
  fitting: readonly (readonly Place[])[],
  supply: Omit<Supply, 'sessionsOf'>,
  taken: Allotment[],
): Allotment[] | undefined {
  const places = fitting[taken.length - 1];
  if (!places) return taken;
  const busy = [...supply.busy, ...busyBy(taken, supply.gapMinutes)];
  for (const { wish, session } of places) {
    const found = take(wish, session, supply, busy);
    const rest = found && complete(fitting, supply, [...taken, found]);
    if (rest) return rest;
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
function nearest(places: readonly Place[], { startsAt }: SeatTime): Place[] {
  const away = ({ session }: Place) => Math.abs(session.startsAt.getTime() - startsAt.getTime());
  return [...places].sort(
    (a, b) => away(a) - away(b) || (a.session.id < b.session.id ? -1 : a.session.id > b.session.id ? 1 : 0),
  );
}

import { type Counters, plus } from '../reserve/counters.js';
import { type Asker, type Moment, mayTake, type Verdict } from '../reserve/rule.js';
import { closesAtOf, freeSeat, type SeatRow, type SeatTime, seatRows, withoutSeat } from '../supply/seat.js';
import { keyOf, type Session } from '../supply/session.entity.js';
import type { Interval } from './insert.store.js';
import { inOrder, type UnitRequest } from './request.js';
import type { BusyTime } from './reservation.store.js';

export type Granted = Extract<Verdict, { granted: true }>;

/** A request and the seat that it gets. */
export interface Allotment<R extends UnitRequest = UnitRequest> {
  request: R;
  session: Session;
  verdict: Granted;
  seat: number;
  /** When the person on that seat is expected. */
  time: SeatTime;
}

/** What changes in a session while requests are decided. */
type Standing = Counters & Pick<Session, 'freshUnits' | 'topSeat' | 'freedSeats'>;

/** A seat for a request, and what its session is like once it is taken. */
type Found = Omit<Allotment, 'request'> & { after: Standing };

/** What the decision needs to know beside the requests. */
export interface Supply {
  now: Date;
  /** V08: minutes between two units of a patient. */
  gapMinutes: number;
  /** Sessions for each request, in its order of preference; the same objects for the same session. */
  sessionsOf: (request: UnitRequest) => readonly Session[];
  busy: readonly BusyTime[];
}

/**
 * Decides who gets a unit where (domain §7.3): pure, for a picture of the supply and for the locked rows alike. Requests
 * that get nothing are not in the answer. The sessions are not changed.
 */
export function allot<R extends UnitRequest>(requests: readonly R[], supply: Supply): Allotment<R>[] {
  const standings = new Map<string, Standing>();
  const busy = new Map<string, Interval[]>();
  for (const time of supply.busy) busy.set(time.patientId, [...(busy.get(time.patientId) ?? []), time]);
  const allotments: Allotment<R>[] = [];
  for (const request of inOrder(requests)) {
    const times = busy.get(request.patientId) ?? [];
    const found = earliest(request, standings, times, supply);
    if (!found) continue;
    const { after, ...allotted } = found;
    standings.set(keyOf(allotted.session), after);
    const time = busyTime(allotted.session.pool, allotted.time, request.asker, supply.gapMinutes);
    if (time) busy.set(request.patientId, [...times, time]);
    allotments.push({ request, ...allotted });
  }
  return allotments;
}

/**
 * The earliest seat at the first candidate that has one. The sessions of a candidate come in order of their beginning,
 * so the look ends with the first that begins no earlier than the seat found: without segments at the first that has one.
 */
function earliest(
  request: UnitRequest,
  standings: ReadonlyMap<string, Standing>,
  times: readonly Interval[],
  supply: Supply,
): Found | undefined {
  let best: Found | undefined;
  for (const session of supply.sessionsOf(request)) {
    if (best && (session.institution !== best.session.institution || isAfter(session, best))) break;
    const found = judge(request, session, standings.get(keyOf(session)) ?? session, times, supply);
    if (found && (!best || isBetter(found, best))) best = { session, ...found };
  }
  return best;
}

/** Whether a session can hold nothing better: an added unit gives way to one that is free at the same hour. */
const isAfter = ({ startsAt }: Session, { time, verdict }: Found): boolean =>
  verdict.extra ? startsAt > time.startsAt : startsAt >= time.startsAt;

function isBetter(found: Omit<Found, 'session'>, best: Found): boolean {
  const later = found.time.startsAt.getTime() - best.time.startsAt.getTime();
  return later < 0 || (later === 0 && best.verdict.extra && !found.verdict.extra);
}

/** The counters decide whether there is a unit, the seats which one; undefined where either says no. */
function judge(
  request: UnitRequest,
  session: Session,
  before: Standing,
  times: readonly Interval[],
  { now, gapMinutes }: Supply,
): Omit<Found, 'session'> | undefined {
  if (session.stoppedAt !== null) return undefined;
  // An emergency is never blocked, not even by a pool whose counters are in doubt.
  if (session.frozen && request.asker !== 'emergency') return undefined;
  const verdict = mayTake(request.asker, request.urgencyClass, before, momentOf(session, now, before.freshUnits));
  if (!verdict.granted) return undefined;
  const counters = verdict.steps.reduce((sum, step) => plus(sum, step.deltas), before as Counters);
  const isFree = (time: SeatTime) => {
    const wanted = busyTime(session.pool, time, request.asker, gapMinutes);
    return !wanted || !times.some(({ from, to }) => from < wanted.to && wanted.from < to);
  };
  const found = chooseSeat(request, session, before, counters.capacity + counters.extra, isFree, now);
  if (!found) return undefined;
  const freshUnits = freshAfter(before.freshUnits, verdict.taker);
  const after = { ...counters, freshUnits, ...withoutSeat(before, found.seat) };
  return { verdict, after, ...found };
}

/**
 * The earliest free seat, still open, inside the request's window at which the patient is not elsewhere. An emergency takes what is
 * still to come, else the last seat: it is never turned away for the hour (U1).
 * @param seats how many there are, the one added for this request included
 */
function chooseSeat(
  request: UnitRequest,
  session: Session,
  before: Standing,
  seats: number,
  isFree: (time: SeatTime) => boolean,
  now: Date,
): Pick<Allotment, 'seat' | 'time'> | undefined {
  const rows = seatRows(session, seats);
  const isOpen = ({ startsAt }: SeatRow) => request.asker === 'emergency' || closesAtOf(session, startsAt) > now;
  for (const row of session.segments ? inWindow(rows, request).filter(isOpen) : rows) {
    const seat = isFree(row) ? freeSeat(before, row) : undefined;
    if (seat !== undefined) return { seat, time: { startsAt: row.startsAt, endsAt: row.endsAt } };
  }
  return undefined;
}

function inWindow(rows: SeatRow[], { asker, earliest, latest }: UnitRequest): SeatRow[] {
  if (asker !== 'emergency') return rows.filter(({ startsAt }) => startsAt >= earliest && startsAt <= latest);
  const toCome = rows.filter(({ endsAt }) => endsAt > earliest);
  return [...toCome, ...rows.filter((row) => !toCome.includes(row)).reverse()];
}

export function momentOf(session: Session, now: Date, freshUnits = session.freshUnits): Moment {
  return {
    familyOpen: session.opensFamilyAt <= now,
    publicOpen: session.opensPublicAt <= now,
    stage: session.stage,
    fresh: session.freshUntil !== null && session.freshUntil > now ? freshUnits : 0,
    lateSupply: session.lateUntil !== null && session.lateUntil > now,
  };
}

/** Each take by an other referral uses up one of the units that wait for such (w of domain §7.3). */
export function freshAfter(freshUnits: number, taker: Asker): number {
  return taker === 'other' ? Math.max(0, freshUnits - 1) : freshUnits;
}

/** The unit with half the required gap on both sides; none for beds and U1, which may overlap (V08). */
export function busyTime(pool: Session['pool'], time: SeatTime, asker: Asker, gapMinutes: number): Interval | null {
  if (pool === 'inpatient-bed' || asker === 'emergency') return null;
  const half = gapMinutes * 30_000;
  return { from: new Date(time.startsAt.getTime() - half), to: new Date(time.endsAt.getTime() + half) };
}

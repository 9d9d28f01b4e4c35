import { MINUTE_MS, plusMinutes } from '#service/calendar/local-time.js';
import type { Session } from './session.entity.js';

/** A part of a session: minutes after the session's start, and how many seats lie in it. */
export interface Segment {
  from: number;
  to: number;
  seats: number;
}

/** When the person on a seat is expected. */
export interface SeatTime {
  startsAt: Date;
  endsAt: Date;
}

/** A segment with the numbers of its seats. */
export interface SeatRow extends SeatTime {
  first: number;
  last: number;
}

type Timed = Pick<Session, 'startsAt' | 'endsAt' | 'segments'>;
type Closing = Pick<Session, 'closesAt' | 'lastStartAt'>;
type Given = Pick<Session, 'topSeat' | 'freedSeats'>;

/**
 * Cuts a session into parts of equal length, the last one as long as what is left. Seats are shared out evenly, what
 * does not divide goes to the earlier parts. More parts than seats: the later ones have none and are left out.
 */
export function cutEvenly({ startsAt, endsAt }: SeatTime, minutes: number, seats: number): Segment[] {
  const length = Math.ceil((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
  const parts = Math.ceil(length / minutes);
  const least = Math.floor(seats / parts);
  return Array.from({ length: parts }, (_, at) => ({
    from: at * minutes,
    to: Math.min((at + 1) * minutes, length),
    seats: least + (at < seats % parts ? 1 : 0),
  })).filter((segment) => segment.seats > 0);
}

/**
 * The segments with the numbers of their seats: seat n lies where the sum of seats reaches n. Seats beyond all sums
 * (units added later, extras of U1) lie in the last.
 * @param seats how many seats there are now, extras included
 */
export function seatRows(session: Timed, seats: number): SeatRow[] {
  if (!session.segments) return [{ startsAt: session.startsAt, endsAt: session.endsAt, first: 1, last: seats }];
  let before = 0;
  const rows = session.segments.map((segment) => {
    const first = before + 1;
    before += segment.seats;
    return { ...timeOf(session, segment), first, last: before };
  });
  const last = rows.at(-1);
  if (last) last.last = Math.max(last.last, seats);
  return rows;
}

/** When the person on a seat is expected. */
export function seatTime(session: Timed, seat: number): SeatTime {
  if (!session.segments) return { startsAt: session.startsAt, endsAt: session.endsAt };
  let before = 0;
  for (const segment of session.segments) {
    before += segment.seats;
    if (seat <= before) return timeOf(session, segment);
  }
  const last = session.segments.at(-1);
  if (!last) throw new Error('A session with segments has at least one');
  return timeOf(session, last);
}

function timeOf({ startsAt }: Timed, { from, to }: Segment): SeatTime {
  return { startsAt: plusMinutes(startsAt, from), endsAt: plusMinutes(startsAt, to) };
}

/** When the last seats of a session begin. */
export const lastStartOf = (session: Pick<Session, 'startsAt' | 'lastStartAt'>): Date =>
  session.lastStartAt ?? session.startsAt;

/** Last moment for a hold of a seat: as long before its start as the session closes before that of its last seats (§7.5). */
export function closesAtOf(session: Closing, startsAt: Date): Date {
  if (!session.lastStartAt) return session.closesAt;
  return new Date(session.closesAt.getTime() - session.lastStartAt.getTime() + startsAt.getTime());
}

/** When free seats begin that may still be given. */
export function openTimes(session: Timed & Given & Closing & Pick<Session, 'capacity' | 'extra'>, now: Date): Date[] {
  return freeTimes(session).filter((time) => !session.segments || closesAtOf(session, time) > now);
}

/** When free seats begin. Where their numbers say nothing (beds, one part), it is the session's start. */
export function freeTimes(session: Timed & Given & Pick<Session, 'capacity' | 'extra'>): Date[] {
  if (!session.segments) return [session.startsAt];
  const rows = seatRows(session, session.capacity + session.extra);
  return rows.filter((row) => freeSeat(session, row) !== undefined).map(({ startsAt }) => startsAt);
}

/** The lowest free seat among those of a row; undefined where all are taken. */
export function freeSeat({ topSeat, freedSeats }: Given, { first, last }: SeatRow): number | undefined {
  const freed = freedSeats.filter((seat) => seat >= first && seat <= last);
  if (freed.length > 0) return Math.min(...freed);
  const next = Math.max(topSeat + 1, first);
  return next <= last ? next : undefined;
}

/** How many seats of a row are free. */
export function freeCount({ topSeat, freedSeats }: Given, { first, last }: SeatRow): number {
  const freed = freedSeats.filter((seat) => seat >= first && seat <= last).length;
  return freed + Math.max(0, last - Math.max(topSeat, first - 1));
}

/** The seats of a session once one is taken: those passed over on the way up are free. */
export function withoutSeat({ topSeat, freedSeats }: Given, seat: number): Given {
  if (seat <= topSeat) return { topSeat, freedSeats: freedSeats.filter((other) => other !== seat) };
  const passed = Array.from({ length: seat - topSeat - 1 }, (_, at) => topSeat + 1 + at);
  return { topSeat: seat, freedSeats: passed.length === 0 ? freedSeats : [...freedSeats, ...passed] };
}

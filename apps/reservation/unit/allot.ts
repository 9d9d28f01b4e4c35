import { type Counters, plus } from '../reserve/counters.js';
import { type Asker, type Moment, mayTake, type Verdict } from '../reserve/rule.js';
import { keyOf, type Session } from '../supply/session.entity.js';
import { inOrder, type UnitRequest } from './request.js';
import type { BusyTime, Interval } from './reservation.store.js';

export type Granted = Extract<Verdict, { granted: true }>;

/** A request and the session in which it gets a unit. */
export interface Allotment<R extends UnitRequest = UnitRequest> {
  request: R;
  session: Session;
  verdict: Granted;
}

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
  const counters = new Map<string, Counters & { freshUnits: number }>();
  const busy = new Map<string, Interval[]>();
  for (const time of supply.busy) busy.set(time.patientId, [...(busy.get(time.patientId) ?? []), time]);
  const allotments: Allotment<R>[] = [];
  for (const request of inOrder(requests)) {
    const times = busy.get(request.patientId) ?? [];
    for (const session of supply.sessionsOf(request)) {
      const before = counters.get(keyOf(session)) ?? session;
      const verdict = judge(request, session, before, times, supply);
      if (!verdict?.granted) continue;
      const after = verdict.steps.reduce((sum, step) => plus(sum, step.deltas), before as Counters);
      counters.set(keyOf(session), { ...after, freshUnits: freshAfter(before.freshUnits, verdict.taker) });
      const time = busyTime(session, request.asker, supply.gapMinutes);
      if (time) busy.set(request.patientId, [...times, time]);
      allotments.push({ request, session, verdict });
      break;
    }
  }
  return allotments;
}

function judge(
  request: UnitRequest,
  session: Session,
  counters: Counters & { freshUnits: number },
  times: readonly Interval[],
  { now, gapMinutes }: Supply,
): Verdict | undefined {
  const time = busyTime(session, request.asker, gapMinutes);
  if (time && times.some(({ from, to }) => from < time.to && time.from < to)) return undefined;
  return mayTake(request.asker, request.urgencyClass, counters, momentOf(session, now, counters.freshUnits));
}

export function momentOf(session: Session, now: Date, freshUnits = session.freshUnits): Moment {
  return {
    familyOpen: session.opensFamilyAt <= now,
    publicOpen: session.opensPublicAt <= now,
    stage: session.stage,
    fresh: session.freshUntil !== null && session.freshUntil > now ? freshUnits : 0,
  };
}

/** Each take by an other referral uses up one of the units that wait for such (w of domain §7.3). */
export function freshAfter(freshUnits: number, taker: Asker): number {
  return taker === 'other' ? Math.max(0, freshUnits - 1) : freshUnits;
}

/** The unit with half the required gap on both sides; none for beds and U1, which may overlap (V08). */
export function busyTime(session: Session, asker: Asker, gapMinutes: number): Interval | null {
  if (session.pool === 'inpatient-bed' || asker === 'emergency') return null;
  const half = gapMinutes * 30_000;
  return { from: new Date(session.startsAt.getTime() - half), to: new Date(session.endsAt.getTime() + half) };
}

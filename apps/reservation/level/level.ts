import type { SupplyLevel } from '#contracts/reservation.events.js';
import { openLimit, openTaken } from '../reserve/counters.js';
import { openTimes } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';

/** What others are told of a session. Of one that is stopped or frozen nothing is left. Pure. */
export function levelOf(session: Session, now: Date): SupplyLevel {
  const { doctorId, frozen, stoppedAt } = session;
  const isGiven = !frozen && stoppedAt === null;
  const later = openTimes(session, now).filter((time) => !session.segments || time > now);
  return {
    sessionId: session.id,
    institution: session.institution,
    pool: session.pool,
    group: session.group,
    ...(doctorId ? { doctorId } : {}),
    startsAt: (later[0] ?? session.startsAt).toISOString(),
    lastStartAt: lastOf(session, later).toISOString(),
    units: session.capacity + session.extra,
    protected: isGiven ? session.protected : 0,
    open: isGiven ? Math.max(0, openLimit(session) - openTaken(session)) : 0,
    opensFamilyAt: session.opensFamilyAt.toISOString(),
    opensPublicAt: session.opensPublicAt.toISOString(),
    routineUntil: routineUntil(session).toISOString(),
    closesAt: session.closesAt.toISOString(),
  };
}

function lastOf({ pool, startsAt, endsAt }: Session, times: readonly Date[]): Date {
  return pool === 'inpatient-bed' ? endsAt : (times.at(-1) ?? startsAt);
}

/** From stage 2 on a routine referral stands in line with the others, but for supply added late (reserve/rule.ts). */
function routineUntil({ stage, release2At, lateUntil }: Session): Date {
  if (stage < 2) return release2At;
  return lateUntil ?? release2At;
}

/** The same whatever the order of their keys: a jsonb column keeps its own. */
export function sameLevel(a: SupplyLevel, b: SupplyLevel): boolean {
  const text = (level: SupplyLevel) => JSON.stringify(Object.entries(level).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}

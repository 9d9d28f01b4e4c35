import type { Search } from '../supply/room.store.js';
import { lastStartOf } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';

/** A hold has run out there: its room shows only once the session is locked. */
export const mayHoldDead = ({ firstHoldEnd }: Session, now: Date): boolean =>
  firstHoldEnd !== null && firstHoldEnd <= now;

/** The window of room.store.ts for a session that is already locked. */
export function answers(session: Session, search: Search, now: Date): boolean {
  const mayHaveBegun = search.pool === 'inpatient-bed' || search.asker === 'emergency';
  return (
    session.county === search.county &&
    session.institution === search.institution &&
    session.pool === search.pool &&
    session.group === search.group &&
    (!search.doctorId || search.doctorId === session.doctorId) &&
    (!search.sessionId || search.sessionId === session.id) &&
    session.startsAt <= search.latest &&
    session.endsAt > search.earliest &&
    (mayHaveBegun || lastStartOf(session) >= search.earliest) &&
    (search.asker === 'emergency' ? session.endsAt : session.closesAt) > now
  );
}

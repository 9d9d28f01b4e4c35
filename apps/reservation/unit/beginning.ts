import type { UrgencyClass } from '#contracts/codes.js';
import { earlier, plusMinutes } from '#service/calendar/local-time.js';
import type { PolicyBook } from '../policy/policies.js';
import { type HoldBounds, holdUntil, noShowAt, reviewHoldUntil } from '../reserve/hold-time.js';
import { closesAtOf } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import type { UnitRequest } from './request.js';
import type { Beginning } from './stock.js';

/** The moment at which something is decided and the rules of that day. */
export interface Deciding {
  now: Date;
  gapMinutes: number;
  book: PolicyBook;
}

/**
 * How long a new unit is held, or when its patient counts as not come (domain §7.5, §7.6).
 * @param startsAt when the patient is expected: the time of the seat
 */
export function beginningOf(deciding: Deciding, request: UnitRequest, session: Session, startsAt: Date): Beginning {
  const { now, gapMinutes } = deciding;
  if (request.purpose === 'booking') {
    return {
      now,
      gapMinutes,
      holdUntil: null,
      noShowAt: noShowOf(deciding, { ...session, startsAt }, request.urgencyClass),
    };
  }
  return { now, gapMinutes, holdUntil: endOfHold(deciding, request, session, startsAt), noShowAt: null };
}

/** The times that bound a hold of one seat. */
export const boundsOf = (session: Session, startsAt: Date): HoldBounds => ({
  release2At: session.release2At,
  closesAt: closesAtOf(session, startsAt),
});

function endOfHold({ now, book }: Deciding, request: UnitRequest, session: Session, startsAt: Date): Date {
  const bounds = boundsOf(session, startsAt);
  if (request.holdUntil) return earlier(request.holdUntil, bounds.closesAt);
  const policy = book.of(session.county, session.institution);
  const urgencyClass = request.urgencyClass ?? 'U4';
  if (request.purpose === 'wait-list') return holdUntil(now, policy.offerMinutes(urgencyClass), bounds);
  if (request.purpose === 'form') return holdUntil(now, policy.formHold().minutes, bounds);
  const minutes = policy.holdMinutes(urgencyClass);
  // An emergency may take a session that already runs; no clock but the session's end puts it out.
  if (request.asker === 'emergency') return earlier(plusMinutes(now, minutes), session.endsAt);
  if (request.purpose === 'review' && request.decideBy) return reviewHoldUntil(now, minutes, request.decideBy, bounds);
  return holdUntil(now, minutes, bounds);
}

/** When a unit confirmed now counts as not used; `startsAt` is the time of its seat. */
export function noShowOf(
  { now, book }: Deciding,
  unit: Pick<Session, 'county' | 'institution' | 'pool' | 'startsAt'>,
  urgencyClass: UrgencyClass | null | undefined,
): Date {
  const policy = book.of(unit.county, unit.institution);
  const bedMinutes = unit.pool === 'inpatient-bed' ? policy.bedHoldMinutes(urgencyClass ?? 'U4') : undefined;
  return noShowAt(unit.startsAt, now, policy.graceMinutes(), bedMinutes);
}

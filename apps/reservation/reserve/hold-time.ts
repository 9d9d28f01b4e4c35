import { earlier, later, plusMinutes } from '#service/calendar/local-time.js';

/** The times of a session that bound a hold. */
export interface HoldBounds {
  /** Stage 2 of the release clock; for beds the end of family offers. */
  release2At: Date;
  /** Last moment for a hold at all: start − 30 min; for beds the end of the day. */
  closesAt: Date;
}

/** A hold ends at stage 2 or, once that has passed, when the session closes: it never becomes a no-show (§7.5). */
function holdCap(now: Date, bounds: HoldBounds): Date {
  return now < bounds.release2At ? bounds.release2At : bounds.closesAt;
}

/** End of a hold that begins or restarts now with its class's time (TV29). */
export function holdUntil(now: Date, ttlMinutes: number, bounds: HoldBounds): Date {
  return earlier(plusMinutes(now, ttlMinutes), holdCap(now, bounds));
}

/** End of a review hold: it lasts until the receiver must have answered, if that is later (domain §7.5). */
export function reviewHoldUntil(now: Date, ttlMinutes: number, decideBy: Date, bounds: HoldBounds): Date {
  return earlier(later(plusMinutes(now, ttlMinutes), decideBy), holdCap(now, bounds));
}

/** When a confirmed unit counts as not used: slots after the grace, beds after their class's hold (domain §7.1, §7.6). */
export function noShowAt(startsAt: Date, confirmedAt: Date, graceMinutes: number, bedHoldMinutes?: number): Date {
  if (bedHoldMinutes === undefined) return plusMinutes(startsAt, graceMinutes);
  return plusMinutes(later(startsAt, confirmedAt), bedHoldMinutes);
}

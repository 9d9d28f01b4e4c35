import { daysBetween, plusDays } from '#service/calendar/local-time.js';

export interface NoShowLimit {
  count: number;
  days: number;
  offDays: number;
}

/**
 * The first local date on which self-service is on again, or undefined where it never was off: `count` no-shows with
 * `d − d0 < days`, over all channels, switch it off for `offDays` days (domain §7.1, TV30). A doctor's referral is
 * never blocked.
 * @param dates local dates of the no-shows in any order
 */
export function selfServiceOnAgain(dates: readonly string[], limit: NoShowLimit): string | undefined {
  const sorted = [...dates].sort();
  let onAgain: string | undefined;
  sorted.forEach((last, at) => {
    const first = sorted[at - limit.count + 1];
    if (first !== undefined && daysBetween(first, last) < limit.days) {
      onAgain = plusDays(last, limit.offDays);
    }
  });
  return onAgain;
}

import { daysBetween, localDate } from '#service/calendar/local-time.js';
import { Problem } from '#service/problem/problem.js';

/** A year is what is reported at most (domain §11: annual notice). */
const LONGEST_DAYS = 366;

/** Local days, both within. */
export interface Period {
  from: string;
  to: string;
}

/** The period that is asked for; the day itself where nothing is said. @throws Problem 422 `RANGE_TOO_LONG` */
export function periodOf({ from, to }: Partial<Period>, now: Date): Period {
  const last = to ?? (from && from > localDate(now) ? from : localDate(now));
  const first = from ?? last;
  const days = daysBetween(first, last);
  if (!(days >= 0 && days < LONGEST_DAYS)) {
    const detail = `A period begins before it ends, and covers at most ${LONGEST_DAYS} days.`;
    throw new Problem({ status: 422, code: 'RANGE_TOO_LONG', detail });
  }
  return { from: first, to: last };
}

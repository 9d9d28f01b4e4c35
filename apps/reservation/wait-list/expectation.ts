import { DAY_MS } from '#service/calendar/local-time.js';
/** What the estimate of a date rests on. */
export const EXPECTATION_BASES = ['opening', 'release', 'rate'] as const;
export type ExpectationBasis = (typeof EXPECTATION_BASES)[number];

/** Units that will become open to somebody who waits, at a known time. */
export interface Opening {
  at: Date;
  units: number;
  basis: Exclude<ExpectationBasis, 'rate'>;
}

export interface Expectation {
  at: Date;
  basis: ExpectationBasis;
}

/**
 * When somebody at a place of the list may expect a unit: at the first known opening or release by which enough units
 * for all before, too, have come; or, if that is sooner, after as many days as the list needs for so many at the pace
 * of late. A plain estimate: it knows no cancellation to come and no newcomer with precedence.
 * @param offered units that the list got in the last `days`
 * @param latest end of the window: what lies after it serves nobody
 * @returns undefined when nothing is known: nothing is invented
 */
export function expectationOf(
  now: Date,
  waiting: { position: number; offered: number; days: number; openings: readonly Opening[]; latest: Date },
): Expectation | undefined {
  const { position, offered, days, latest } = waiting;
  const candidates: Expectation[] = [];
  let units = 0;
  for (const opening of [...waiting.openings].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    units += opening.units;
    if (units < position) continue;
    candidates.push({ at: opening.at, basis: opening.basis });
    break;
  }
  if (offered > 0) {
    const wholeDays = Math.ceil((position * days) / offered);
    candidates.push({ at: new Date(now.getTime() + wholeDays * DAY_MS), basis: 'rate' });
  }
  const [first] = candidates.filter(({ at }) => at <= latest).sort((a, b) => a.at.getTime() - b.at.getTime());
  return first;
}

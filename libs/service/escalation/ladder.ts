import type { Duration } from '../rules/rules.js';
import { after, type Calendar } from '../rules/working-hours.js';

/**
 * L0 whose task it is, L1 department head, L2 duty officer of the referral centre, L3 medical affairs, L4 consortium
 * office, L5 county authority, report only (domain §6).
 */
export const RUNGS = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
export type Rung = (typeof RUNGS)[number];

/** How far one open item has been told up the ladder. Times are ISO instants. */
export interface Climb {
  /** What is due: `decide`, `acknowledge-alert`, `complete-form` … */
  kind: string;
  dueAt: string;
  /** Null until the first alert. */
  rung: Rung | null;
  /** Alerts of this rung before the last one. */
  repeat: number;
  /** When the next alert is due; null once somebody has acted on the highest rung. */
  nextAt: string | null;
}

/** When a rung is due. */
export interface RungTime {
  rung: Rung;
  at: Date;
}

/** The rungs of one item at one instant, the lowest first. */
export interface Ladder {
  times: readonly RungTime[];
  /** How often a rung is told again. */
  repeat: Duration;
  now: Date;
  calendar: Calendar;
}

/** What one tick tells, and where the item stands then. */
export interface Fired {
  /** Rungs that fall on one instant are told together, such as L1 and L2 of U1. */
  rungs: Rung[];
  repeat: number;
  climb: Climb;
}

/** Everything but a decision and a U1: no L3 there (domain §6, other deadlines). */
export const OTHER_RUNGS: readonly Rung[] = ['L0', 'L1', 'L2', 'L4', 'L5'];

/** The ladder of the other deadlines, counted from the deadline. @param limit of a rung */
export function otherTimes(dueAt: string, limit: (rung: Rung) => Duration, calendar: Calendar): RungTime[] {
  return OTHER_RUNGS.map((rung) => ({ rung, at: after(new Date(dueAt), limit(rung), calendar) }));
}

/**
 * Tells the highest rung that is due. After a long stop the rungs that were missed below it are not told any more: the
 * highest one sees to it, and a heap of old alerts would only bury the present one.
 */
export function fireOn({ times, repeat: interval, now, calendar }: Ladder, climb: Climb): Fired | undefined {
  const current = times.findLast(({ at }) => at <= now);
  if (!current || climb.nextAt === null || new Date(climb.nextAt) > now) return undefined;
  const higher = climb.rung === null || RUNGS.indexOf(current.rung) > RUNGS.indexOf(climb.rung);
  const rung = higher ? current.rung : (climb.rung as Rung);
  const repeat = higher ? 0 : climb.repeat + 1;
  const again = after(now, interval, calendar);
  const next = nextRung(times, rung);
  const nextAt = next && next < again ? next : again;
  const told = times.filter(({ at }) => at.getTime() === times.find((one) => one.rung === rung)?.at.getTime());
  return {
    rungs: told.map((one) => one.rung),
    repeat,
    climb: { ...climb, rung, repeat, nextAt: nextAt.toISOString() },
  };
}

/** An item that was looked at too early, as a changed rule has put its rung off, is looked at again a minute later. */
export function onceLater(climb: Climb, now: Date): Climb {
  const isDue = climb.nextAt !== null && new Date(climb.nextAt) <= now;
  return isDue ? { ...climb, nextAt: new Date(now.getTime() + 60_000).toISOString() } : climb;
}

/** When the next rung is due; past where it is due and was not told yet: an act a moment before must not skip it. */
export function nextRung(times: readonly RungTime[], above: Rung): Date | undefined {
  const higher = times.filter(({ rung }) => RUNGS.indexOf(rung) > RUNGS.indexOf(above));
  return higher.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime())[0];
}

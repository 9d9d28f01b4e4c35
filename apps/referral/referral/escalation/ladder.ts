import { after } from '#service/rules/working-hours.js';
import { classed } from '../deadline/deadline.js';
import { minutesOf, type Terms } from '../deadline/terms.js';
import type { ReferralRow } from '../store/referral.row.js';

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

/** Items that climb the ladder of their class, by the time since the submission. */
const CLASSED = ['decide', 'acknowledge-alert'];
const OTHER_RUNGS: readonly Rung[] = ['L0', 'L1', 'L2', 'L4', 'L5'];

type Item = Pick<Climb, 'kind' | 'dueAt'>;
type Row = Pick<ReferralRow, 'direction' | 'urgencyClass' | 'progress'>;

/**
 * When a rung of an item is due. The ladder of a class counts from the submission, so from the deadline it lies apart by
 * the rung's time less the time for the decision: a clock that stood still (T04) or began anew (T15) moves both alike.
 */
export function rungAt(rung: Rung, row: Row, { kind, dueAt }: Item, terms: Terms): Date {
  const due = new Date(dueAt);
  if (!CLASSED.includes(kind)) return after(due, terms.limit(`escalate.${rung}.other`), terms.calendar);
  const limit = terms.limit(classed(`escalate.${rung}`, row));
  const minutes = minutesOf(limit) - minutesOf(terms.limit(classed('decide.within', row)));
  const unit = limit.unit === 'working-hours' ? limit.unit : 'minutes';
  const at =
    minutes < 0 && unit === 'minutes'
      ? new Date(due.getTime() + minutes * 60_000)
      : after(due, { amount: unit === 'minutes' ? minutes : Math.max(0, minutes) / 60, unit }, terms.calendar);
  // Redirected again and again, a referral comes to the consortium office after twice the limit (T15).
  const cap = rung === 'L4' && kind === 'decide' ? row.progress.decideCapAt : undefined;
  return cap !== undefined && new Date(cap) < at ? new Date(cap) : at;
}

const rungsOf = ({ kind }: Item): readonly Rung[] => (CLASSED.includes(kind) ? RUNGS : OTHER_RUNGS);

/** An item as it begins: its lowest rung is to be told first. */
export function begin(row: Row, item: Item, terms: Terms): Climb {
  return { ...item, rung: null, repeat: 0, nextAt: rungAt('L0', row, item, terms).toISOString() };
}

/** What one tick tells, and where the item stands then. */
export interface Fired {
  /** Rungs that fall on one instant are told together, such as L1 and L2 of U1. */
  rungs: Rung[];
  repeat: number;
  climb: Climb;
}

/**
 * Tells the highest rung that is due. After a long stop the rungs that were missed below it are not told any more: the
 * highest one sees to it, and a heap of old alerts would only bury the present one.
 */
export function fire(row: Row, climb: Climb, terms: Terms): Fired | undefined {
  const times = timesOf(row, climb, terms);
  const current = times.findLast(({ at }) => at <= terms.now);
  if (!current || climb.nextAt === null || new Date(climb.nextAt) > terms.now) return undefined;
  const higher = climb.rung === null || RUNGS.indexOf(current.rung) > RUNGS.indexOf(climb.rung);
  const rung = higher ? current.rung : (climb.rung as Rung);
  const repeat = higher ? 0 : climb.repeat + 1;
  const again = after(terms.now, repeatOf(row, climb, terms), terms.calendar);
  const next = nextRung(times, rung);
  const nextAt = next && next < again ? next : again;
  const told = times.filter(({ at }) => at.getTime() === times.find((one) => one.rung === rung)?.at.getTime());
  return {
    rungs: told.map((one) => one.rung),
    repeat,
    climb: { ...climb, rung, repeat, nextAt: nextAt.toISOString() },
  };
}

/** A named person of the owner's side has acted: this rung is told no more, the next one only when its time has come. */
export function answered(row: Row, climb: Climb, terms: Terms): Climb {
  if (climb.rung === null) return climb;
  return { ...climb, nextAt: nextRung(timesOf(row, climb, terms), climb.rung)?.toISOString() ?? null };
}

/**
 * Somebody who was told has taken note: the rung is not repeated before the next one is due, on the highest one not
 * before a day's other items would be. Undefined where it changes nothing: a higher rung has been told since, or
 * somebody has acted. Rungs that were told together are one alert.
 */
export function noted(row: Row, climb: Climb, rung: Rung, terms: Terms): Climb | undefined {
  if (climb.rung === null || climb.nextAt === null) return undefined;
  const times = timesOf(row, climb, terms);
  const timeOf = (one: Rung) => times.find((time) => time.rung === one)?.at.getTime();
  if (timeOf(rung) === undefined || timeOf(rung) !== timeOf(climb.rung)) return undefined;
  const rest = after(terms.now, terms.limit('escalate.repeat.other'), terms.calendar);
  return { ...climb, nextAt: (nextRung(times, climb.rung) ?? rest).toISOString() };
}

const timesOf = (row: Row, climb: Item, terms: Terms) =>
  rungsOf(climb).map((rung) => ({ rung, at: rungAt(rung, row, climb, terms) }));

function repeatOf(row: Row, { kind }: Item, terms: Terms) {
  return terms.limit(CLASSED.includes(kind) ? classed('escalate.repeat', row) : 'escalate.repeat.other');
}

/** When the next rung is due; past where it is due and was not told yet: an act a moment before must not skip it. */
function nextRung(times: readonly { rung: Rung; at: Date }[], above: Rung): Date | undefined {
  const higher = times.filter(({ rung }) => RUNGS.indexOf(rung) > RUNGS.indexOf(above));
  return higher.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime())[0];
}

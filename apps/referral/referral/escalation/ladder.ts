import { type Climb, type Fired, fireOn, nextRung, OTHER_RUNGS, RUNGS, type Rung } from '#service/escalation/ladder.js';
import { after } from '#service/rules/working-hours.js';
import { classed } from '../deadline/deadline.js';
import { minutesOf, type Terms } from '../deadline/terms.js';
import type { ReferralRow } from '../store/referral.row.js';

export { type Climb, type Fired, RUNGS, type Rung } from '#service/escalation/ladder.js';

/** Items that climb the ladder of their class, by the time since the submission. */
const CLASSED = ['decide', 'acknowledge-alert', 'take-over'];

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

/** Tells the highest rung that is due. */
export function fire(row: Row, climb: Climb, terms: Terms): Fired | undefined {
  const { now, calendar } = terms;
  return fireOn({ times: timesOf(row, climb, terms), repeat: repeatOf(row, climb, terms), now, calendar }, climb);
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

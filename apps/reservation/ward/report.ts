import { daysBetween, instantOf, localDate, plusMinutes } from '#service/calendar/local-time.js';
import { type FieldError, Problem } from '#service/problem/problem.js';
import type { BedCount } from './basis.js';
import type { WardDayPolicy, WardReport } from './ward-day.js';
import { type WardDay, wardDayKey } from './ward-day.store.js';

const DAY_MINUTES = 24 * 60;

type Fault = Omit<FieldError, 'field'> & { field?: string };

/**
 * Reports that say something new: the same figures again change nothing.
 * @throws Problem 422 `WARD_DAY_IMPOSSIBLE` naming every report that can't be
 */
export function newReports<R extends WardReport>(
  reports: readonly R[],
  known: ReadonlyMap<string, WardDay>,
  policy: WardDayPolicy,
  now: Date,
): R[] {
  const keys = reports.map(wardDayKey);
  const errors = reports.flatMap((report, at): FieldError[] => {
    const twice = keys.indexOf(keys[at] ?? '') !== at;
    const fault = twice ? faultOf('twice', 'stands twice in this request') : faultIn(report, known, policy, now);
    return fault ? [{ ...fault, field: `wardDays.${at}.${fault.field ?? 'date'}` }] : [];
  });
  if (errors.length > 0) {
    const detail = 'Some ward-days cannot be: see errors.';
    throw new Problem({ status: 422, code: 'WARD_DAY_IMPOSSIBLE', detail, errors });
  }
  return reports.filter((report) => !saysTheSame(known.get(wardDayKey(report)), report));
}

const faultOf = (code: string, message: string, field?: string): Fault => ({ code, message, field });

function faultIn(
  report: WardReport,
  known: ReadonlyMap<string, WardDay>,
  { begins, daysAhead }: WardDayPolicy,
  now: Date,
): Fault | undefined {
  const { date, kind, counts } = report;
  const beginsAt = instantOf(date, begins);
  const hasBegun = beginsAt <= now;
  if (plusMinutes(beginsAt, DAY_MINUTES) <= now) return faultOf('in-the-past', 'this day of the ward is over');
  if (kind === 'actual' && !hasBegun)
    return faultOf('not-yet', `actual figures come from ${begins.at} of the day on`, 'kind');
  if (kind === 'forecast' && hasBegun) return faultOf('has-begun', 'the day has begun: report actual figures', 'kind');
  if (kind === 'forecast' && known.has(wardDayKey({ ...report, kind: 'actual' })))
    return faultOf('actual-known', 'the actual figures are known', 'kind');
  if (daysBetween(localDate(now), date) > daysAhead) return faultOf('too-far-ahead', `at most ${daysAhead} days ahead`);
  return faultOfCounts(counts);
}

function faultOfCounts(counts: readonly BedCount[]): Fault | undefined {
  const classes = counts.map(({ bedClass }) => bedClass);
  for (const [at, { bedClass, staffed, vacant, expectedDischarges }] of counts.entries()) {
    if (classes.indexOf(bedClass) !== at) return faultOf('twice', 'stands twice', `counts.${at}.bedClass`);
    if (vacant > staffed) return faultOf('more-than-staffed', 'more than there are', `counts.${at}.vacant`);
    if (vacant + expectedDischarges > staffed)
      return faultOf('more-than-staffed', 'more than lie there', `counts.${at}.expectedDischarges`);
  }
  return undefined;
}

function saysTheSame(known: WardDay | undefined, report: WardReport): boolean {
  if (!known || known.place !== report.place || known.counts.length !== report.counts.length) return false;
  return report.counts.every((count) =>
    known.counts.some(
      (other) =>
        other.bedClass === count.bedClass &&
        other.staffed === count.staffed &&
        other.vacant === count.vacant &&
        other.expectedDischarges === count.expectedDischarges &&
        other.expectedAdmissions === count.expectedAdmissions,
    ),
  );
}

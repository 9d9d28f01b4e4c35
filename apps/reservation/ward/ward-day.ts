import { type Pool, wardGroupOf } from '#contracts/codes.js';
import { type DayTime, instantOf, plusMinutes } from '#service/calendar/local-time.js';
import type { Policy } from '../policy/policy.js';
import type { Draft } from '../supply/publication.js';
import { type BedCount, type BedFigures, figuresOf, offerOf } from './basis.js';

/** A forecast is replaced by the actual figures on the day itself (domain §7.9). */
export const REPORT_KINDS = ['forecast', 'actual'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export interface WardDayPolicy {
  /** When a ward's day begins: the actual figures hold from then on, until the same time of the next day. */
  begins: DayTime;
  daysAhead: number;
}

/** What a hospital reports about one ward group on one day. */
export interface WardReport {
  /** Department of the ward. */
  group: string;
  /** Local date. */
  date: string;
  kind: ReportKind;
  place: string;
  counts: readonly BedCount[];
}

const POOL: Pool = 'inpatient-bed';
const DAY_MINUTES = 24 * 60;

/** The counts that are the base of the reserve: neither excluded classes nor those outside the base. */
export function baseCounts(counts: readonly BedCount[], policy: Policy): BedCount[] {
  return counts.filter(({ bedClass }) => !policy.isOutsideBase(bedClass));
}

export const baseFigures = (report: Pick<WardReport, 'counts'>, policy: Policy): BedFigures =>
  figuresOf(baseCounts(report.counts, policy));

/** The name of a ward-day's session: publishing it again changes nothing. */
export const externalIdOf = (wardGroup: string, date: string): string => `ward-day:${wardGroup}:${date}`;

/**
 * What of a report is offered: the ordinary beds with their reserve, and each class outside the base apart, without one.
 * Excluded classes are not offered at all.
 */
export function draftsOf(report: WardReport, policy: Policy): Draft[] {
  const { group, date, counts } = report;
  const base = offerOf(policy.bedBasis(), baseFigures(report, policy), policy.ratioBps(POOL));
  const outside = counts.filter(({ bedClass }) => policy.isOutsideBase(bedClass) && !policy.isExcluded(bedClass));
  return [
    ...(baseCounts(counts, policy).length > 0 ? [draftOf(report, policy, group, 'general', base)] : []),
    ...outside.map((count) => {
      const capacity = figuresOf([count]).allocatable;
      return draftOf({ ...report, date }, policy, wardGroupOf(group, count.bedClass), count.bedClass, { capacity });
    }),
  ];
}

function draftOf(
  { date, place }: WardReport,
  policy: Policy,
  group: string,
  bedClass: string,
  offer: { capacity: number; ratioBps?: number },
): Draft {
  const startsAt = instantOf(date, policy.wardDay().begins);
  const endsAt = plusMinutes(startsAt, DAY_MINUTES);
  return { externalId: externalIdOf(group, date), pool: POOL, group, bedClass, startsAt, endsAt, place, ...offer };
}

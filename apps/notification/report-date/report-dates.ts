import type { TimedEvent } from '../notice/plan.js';

export type ReportEvent = Extract<TimedEvent, `report.${string}`>;

/** The reports with a date, and the months in which it lies. */
export const REPORTS: readonly {
  readonly event: ReportEvent;
  readonly key: string;
  readonly months: readonly number[];
}[] = [
  { event: 'report.quarter-near', key: 'report.quarter', months: [1, 4, 7, 10] },
  { event: 'report.half-year-near', key: 'report.half-year', months: [1, 7] },
];

/** A report that is to be called to mind. */
export interface ReportDate {
  readonly event: ReportEvent;
  /** Month in which it is due, `YYYY-MM`: told once. */
  readonly period: string;
  /** Last local day. */
  readonly dueDay: string;
}

/**
 * What is to be called to mind on a local day: from the day of reminding until the report is due, so that a stop of the
 * service on the very day loses nothing. Pure.
 */
export function reportDatesOn(today: string, dayOf: (key: string) => number): ReportDate[] {
  const [period, month, day] = [today.slice(0, 7), Number(today.slice(5, 7)), Number(today.slice(8))];
  return REPORTS.flatMap(({ event, key, months }) => {
    // The 31st of April is its last day; a day of reminding after the due one is that one.
    const due = Math.min(dayOf(`${key}.due`), lastDayOf(period));
    if (!months.includes(month) || day < Math.min(dayOf(`${key}.remind`), due) || day > due) return [];
    return [{ event, period, dueDay: `${period}-${String(due).padStart(2, '0')}` }];
  });
}

/** @param period `YYYY-MM` */
const lastDayOf = (period: string): number =>
  new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 0)).getUTCDate();

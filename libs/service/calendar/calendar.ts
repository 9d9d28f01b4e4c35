import type { Calendar, DayKind } from '../rules/working-hours.js';

/** County code of what holds for the whole nation. */
export const NATION = '000000';

/**
 * `whole-year`: all that differs from the week's rule that year; a county's own replaces the nation's.
 * `additions`: a few days of the county, laid over the year's table.
 */
export const CALENDAR_BASES = ['whole-year', 'additions'] as const;
export type CalendarBasis = (typeof CALENDAR_BASES)[number];

/** One published table of holidays and make-up days. */
export interface CalendarTable {
  /** {@link NATION} for the nation's. */
  county: string;
  year: number;
  basis: CalendarBasis;
  /** Local dates `YYYY-MM-DD`. */
  days: readonly { day: string; kind: DayKind }[];
}

/**
 * The calendar of one county from the newest tables of the nation and of the county: of each year the county's whole
 * table, else the nation's, then what the county adds.
 */
export function calendarOf(tables: readonly CalendarTable[]): Calendar {
  const days = new Map<string, DayKind>();
  const years = new Set<number>();
  const whole = tables.filter(({ basis }) => basis === 'whole-year');
  const own = new Set(whole.filter(({ county }) => county !== NATION).map(({ year }) => year));
  const laid = [
    ...whole.filter(({ county, year }) => county !== NATION || !own.has(year)),
    ...tables.filter(({ basis }) => basis === 'additions'),
  ];
  for (const table of laid) {
    if (table.basis === 'whole-year') years.add(table.year);
    for (const { day, kind } of table.days) days.set(day, kind);
  }
  return { get: (day) => days.get(day), knows: (year) => years.has(year) };
}

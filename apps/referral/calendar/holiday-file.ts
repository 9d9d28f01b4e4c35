import type { CalendarBasis } from '#service/calendar/calendar.js';
import { type Row, readCsv, type Sheet } from '#service/import/csv.js';
import { type RowError, rowError } from '#service/import/row-error.js';
import { Holiday } from './calendar.dto.js';

const HOLIDAYS: Sheet<Holiday> = {
  row: Holiday,
  required: ['day', 'kind', 'name', 'nameEn'],
  optional: [],
  mostRows: 200,
};

/** The table that a file holds; the year is that of its latest day. */
export interface HolidayTable {
  year: number;
  days: Holiday[];
}

/**
 * Reads and judges a file. A table of a whole year with fewer than `least` holidays is a torn file; a make-up day from
 * Monday to Friday is a slip of the pen, unless a county takes a holiday back by an addition.
 */
export function readHolidays(
  csv: string,
  basis: CalendarBasis,
  least: number,
): { table: HolidayTable; errors: RowError[] } {
  const { rows, errors } = readCsv(csv, HOLIDAYS);
  const days = rows.map(({ value }) => value);
  const year = Math.max(0, ...days.map(({ day }) => Number(day.slice(0, 4))));
  const found = [...errors, ...rows.flatMap((row, at) => rowFaults(row, rows.slice(0, at), year, basis))];
  const holidays = days.filter(({ kind }) => kind === 'holiday').length;
  if (found.length === 0 && basis === 'whole-year' && holidays < least)
    found.push(
      rowError(1, '', 'too-few-holidays', `a whole year has at least ${least} holidays, the file ${holidays}`),
    );
  return { table: { year, days }, errors: found };
}

function rowFaults(
  { line, value: { day, kind } }: Row<Holiday>,
  before: readonly Row<Holiday>[],
  year: number,
  basis: CalendarBasis,
): RowError[] {
  const faults: RowError[] = [];
  if (!day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`))
    faults.push(rowError(line, 'day', 'other-year', `all days of one file belong to ${year}`));
  if (before.some(({ value }) => value.day === day))
    faults.push(rowError(line, 'day', 'twice', `${day} stands twice in the file`));
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (basis === 'whole-year' && kind === 'working-day' && weekday >= 1 && weekday <= 5)
    faults.push(rowError(line, 'kind', 'not-a-weekend', `${day} is worked anyway: it is no make-up day`));
  return faults;
}

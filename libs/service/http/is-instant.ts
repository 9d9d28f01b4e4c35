import { applyDecorators } from '@nestjs/common';
import { IsISO8601, isISO8601, Matches } from 'class-validator';

/**
 * ISO 8601 also knows weeks, days of the year and broken hours, which nobody here can read; no roster is of the year 9999, and
 * the database knows no zone that is 16 hours off.
 */
const CALENDAR = /^[12]\d{3}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):\d\d)?)?$/;

/** An instant, or a date of the calendar: what `new Date` and the database read alike. */
export const isInstant = (value: string): boolean => CALENDAR.test(value) && isISO8601(value, { strict: true });

/** A field that holds such an instant. */
export function IsInstant(): PropertyDecorator {
  const message = '$property must be an instant such as 2026-11-26T08:00:00+08:00';
  return applyDecorators(IsISO8601({ strict: true }), Matches(CALENDAR, { message }));
}

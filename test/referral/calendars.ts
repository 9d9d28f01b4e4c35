import { calendarOf } from '#service/calendar/calendar.js';
import type { Calendar } from '#service/rules/working-hours.js';
import { HOLIDAYS_2026 } from '../../scripts/demo/county/holidays.js';

/** Weeks without a holiday, in years that are all known. */
export const NO_HOLIDAYS: Calendar = { get: () => undefined, knows: () => true };

/** The holidays of 2026 as the demo county has them. */
export const STATE_COUNCIL_2026: Calendar = calendarOf([HOLIDAYS_2026]);

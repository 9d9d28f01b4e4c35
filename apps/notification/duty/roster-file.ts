import type { Principal } from '#service/auth/principal.js';
import { daysBetween, instantOf, plusDays } from '#service/calendar/local-time.js';
import { readCsv, type Sheet } from '#service/import/csv.js';
import { type RowError, rowError } from '#service/import/row-error.js';
import { DutyRow } from './duty.dto.js';
import { audienceOfPost, keeps } from './posts.js';

const SHEET: Sheet<DutyRow> = {
  row: DutyRow,
  required: ['post', 'practitioner', 'date'],
  optional: ['department', 'kind', 'until', 'from', 'to'],
  mostRows: 2_000,
};

/** A row may speak for so many days. */
const MOST_DAYS = 366;
/** A file may make so many shifts. */
const MOST_SHIFTS = 10_000;

/** One shift, or the time for which somebody answers for a post. */
export interface Shift {
  readonly post: string;
  readonly institution: string;
  readonly practitioner: string;
  readonly kind: 'duty' | 'head';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** In the file; the header is line 1. */
  readonly line: number;
}

/** The shifts that a file says, and every fault in it. Pure. */
export function readDutyRoster(csv: string, caller: Principal): { shifts: Shift[]; errors: RowError[] } {
  const { rows, errors } = readCsv(csv, SHEET);
  const shifts: Shift[] = [];
  const known = new Map<string, number>();
  for (const { line, value } of rows) {
    const { post, department, practitioner, kind = 'duty', date, until = date } = value;
    const audience = audienceOfPost(caller, post, department);
    const days = daysBetween(date, until) + 1;
    if (!audience) {
      const message = 'is of the posts department and department-head, and of no other';
      errors.push(rowError(line, 'department', 'department-of-post', message));
    } else if (!keeps(caller, post, department)) {
      errors.push(rowError(line, 'post', 'not-your-post', 'your role keeps no roster of this post'));
    } else if (days < 1 || days > MOST_DAYS) {
      errors.push(rowError(line, 'until', 'days', `must be at the earliest date and at most ${MOST_DAYS} days later`));
    } else if (shifts.length + days > MOST_SHIFTS) {
      errors.push(rowError(line, '', 'too-many-shifts', `at most ${MOST_SHIFTS} shifts in one file`));
      break;
    } else {
      const of = { post: audience.key, institution: audience.institution, practitioner, kind, line };
      const made = kind === 'head' ? [span(value, date, until)] : eachDay(value, date, days);
      for (const times of made) {
        const key = [audience.key, practitioner, kind, times.startsAt.getTime()].join(' ');
        const first = known.get(key);
        if (first !== undefined) errors.push(rowError(line, 'date', 'twice', `the same shift stands on line ${first}`));
        known.set(key, line);
        shifts.push({ ...of, ...times });
      }
    }
  }
  return { shifts, errors };
}

const START = '00:00';
const END = '24:00';

function eachDay({ from = START, to = END }: DutyRow, date: string, days: number) {
  return Array.from({ length: days }, (_, n) => {
    const day = plusDays(date, n);
    const last = to <= from ? plusDays(day, 1) : day;
    return { startsAt: instantOf(day, { days: 0, at: from }), endsAt: instantOf(last, { days: 0, at: to }) };
  });
}

function span({ from = START, to = END }: DutyRow, date: string, until: string) {
  const last = until === date && to <= from ? plusDays(until, 1) : until;
  return { startsAt: instantOf(date, { days: 0, at: from }), endsAt: instantOf(last, { days: 0, at: to }) };
}

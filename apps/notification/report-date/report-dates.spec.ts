import { REPORT_DATE_DEFAULTS } from './policy-keys.js';
import { reportDatesOn } from './report-dates.js';

const dayOf = (key: string) => Number(REPORT_DATE_DEFAULTS.find((one) => one.key === key)?.value);
const on = (today: string) => reportDatesOn(today, dayOf).map(({ event, dueDay }) => `${event} ${dueDay}`);

describe('the dates of reports', () => {
  it.each([
    ['2026-04-04', []],
    ['2026-04-05', ['report.quarter-near 2026-04-10']],
    ['2026-04-10', ['report.quarter-near 2026-04-10']],
    ['2026-04-11', []],
    ['2026-05-05', []],
    ['2026-07-20', ['report.half-year-near 2026-07-30']],
    ['2027-01-07', ['report.quarter-near 2027-01-10']],
    ['2027-01-31', []],
  ])('on %s', (today, expected) => expect(on(today)).toEqual(expected));

  it.each([
    ['2026-04-30', 31, 31],
    ['2026-07-31', 31, 31],
    ['2026-01-10', 20, 10],
  ])('on %s, the last one, where the day of reminding is the %i and the due one the %i', (today, remind, due) => {
    const told = reportDatesOn(today, (key) => (key.endsWith('.due') ? due : remind));
    expect(told[0]).toEqual({ event: 'report.quarter-near', period: today.slice(0, 7), dueDay: today });
  });
});

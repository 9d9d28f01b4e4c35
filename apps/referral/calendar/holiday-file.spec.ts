import { readHolidays } from './holiday-file.js';

const HEADER = 'day,kind,name,nameEn';
const file = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const faults = (csv: string, basis: 'whole-year' | 'additions' = 'whole-year', least = 1) =>
  readHolidays(csv, basis, least).errors.map(({ line, column, code }) => [line, column, code]);

describe('holidays as CSV', () => {
  it('reads a year, with a make-up day of the December before it', () => {
    const csv = file('2027-01-01,holiday,元旦,New Year', '2026-12-27,working-day,元旦调休,Make-up day');
    const { table, errors } = readHolidays(csv, 'whole-year', 1);
    expect(errors).toEqual([]);
    expect(table).toMatchObject({
      year: 2027,
      days: [{ day: '2027-01-01', kind: 'holiday' }, { kind: 'working-day' }],
    });
  });

  it('names every fault with its line', () => {
    const csv = file(
      '2027-01-01,holiday,元旦,New Year',
      '2027-01-01,holiday,元旦,New Year',
      '2027-01-05,working-day,调休,Make-up day',
      '2026-05-01,holiday,劳动节,Labour Day',
      '2027-02-30,feast,,New Year',
    );
    expect(faults(csv)).toEqual([
      [6, 'day', 'is-iso8601'],
      [6, 'kind', 'is-in'],
      [6, 'name', 'max-length'],
      [6, 'name', 'is-not-empty'],
      [6, 'name', 'is-string'],
      [3, 'day', 'twice'],
      [4, 'kind', 'not-a-weekend'],
      [5, 'day', 'other-year'],
    ]);
  });

  it('takes no torn file for a whole year, but any number of additions', () => {
    const csv = file('2027-02-22,holiday,藏历新年,Losar');
    expect(faults(csv, 'whole-year', 11)).toEqual([[1, '', 'too-few-holidays']]);
    expect(faults(csv, 'additions', 11)).toEqual([]);
  });

  it('lets a county work on a holiday of the nation', () => {
    expect(faults(file('2027-01-01,working-day,元旦,New Year'), 'additions')).toEqual([]);
  });
});

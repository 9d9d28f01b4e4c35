import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ReportQuery } from '../report/report.dto.js';
import { SessionQuery } from '../supply/supply.dto.js';
import { WardDayQuery } from '../ward/ward-day.dto.js';

describe('a local date in a query', () => {
  const faults = (query: new () => object, from: string) =>
    validateSync(plainToInstance(query, { from })).map(({ property }) => property);

  it.each([ReportQuery, SessionQuery, WardDayQuery])('of %p is a day of the calendar', (query) => {
    expect(faults(query, '2028-02-29')).toEqual([]);
    for (const wrong of ['2027-02-29', '2027-02-30', '2027-2-3', '2027-03-01T08:00:00Z', 'today'])
      expect(faults(query, wrong)).toEqual(['from']);
  });
});

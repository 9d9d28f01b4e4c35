import { kindsFor, latestOf, linesOf } from './ward';

const day = (group: string, date: string, kind: 'forecast' | 'actual') =>
  ({ group, date, kind }) as Parameters<typeof latestOf>[0][number];

describe('the ward board', () => {
  it('takes the count of the day before its forecast, in whatever order they come', () => {
    const forecast = day('03.04', '2026-11-26', 'forecast');
    const actual = day('03.04', '2026-11-26', 'actual');
    expect(latestOf([forecast, actual])).toEqual([actual]);
    expect(latestOf([actual, forecast])).toEqual([actual]);
  });

  it('has a line for each ward', () => {
    const lines = linesOf([
      day('04', '2026-11-26', 'forecast'),
      day('03', '2026-11-26', 'forecast'),
      day('03', '2026-11-27', 'forecast'),
    ]);
    expect(lines.map(({ group, days }) => [group, [...days.keys()]])).toEqual([
      ['03', ['2026-11-26', '2026-11-27']],
      ['04', ['2026-11-26']],
    ]);
  });

  it.each([
    ['2026-11-24', []],
    ['2026-11-25', ['actual']],
    ['2026-11-26', ['actual', 'forecast']],
    ['2026-11-27', ['forecast']],
  ])('takes for %s reports of kind %s', (date, kinds) => {
    expect(kindsFor(date, '2026-11-26', '2026-11-25')).toEqual(kinds);
  });
});

import { ROSTER, readRoster } from './roster.js';

const HEADER =
  'externalId,pool,group,startsAt,endsAt,place,capacity,segmentMinutes,allotment,declaredTotal,preparation';
const MORNING = '2026-03-06T08:00:00+08:00,2026-03-06T12:00:00+08:00';
const row = (id: string, rest = '20,30,,,'): string => `${id},expert-slot,03.04,${MORNING},Room 12,${rest}`;
const file = (...lines: string[]): string => lines.join('\n');
const faults = (csv: string) => readRoster(csv).errors.map(({ line, column, code }) => [line, column, code]);

describe('a roster as CSV', () => {
  it('reads numbers, truth values and text; an empty cell leaves the field out', () => {
    const { rows, errors } = readRoster(
      file(HEADER, row('a', '4,,true,20,"Nothing to eat, ""really"""'), '', row('b')),
    );
    expect(errors).toEqual([]);
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(rows[0]?.value).toMatchObject({
      externalId: 'a',
      capacity: 4,
      allotment: true,
      declaredTotal: 20,
      preparation: 'Nothing to eat, "really"',
    });
    expect(rows[1]?.value.preparation).toBeUndefined();
  });

  it.each([
    ['a byte order mark', `\uFEFF${file(HEADER, row('a'))}`],
    ['line ends of Windows', `${HEADER}\r\n${row('a')}\r\n`],
    [
      'another order of columns',
      file(
        'capacity,place,endsAt,startsAt,group,pool,externalId',
        `20,Room 12,${MORNING.split(',').reverse().join(',')},03.04,expert-slot,a`,
      ),
    ],
  ])('takes %s', (_, csv) => {
    const { rows, errors } = readRoster(csv);
    expect(errors).toEqual([]);
    expect(rows[0]?.value).toMatchObject({ externalId: 'a', capacity: 20 });
  });

  it('collects the faults of all rows, each with line and column', () => {
    const csv = file(
      HEADER,
      row('a', 'many,30,,,'),
      row('b'),
      'c,expert-slot,03.04',
      `d,cinema,,${MORNING},Room 12,20,30,perhaps,,`,
    );
    expect(faults(csv)).toEqual([
      [2, 'capacity', 'max'],
      [2, 'capacity', 'min'],
      [2, 'capacity', 'is-int'],
      [4, '', 'wrong-number-of-cells'],
      [5, 'pool', 'is-in'],
      [5, 'group', 'matches'],
      [5, 'allotment', 'is-boolean'],
    ]);
    expect(readRoster(csv).rows.map(({ value }) => value.externalId)).toEqual(['b']);
    expect(readRoster(csv).errors[0]?.field).toBe('csv.2.capacity');
  });

  it('wants the offset of a time: without one it would mean the zone of the server', () => {
    const csv = file(HEADER, row('a').replace('08:00:00+08:00', '08:00:00'));
    expect(faults(csv)).toEqual([[2, 'startsAt', 'matches']]);
  });

  it.each([
    ['nothing', '', [[1, '', 'empty']]],
    ['a header alone', HEADER, [[1, '', 'no-rows']]],
    [
      'columns that nobody knows',
      file('externalId,pool,group,startsAt,endsAt,place,capacity,colour,place', 'x'),
      [
        [1, 'colour', 'unknown-column'],
        [1, 'place', 'twice'],
      ],
    ],
    [
      'a header without a column',
      file('externalId,pool,group,startsAt,endsAt,place', 'x'),
      [[1, 'capacity', 'missing-column']],
    ],
    ['an open quote', file(HEADER, row('a'), '"b'), [[3, '', 'not-csv']]],
    ['another encoding', file(HEADER, row('a'), row('\uFFFD\uFFFD')), [[3, '', 'not-utf-8']]],
  ])('refuses %s', (_, csv, expected) => expect(faults(csv)).toEqual(expected));

  it('refuses more rows than one file may have', () => {
    const rows = Array.from({ length: ROSTER.mostRows + 1 }, (_, n) => row(`r${n}`));
    expect(faults(file(HEADER, ...rows))).toEqual([[ROSTER.mostRows + 2, '', 'too-many-rows']]);
    expect(readRoster(file(HEADER, ...rows.slice(1))).rows).toHaveLength(ROSTER.mostRows);
  });
});

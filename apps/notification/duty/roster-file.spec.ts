import type { Role } from '#contracts/codes.js';
import { readDutyRoster } from './roster-file.js';
import { uncovered } from './uncovered.js';

const WANG = '0195f000-0000-7000-8000-000000000041';
const LI = '0195f000-0000-7000-8000-000000000042';
const caller = (role: Role, departments: string[] = []) => ({
  account: role,
  practitioner: WANG,
  institution: '990101H01',
  county: '990101',
  roles: [role],
  departments,
  expiresAt: new Date('2100-01-01T00:00:00Z'),
});
const HEADER = 'post,department,practitioner,kind,date,until,from,to';
const read = (lines: string[], role: Role = 'medical-affairs', departments: string[] = []) =>
  readDutyRoster([HEADER, ...lines].join('\n'), caller(role, departments));
const times = (lines: string[]) =>
  read(lines).shifts.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]);

describe('a duty roster as a file', () => {
  it.each<[string, string, string[][]]>([
    [
      'a night ends the day after',
      `referral-desk,,${WANG},duty,2026-03-06,,18:00,08:00`,
      [['2026-03-06T10:00:00.000Z', '2026-03-07T00:00:00.000Z']],
    ],
    [
      'a day without times is the whole day',
      `referral-desk,,${WANG},duty,2026-03-06,,,`,
      [['2026-03-05T16:00:00.000Z', '2026-03-06T16:00:00.000Z']],
    ],
    [
      'a round of 24 hours',
      `referral-desk,,${WANG},duty,2026-03-06,,08:00,08:00`,
      [['2026-03-06T00:00:00.000Z', '2026-03-07T00:00:00.000Z']],
    ],
    [
      'the same shift of several days, over the end of a month',
      `referral-desk,,${WANG},duty,2026-02-28,2026-03-01,18:00,24:00`,
      [
        ['2026-02-28T10:00:00.000Z', '2026-02-28T16:00:00.000Z'],
        ['2026-03-01T10:00:00.000Z', '2026-03-01T16:00:00.000Z'],
      ],
    ],
    [
      'a head answers all the time',
      `department,03.04,${WANG},head,2026-03-01,2026-03-31,,`,
      [['2026-02-28T16:00:00.000Z', '2026-03-31T16:00:00.000Z']],
    ],
  ])('%s', (_, line, expected) => {
    expect(times([line])).toEqual(expected);
  });

  it('names every fault with its line and column', () => {
    const { errors } = read([
      `referral-desk,03.04,${WANG},duty,2026-03-06,,,`,
      `department,,${WANG},duty,2026-03-06,,,`,
      `referral-desk,,${WANG},duty,2026-03-06,2026-03-05,,`,
      `referral-desk,,nobody,duty,2026-02-30,,25:00,`,
      `porter,,${WANG},duty,2026-03-06,,,`,
      `referral-desk,,${LI},duty,2026-03-06,,18:00,08:00`,
      `referral-desk,,${LI},duty,2026-03-06,,18:00,09:00`,
    ]);
    expect(errors.map(({ field, code }) => `${field} ${code}`).sort()).toEqual(
      [
        'csv.2.department department-of-post',
        'csv.3.department department-of-post',
        'csv.4.until days',
        'csv.5.date is-iso8601',
        'csv.5.from matches',
        'csv.5.practitioner is-uuid',
        'csv.6.post is-in',
        'csv.8.date twice',
      ].sort(),
    );
  });

  it.each<[Role, string[], string, boolean]>([
    ['medical-affairs', [], 'department,03.04', true],
    ['department-head', ['03.04'], 'department,03.04', true],
    ['department-head', ['03.04'], 'department,04', false],
    ['department-head', ['03.04'], 'referral-desk,', false],
    ['referral-desk', [], 'referral-desk,', true],
    ['referral-desk', [], 'medical-affairs,', false],
    ['family-doctor', [], 'family-doctors,', true],
    ['county-health-authority', [], 'county-health-authority,', true],
    ['county-health-authority', [], 'referral-desk,', false],
    ['consortium-office', [], 'consortium-office,', true],
  ])('%s of %j and the roster of "%s": %s', (role, departments, post, may) => {
    const { errors } = read([`${post},${WANG},duty,2026-03-06,,,`], role, departments);
    expect(errors.map(({ code }) => code)).toEqual(may ? [] : ['not-your-post']);
  });
});

describe('what nobody covers', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 6, hour));
  const span = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) });
  const gaps = (...shifts: [number, number][]) =>
    uncovered(
      span(0, 24),
      shifts.map(([from, to]) => span(from, to)),
    ).map((gap) => [gap.startsAt.getUTCHours(), gap.endsAt]);

  it.each<[string, [number, number][], number[]]>([
    ['a whole day without anybody', [], [0]],
    [
      'the time between two shifts',
      [
        [0, 8],
        [10, 24],
      ],
      [8],
    ],
    [
      'nothing where shifts overlap',
      [
        [-2, 12],
        [11, 30],
        [3, 4],
      ],
      [],
    ],
    ['the beginning and the end', [[6, 18]], [0, 18]],
  ])('is %s', (_, shifts, starts) => {
    expect(gaps(...shifts).map(([from]) => from)).toEqual(starts);
  });
});

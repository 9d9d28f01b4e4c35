import { snoozeTimes } from './snooze-times';

it('puts off until tomorrow morning of the county, also shortly after its midnight', () => {
  const untilOf = (now: string) => snoozeTimes(new Date(now)).map(({ until }) => until);
  expect(untilOf('2026-03-06T02:00:00Z')).toEqual([
    '2026-03-06T03:00:00.000Z',
    '2026-03-06T06:00:00.000Z',
    '2026-03-07T00:00:00.000Z',
  ]);
  expect(untilOf('2026-03-06T16:30:00Z')[2]).toBe('2026-03-08T00:00:00.000Z');
});

import { isWalkIn, stepsOf } from './steps';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const expected = (state: string, more: object = {}) =>
  ({ state, direction: 'up', urgencyClass: 'U3', expectedAt: '2026-11-23T01:00:00Z', ...more }) as Parameters<
    typeof stepsOf
  >[0];

describe('what the arrival desk can do', () => {
  it('checks in whoever is booked, walks in or comes late', () => {
    for (const state of ['confirmed', 'accepted', 'no-show'])
      expect(stepsOf(expected(state), ['arrival-desk'], NOW)).toContain('check-in');
  });

  it('says of nobody that he did not come before his time is over', () => {
    const unit = { keptUntil: '2026-11-23T02:30:00Z' };
    expect(stepsOf(expected('confirmed', { unit }), ['ward-nurse'], NOW)).toEqual(['check-in']);
    expect(stepsOf(expected('confirmed', { unit }), ['ward-nurse'], NOW + 3_600_000)).toEqual(['check-in', 'no-show']);
  });

  it('gives a bed to whom one was booked, and leaves the outcome to doctors', () => {
    const here = expected('arrived', { unit: { pool: 'inpatient-bed' } });
    expect(stepsOf(here, ['arrival-desk'], NOW)).toEqual(['start-care', 'bed']);
    expect(stepsOf(here, ['hospital-doctor'], NOW)).toEqual(['start-care', 'bed', 'outcome']);
  });

  it('is nothing for who only looks', () => {
    expect(stepsOf(expected('confirmed'), ['medical-affairs'], NOW)).toEqual([]);
  });

  it('knows who comes without an appointment', () => {
    expect(isWalkIn(expected('waitlisted'))).toBe(true);
    expect(isWalkIn(expected('confirmed'))).toBe(false);
    expect(isWalkIn(expected('accepted', { urgencyClass: 'U1' }))).toBe(false);
  });
});

import { indicatorsOf } from './indicators.js';
import type { Sums } from './ratio.store.js';

const NONE: Sums = {
  up: 0,
  down: 0,
  bounced: 0,
  decided: 0,
  rejected: 0,
  returned: 0,
  decidedInTime: 0,
  decisionsMissed: 0,
  passedOver: 0,
  medianDecideMinutes: null,
  outcomes: 0,
  outcomesInTime: 0,
  outcomesMissed: 0,
  acknowledged: 0,
  acknowledgedInTime: 0,
  acknowledgementsMissed: 0,
  followedUp: 0,
  followedUpInTime: 0,
  followUpsMissed: 0,
  confirmed: 0,
  missed: 0,
  arrived: 0,
  arrivedClosed: 0,
  ripe: 0,
  ripeClosed: 0,
  medianHandoverMinutes: null,
};

const shown = (sums: Partial<Sums>, name: string, hidesFew = false) =>
  indicatorsOf({ ...NONE, ...sums }, hidesFew).find((one) => one.name === name);

describe('the indicators of domain §11', () => {
  it.each([
    // 17 hand-backs for 18 up-referrals, as the nation had them in 2023: 0.944.
    ['downUpRatio', { up: 18, down: 17 }, 9444],
    ['bounceRate', { down: 17, bounced: 1 }, 588],
    // Three in time, one late, one not decided although it should have been, one that went on to the next for that.
    ['decideOnTime', { decided: 4, decidedInTime: 3, decisionsMissed: 1 }, 6000],
    ['decideOnTime', { decided: 4, decidedInTime: 3, decisionsMissed: 1, passedOver: 1 }, 5000],
    ['rejectRate', { decided: 8, rejected: 3 }, 3750],
    ['outcomeOnTime', { outcomes: 19, outcomesInTime: 19, outcomesMissed: 1 }, 9500],
    ['loopClosedRate', { ripe: 3, ripeClosed: 2 }, 6666],
    ['noShowRate', { confirmed: 50, missed: 2 }, 400],
    ['medianDecideMinutes', { decided: 4, medianDecideMinutes: 95 }, 95],
  ])('%s of %j is %i', (name, sums, value) => {
    expect(shown(sums, name)?.value).toBe(value);
  });

  it('say "no data", not zero, where nothing could be counted', () => {
    expect(shown({}, 'decideOnTime')).toEqual({ name: 'decideOnTime', unit: 'bps', numerator: 0, denominator: 0 });
  });

  it.each([
    [{ decided: 4, rejected: 0 }, true],
    [{ decided: 40, rejected: 4 }, true],
    [{ decided: 40, rejected: 0 }, undefined],
    [{ decided: 40, rejected: 5 }, undefined],
  ])('hide %j from who sees no single case: %s', (sums, suppressed) => {
    expect(shown(sums, 'rejectRate', true)?.suppressed).toBe(suppressed);
  });
});

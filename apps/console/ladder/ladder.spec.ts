import { durationOf, keyOf, laddersOf } from './ladder';

const policy = (key: string, value: string) => ({ key, value }) as unknown as Parameters<typeof laddersOf>[0][number];

describe('the ladders', () => {
  it('are found among all parameters of the services', () => {
    const referral = [policy('escalate.L1.U1', '5m'), policy('validity.U1', '30d'), policy('decide.within.U1', '5m')];
    const found = laddersOf(referral, [policy('displaced.escalate.L1', '1d'), policy('displaced.settleWithin', '8wh')]);
    expect([...found.keys()]).toEqual(['escalate.L1.U1', 'decide.within.U1', 'displaced.escalate.L1']);
  });

  it('name each step as the rules do', () => {
    expect([keyOf('U3', 'L2'), keyOf('other', 'repeat'), keyOf('displaced', 'L4')]).toEqual([
      'escalate.L2.U3',
      'escalate.repeat.other',
      'displaced.escalate.L4',
    ]);
  });

  it.each([
    ['4wh', { count: 4, unit: 'wh' }],
    ['10m', { count: 10, unit: 'm' }],
    ['soon', undefined],
    [5, undefined],
  ])('read %p', (value, duration) => {
    expect(durationOf(value)).toEqual(duration);
  });
});

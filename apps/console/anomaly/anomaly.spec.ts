import { evidenceOf } from './anomaly';

describe('the evidence of a signal', () => {
  it('is read line by line, with the referrals that it names', () => {
    const found = { count: 3, referrals: [{ referralId: 'r1', at: '2026-03-02' }] };
    expect(evidenceOf(found)).toEqual([
      { name: 'count', value: '3' },
      { name: 'referrals.1.referralId', value: 'r1', referralId: 'r1' },
      { name: 'referrals.1.at', value: '2026-03-02' },
    ]);
  });

  it('names referrals by their ids alone too', () => {
    expect(evidenceOf({ referrals: ['r1'] })).toEqual([{ name: 'referrals.1', value: 'r1', referralId: 'r1' }]);
  });

  it('may be empty', () => {
    expect(evidenceOf({})).toEqual([]);
  });
});

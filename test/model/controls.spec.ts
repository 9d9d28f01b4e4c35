import fc from 'fast-check';
import { forgetPublicTakes, setRule } from '../reservation/sabotage.js';
import { agreement } from './agreement.js';
import { RealClinic } from './real.js';

/** Negative controls: what differs from the domain or loses a count must be found, or the agreement proves nothing. */
describe('the reference model against a product that is wrong', () => {
  let real: RealClinic;

  beforeEach(async () => {
    real = await RealClinic.open();
  });
  afterEach(() => real.room.close());

  const verdict = async () => {
    const { failed, errorInstance } = await fc.check(agreement(real), { numRuns: 200, seed: 1, endOnFailure: true });
    return { failed, reason: String(errorInstance) };
  };

  it.each([
    ['U2 holds of an hour instead of half of one', 'hold.ttl.U2', 60],
    ['a public opening two days early', 'open.public', { days: 9, at: '08:00' }],
    ['no hour for primary doctors after a release', 'release.primaryFirstMin', 0],
  ])('finds %s', async (_, key, value) => {
    await setRule(real.room, key, value);
    expect(await verdict()).toMatchObject({ failed: true, reason: expect.stringContaining('toEqual') });
  });

  it('finds a counter that loses updates', async () => {
    await forgetPublicTakes(real.room);
    expect(await verdict()).toMatchObject({ failed: true, reason: expect.stringContaining('toEqual') });
  });
});

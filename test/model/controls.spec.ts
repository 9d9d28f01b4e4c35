import fc from 'fast-check';
import { forgetPublicTakes, setRule } from '../reservation/sabotage.js';
import { agreement } from './agreement.js';
import { RealClinic } from './real.js';

/** Negative controls: what differs from the domain or loses a count must be found, or the agreement proves nothing. */
jest.setTimeout(180_000);

describe('the reference model against a product that is wrong', () => {
  let real: RealClinic;

  beforeEach(async () => {
    real = await RealClinic.open();
  });
  afterEach(() => real.room.close());

  const verdict = async () => {
    const { failed, errorInstance } = await fc.check(agreement(real), { numRuns: 300, seed: 1, endOnFailure: true });
    return { failed, reason: String(errorInstance) };
  };

  it('finds a public opening two days early', async () => {
    await setRule(real.room, 'open.public', { days: 9, at: '08:00' });
    expect(await verdict()).toMatchObject({ failed: true, reason: expect.stringContaining('toEqual') });
  });

  it('finds a counter that loses updates', async () => {
    await forgetPublicTakes(real.room);
    expect(await verdict()).toMatchObject({
      failed: true,
      reason: expect.stringContaining('toEqual'),
    });
  });
});

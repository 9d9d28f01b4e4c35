import fc from 'fast-check';
import { agreement } from './agreement.js';
import { RealClinic } from './real.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.SEQUENCES ?? (NIGHTLY ? 10_000 : 200));
describe(`the reserve against its reference model, ${RUNS} sequences of steps (SEED=${SEED})`, () => {
  let real: RealClinic;

  beforeAll(async () => {
    real = await RealClinic.open();
  });
  afterAll(() => real.room.close());

  it(
    'after each step model and database agree, and every invariant of domain §7.10 holds',
    async () => {
      await fc.assert(agreement(real), { seed: SEED, numRuns: RUNS });
    },
    NIGHTLY ? 4 * 3_600_000 : 600_000,
  );
});

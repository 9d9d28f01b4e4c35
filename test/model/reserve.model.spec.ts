import fc from 'fast-check';
import { SEED } from '../system/seed.js';
import { agreement } from './agreement.js';
import { RealClinic } from './real.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
const SEQUENCES = Number(process.env.SEQUENCES ?? (NIGHTLY ? 10_000 : 200));
/** A busy machine tries fewer in `npm test`; every night tries them all. */
const PATIENCE_MS = NIGHTLY ? 5 * 3_600_000 : 30_000;

describe(`the reserve against its reference model, ${SEQUENCES} sequences of steps (SEED=${SEED})`, () => {
  let real: RealClinic;

  beforeAll(async () => {
    real = await RealClinic.open();
  });
  afterAll(() => real.room.close());

  it(
    'after each step model and database agree, and every invariant of domain §7.10 holds',
    async () => {
      const limits = NIGHTLY ? {} : { interruptAfterTimeLimit: PATIENCE_MS };
      const tried = await fc.check(agreement(real), { seed: SEED, numRuns: SEQUENCES, ...limits });
      console.log(`${tried.numRuns} sequences, seed ${SEED}`);
      if (tried.failed) throw new Error(fc.defaultReportMessage(tried), { cause: tried.errorInstance });
    },
    PATIENCE_MS + 60_000,
  );
});

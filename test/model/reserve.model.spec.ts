import fc from 'fast-check';
import { Clinic } from './clinic.js';
import { firstPublication, sequences } from './commands.js';
import { RealClinic } from './real.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.SEQUENCES ?? (NIGHTLY ? 10_000 : 200));
/** T−13 d 09:00: family doctors may come, the public not yet. */
const BEGIN = -13 * 1440 + 540;

describe(`the reserve against its reference model, ${RUNS} sequences of steps (SEED=${SEED})`, () => {
  let real: RealClinic;

  beforeAll(async () => {
    real = await RealClinic.open();
  });
  afterAll(() => real.room.close());

  it(
    'after each step model and database agree, and every invariant of domain §7.10 holds',
    async () => {
      const property = fc.asyncProperty(firstPublication, sequences, async (first, steps) => {
        const clinic = { model: new Clinic(BEGIN), real: await real.restart(BEGIN) };
        await first.run(clinic.model, clinic.real);
        await fc.asyncModelRun(() => clinic, steps);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS });
    },
    NIGHTLY ? 4 * 3_600_000 : 600_000,
  );
});

import fc from 'fast-check';
import { Clinic } from './clinic.js';
import { firstPublication, sequences } from './commands.js';
import type { RealClinic } from './real.js';

/** T−13 d 09:00: family doctors may come, the public not yet. */
const BEGIN = -13 * 1440 + 540;

/** After each step of a random sequence model and database agree, and every invariant of domain §7.10 holds. */
export function agreement(real: RealClinic) {
  return fc.asyncProperty(firstPublication, sequences, async (first, steps) => {
    const clinic = { model: new Clinic(BEGIN), real: await real.restart(BEGIN) };
    await first.run(clinic.model, clinic.real);
    await fc.asyncModelRun(() => clinic, steps);
  });
}

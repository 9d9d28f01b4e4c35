import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { takeTurn } from '#service/database/turns.js';

const SUPERSEDE: Statement = {
  name: 'coverage-supersede',
  text: `SELECT supersede_coverage($1, $2, $3)`,
};

/** What was recorded before ends with that day; what was to begin on it or later is replaced. */
export async function supersede(
  tx: EntityManager,
  county: string,
  patientId: string,
  validFrom: string,
): Promise<void> {
  await takeTurn(tx, 'coverage', patientId);
  await run(tx, SUPERSEDE, [county, patientId, validFrom]);
}

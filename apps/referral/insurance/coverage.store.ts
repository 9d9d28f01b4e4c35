import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

const OWNER_TURN: Statement = {
  name: 'coverage-turn',
  text: `SELECT pg_advisory_xact_lock(hashtext('coverage:' || $1))`,
};

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
  await run(tx, OWNER_TURN, [patientId]);
  await run(tx, SUPERSEDE, [county, patientId, validFrom]);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RESERVED_POOLS } from '#contracts/codes.js';
import { guardNation } from '#service/rules/policy.guards.js';
import { FLOOR_BPS } from '../reserve/floor.js';

const RATIOS = RESERVED_POOLS.map((pool) => `'reserve.ratioBps.${pool}'`).join(', ');

/** At least 20 % of these pools is protected ([policy] YN24), and no narrower row may go below what the nation says. */
const FLOOR = `
ALTER TABLE policy ADD CONSTRAINT floor_of_the_nation CHECK (scope_kind <> 'nation' OR key NOT IN (${RATIOS})
  OR (bound = 'at-least' AND (value #>> '{}')::numeric >= ${FLOOR_BPS}))`;

/** No row of the nation excludes ordinary beds, moves an opening out of its range, or goes below the floor of the reserve. */
export class NationGuarded1767225600018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [FLOOR, guardNation(schema)]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

/**
 * Every delivery passes through `sending`: an index that leads to the id by way of the state is full of its dead entries,
 * and was taken to look single deliveries up. What was given up has a small index of its own again.
 */
const INDEXES = [
  `DROP INDEX ${SCHEMA}.delivery_of_house`,
  `DROP INDEX ${SCHEMA}.delivery_dead`,
  `CREATE INDEX delivery_of_house ON ${SCHEMA}.delivery (owner_county, institution, id)`,
  `CREATE INDEX delivery_dead ON ${SCHEMA}.delivery (owner_county, institution, id) WHERE state = 'dead'`,
];

/** Lists of a house by indexes that cost the courier nothing. */
export class HouseIndex1795300000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of INDEXES) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

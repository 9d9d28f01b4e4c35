import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

/** Whoever must call may sit in another county than the notice: the house that referred. It finds the delivery there. */
const OWNED = [
  `ALTER TABLE ${SCHEMA}.delivery ADD COLUMN owner_county char(6)`,
  `UPDATE ${SCHEMA}.delivery SET owner_county = coalesce(patient_county, county)`,
  `ALTER TABLE ${SCHEMA}.delivery ALTER COLUMN owner_county SET NOT NULL`,
  `DROP POLICY scope ON ${SCHEMA}.delivery`,
  // The list of a house must not read the ledger of its county.
  `CREATE INDEX delivery_of_house ON ${SCHEMA}.delivery (owner_county, institution, state, id)`,
  `DROP INDEX ${SCHEMA}.delivery_dead`,
  `CREATE INDEX delivery_dead ON ${SCHEMA}.delivery (owner_county) WHERE state = 'dead'`,
];

/** Deliveries by the house whose people must act on them. */
export class OwnerCounty1795300000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const seen = { county: ['county', 'owner_county'], institution: ['institution'] };
    for (const text of [...OWNED, ...scopePolicy(SCHEMA, 'delivery', seen)]) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

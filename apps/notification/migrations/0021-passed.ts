import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

const PASSED = [
  `CREATE TABLE ${SCHEMA}.referral_passed (
     county char(6) NOT NULL, referral_id uuid NOT NULL, state timestamptz, receiver timestamptz, referral timestamptz,
     alert timestamptz, form timestamptz, heard_at timestamptz NOT NULL, PRIMARY KEY (county, referral_id))`,
  `CREATE INDEX referral_passed_heard ON ${SCHEMA}.referral_passed (heard_at)`,
  `COMMENT ON TABLE ${SCHEMA}.referral_passed IS 'when a referral left each thing behind that a task may wait for: a task that is heard of later is over'`,
  ...scopePolicy(SCHEMA, 'referral_passed', { county: ['county'], institution: [] }),
];

/** A task whose message comes after the message that ends it is over, too. */
export class Passed1795300000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of PASSED) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

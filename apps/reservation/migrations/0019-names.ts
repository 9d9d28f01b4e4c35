import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const NAMES = `
CREATE TABLE institution_name (
  county char(6) NOT NULL, institution text NOT NULL, name text NOT NULL, name_en text NOT NULL, groups jsonb NOT NULL,
  version integer NOT NULL CHECK (version > 0), PRIMARY KEY (county, institution));
COMMENT ON TABLE institution_name IS 'what houses, departments and exams are called, as referral tells it: for lists that leave the house'`;

/** Names for exported lists. */
export class Names1767225600019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(NAMES);
    for (const statement of scopePolicy(schema, 'institution_name', { county: ['county'], institution: [] })) {
      await runner.query(statement);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

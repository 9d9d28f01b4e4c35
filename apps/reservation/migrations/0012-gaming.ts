import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';

const GAMING = `
CREATE TABLE gaming_case (
  county char(6) NOT NULL, kind text NOT NULL, key text NOT NULL, found_at timestamptz NOT NULL, PRIMARY KEY (county, kind, key));
COMMENT ON TABLE gaming_case IS 'cases of AN7 that have been told (domain §11): each once';
CREATE INDEX reservation_given_back ON reservation (ended_at) WHERE taker = 'family' AND state = 'cancelled';
CREATE INDEX session_stopped ON session (stopped_at) WHERE stopped_at IS NOT NULL;`;

/** What somebody should look at in the use of the reserve. */
export class Gaming1767225600012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(GAMING);
    for (const statement of scopePolicy(schema, 'gaming_case', { county: ['county'], institution: [] })) {
      await runner.query(statement);
    }
    await runner.query(
      insertDefaults([
        { key: 'reserve.gaming.minutes', value: 5, source: 'domain §11 AN7 [default]' },
        { key: 'reserve.gaming.lookBackDays', value: 30, source: '[default] a report is written each quarter' },
      ]),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

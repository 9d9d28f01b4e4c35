import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { TELL_AGAIN } from '../level/level.store.js';

const LOW = `
CREATE TABLE low_told (
  county char(6) NOT NULL, session_id uuid NOT NULL, closes_at timestamptz NOT NULL, PRIMARY KEY (county, session_id));
CREATE INDEX low_told_over ON low_told (closes_at);
COMMENT ON TABLE low_told IS 'sessions whose reserve was told to run low, each once; without a foreign key, as level_told';`;

/** Tells once when little is left of the reserve of a session (domain §5.4 \`reserve.low\`). */
export class LowReserve1767225600013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    // Notification hears the levels from now on: it must hear those, too, that do not change.
    for (const statement of [LOW, ...TELL_AGAIN]) await runner.query(statement);
    for (const statement of scopePolicy(schema, 'low_told', { county: ['county'], institution: [] })) {
      await runner.query(statement);
    }
    await runner.query(
      insertDefaults([{ key: 'reserve.lowBps', value: 2_000, source: 'domain §5.4: ≤ 20 % of R left [default]' }]),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const DISPLACEMENTS = `
CREATE TABLE overdue_displacement (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL, settled boolean NOT NULL, institution text NOT NULL,
  group_code text NOT NULL, due_kind text NOT NULL, due_at timestamptz, rung text NOT NULL, repeat integer NOT NULL,
  heard_at timestamptz NOT NULL, PRIMARY KEY (county, id));
CREATE INDEX overdue_displacement_open ON overdue_displacement (county, rung) WHERE NOT settled;
COMMENT ON TABLE overdue_displacement IS 'persons whose unit a hospital took away and for whom nobody finds another, as reservation told it up the ladder; settled: a late message opens none again';`;

/** Persons whose unit a hospital took away stand in the overdue report. */
export class OverdueDisplacements1767225600034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(DISPLACEMENTS);
    const seen = { county: ['county'], institution: ['institution'] };
    for (const statement of scopePolicy(schema, 'overdue_displacement', seen)) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

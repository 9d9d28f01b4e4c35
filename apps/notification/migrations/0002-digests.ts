import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

/** News of the reserve waits here for its like; `due_at` is real time, as it bounds a delay and no deadline of the domain. */
export class Digests1795300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE ${SCHEMA}.digest (
         county char(6) NOT NULL, event text NOT NULL, institution text NOT NULL, pool text NOT NULL,
         sessions integer NOT NULL CHECK (sessions > 0), units integer NOT NULL CHECK (units >= 0),
         occurred_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
         PRIMARY KEY (county, event, institution, pool))`,
    );
    await runner.query(`CREATE INDEX digest_due ON ${SCHEMA}.digest (due_at)`);
    for (const text of scopePolicy(SCHEMA, 'digest', { county: ['county'], institution: [] })) {
      await runner.query(text);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { insertDefaults } from '#service/rules/policy.store.js';
import { ROUTE_DEFAULTS } from '../routing/defaults.js';

/** What reservation told last of what is left: a picture to look at, in which nothing is taken. No patient is in it. */
const VIEW = `
CREATE TABLE supply_level (
  county char(6) NOT NULL, session_id uuid NOT NULL, institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL, doctor_id text,
  starts_at timestamptz NOT NULL, last_start_at timestamptz NOT NULL, units integer NOT NULL, protected integer NOT NULL, open integer NOT NULL,
  opens_family_at timestamptz NOT NULL, opens_public_at timestamptz NOT NULL, routine_until timestamptz NOT NULL, closes_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (county, session_id)) WITH (fillfactor = 70);
CREATE INDEX supply_level_search ON supply_level (county, institution, pool, group_code, starts_at);
CREATE INDEX supply_level_over ON supply_level (closes_at);
COMMENT ON COLUMN supply_level.version IS 'version of the message of its county: what comes late changes nothing';

CREATE TABLE supply_snapshot (
  county char(6) PRIMARY KEY, told_at timestamptz NOT NULL, version integer NOT NULL);
COMMENT ON TABLE supply_snapshot IS 'the instant up to which a county has told what changed';`;

/** The live view of what is left, as the ranking of receivers reads it (domain §8.1). */
export class Routing1767225600008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [VIEW, insertDefaults(ROUTE_DEFAULTS)]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

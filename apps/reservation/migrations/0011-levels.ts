import type { MigrationInterface, QueryRunner } from 'typeorm';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';

const DEFAULTS: PolicyDefault[] = [
  { key: 'level.heartbeatSeconds', value: 60, source: '[default] a county without news says so once a minute' },
  { key: 'level.sliceSessions', value: 200, source: '[default] a slice takes some milliseconds' },
];

/**
 * What the other services were told last of what is left, so that only differences are told. Nothing of it is written
 * where units are given: the growth of the ledger says what changed.
 */
const LEVELS = `
CREATE TABLE level_feed (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), looked_until uuid NOT NULL, round_county char(6), round_date date, round_id uuid);
INSERT INTO level_feed (looked_until) VALUES (first_uuid_of((now() AT TIME ZONE 'UTC') - interval '1 minute'));
COMMENT ON TABLE level_feed IS 'how far the feed has come; its lock lets one replica at a time tell';

CREATE TABLE level_county (
  county char(6) PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid(), version integer NOT NULL CHECK (version > 0), told_at timestamptz NOT NULL);
COMMENT ON COLUMN level_county.version IS 'one more with every message of the county: a level that comes late is seen as late';

CREATE TABLE level_told (
  county char(6) NOT NULL, session_id uuid NOT NULL, level jsonb NOT NULL, closes_at timestamptz NOT NULL,
  PRIMARY KEY (county, session_id));
CREATE INDEX level_told_over ON level_told (closes_at);
COMMENT ON TABLE level_told IS 'without a foreign key: its check would lock the rows of sessions that are being sold';`;

/** What is told to others of what is left: never decided by it (domain §8.1). */
export class Levels1767225600011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [LEVELS, insertDefaults(DEFAULTS)]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

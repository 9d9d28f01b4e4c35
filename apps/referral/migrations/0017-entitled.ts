import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENTITLED = `
CREATE TABLE entitled_feed (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), network_version integer NOT NULL DEFAULT 0, day date NOT NULL DEFAULT '2000-01-01');
INSERT INTO entitled_feed DEFAULT VALUES;
COMMENT ON TABLE entitled_feed IS 'with which network and on which day it was looked; its lock lets one replica at a time tell';

CREATE TABLE entitled_told (
  county char(6) NOT NULL, consortium_id uuid NOT NULL, hospitals jsonb NOT NULL, doctors jsonb NOT NULL,
  version integer NOT NULL CHECK (version > 0), PRIMARY KEY (county, consortium_id));
COMMENT ON TABLE entitled_told IS 'what the other services know of who may use whose reserve (V05)';`;

/** What is told of the right to the reserve. */
export class Entitled1767225600017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTITLED);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const NAMED = `
CREATE TABLE named_feed (one boolean PRIMARY KEY DEFAULT true CHECK (one), network_version integer NOT NULL DEFAULT 0);
INSERT INTO named_feed DEFAULT VALUES;
COMMENT ON TABLE named_feed IS 'with which network it was looked; its lock lets one replica at a time tell';

CREATE TABLE named_told (
  county char(6) NOT NULL, institution text NOT NULL, id uuid NOT NULL, named jsonb NOT NULL,
  version integer NOT NULL CHECK (version > 0), PRIMARY KEY (county, institution));
COMMENT ON TABLE named_told IS 'what the other services know of how houses, departments and exams are called';`;

/** What is told of names, so that lists of other services can say them. */
export class InstitutionsNamed1767225600033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NAMED);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from '#service/database/data-source.js';
import { scopePolicy, standardTables } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

const TABLES = [
  // One row for each audience: its lock orders the commits, so that seq has no hole that fills later.
  `CREATE TABLE ${SCHEMA}.audience_counter (
     county char(6) NOT NULL, audience text NOT NULL, last_seq integer NOT NULL CHECK (last_seq > 0),
     PRIMARY KEY (county, audience))`,
  `CREATE TABLE ${SCHEMA}.notice (
     county char(6) NOT NULL, id uuid NOT NULL, audience text NOT NULL, seq integer NOT NULL, institution text NOT NULL,
     message_id uuid NOT NULL, event text NOT NULL, template text NOT NULL,
     urgency text NOT NULL CHECK (urgency IN ('urgent', 'task', 'info')), referral_id uuid, referral_no text,
     facts jsonb NOT NULL, occurred_at timestamptz NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (county, id),
     CONSTRAINT notice_seq UNIQUE (county, audience, seq),
     CONSTRAINT notice_once UNIQUE (county, audience, message_id))`,
  // A post is held by several: each reads for himself.
  `CREATE TABLE ${SCHEMA}.notice_read (
     county char(6) NOT NULL, practitioner uuid NOT NULL, notice_id uuid NOT NULL, audience text NOT NULL,
     read_at timestamptz NOT NULL,
     PRIMARY KEY (county, practitioner, notice_id), FOREIGN KEY (county, notice_id) REFERENCES ${SCHEMA}.notice (county, id))`,
  `CREATE INDEX notice_read_audience ON ${SCHEMA}.notice_read (county, practitioner, audience)`,
];

/** Institution `*` is news for all of the county; it is never about a referral. */
const NOTICE_POLICY = [
  `ALTER TABLE ${SCHEMA}.notice ADD CONSTRAINT notice_of_referral_has_institution CHECK (institution <> '*' OR referral_id IS NULL)`,
  `ALTER TABLE ${SCHEMA}.notice ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY scope ON ${SCHEMA}.notice TO ${roleOf(SCHEMA)}
    USING ((current_setting('fenji.county', true) IN (county, '*'))
       AND (current_setting('fenji.institution', true) IN (institution, '*') OR institution = '*'))`,
];

/** Notices by audience, with who has read them. */
export class Notices1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      ...standardTables(SCHEMA),
      ...TABLES,
      ...NOTICE_POLICY,
      ...scopePolicy(SCHEMA, 'audience_counter', { county: ['county'], institution: [] }),
      ...scopePolicy(SCHEMA, 'notice_read', { county: ['county'], institution: [] }),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';

const DRAFT = `
CREATE TABLE referral_draft (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL CHECK (version > 0), institution text NOT NULL,
  practitioner uuid NOT NULL, role text NOT NULL, patient_id uuid NOT NULL, form_sealed text NOT NULL,
  unit jsonb, hold_until timestamptz, options jsonb, refusal text, pending jsonb, rule_set_version text NOT NULL,
  chain_hash char(64) NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
  PRIMARY KEY (county, id), CONSTRAINT hold_is_whole CHECK ((unit IS NULL) = (hold_until IS NULL)));
CREATE INDEX referral_draft_author ON referral_draft (county, institution, practitioner, id);
CREATE INDEX referral_draft_expiring ON referral_draft (expires_at);
COMMENT ON TABLE referral_draft IS 'forms that are not submitted yet (T01); the id becomes the referral''s';
ALTER TABLE referral ADD COLUMN parts jsonb;
COMMENT ON COLUMN referral.parts IS 'units of other pools that are had together with the main one';`;

/** Stored drafts (T01), and what a referral has beside its main unit. */
export class Drafts1767225600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(DRAFT);
    const own = { county: ['county'], institution: ['institution'] };
    for (const statement of scopePolicy(schema, 'referral_draft', own)) await runner.query(statement);
    await runner.query(
      insertDefaults([
        { key: 'draft.within', value: '3d', source: '[default] a draft that nobody submits or saves is dropped' },
        { key: 'bundle.withinDays', value: 14, source: '[default] no roster reaches further ahead' },
      ]),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

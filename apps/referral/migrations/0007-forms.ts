import type { MigrationInterface, QueryRunner } from 'typeorm';
import { insertDefaults } from '#service/rules/policy.store.js';
import { FORM_LIMITS } from './form-limits.js';

const FORM = `
ALTER TABLE referral ADD COLUMN marks jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN referral.marks IS 'codes of the form''s head that others than its readers need: green channel, isolation, signature';`;

/** The whole form (domain §4). */
export class Forms1767225600007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FORM);
    await runner.query(insertDefaults(FORM_LIMITS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

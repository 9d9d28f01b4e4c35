import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { LATER_REFERRAL_KEYS } from '../rules/later-policy-keys.js';
import { LATER_LIMITS } from './later-limits.js';

/**
 * V07 counts an onward referral beside the one that it continues: the patient is in care there until somebody else has
 * accepted (T27). Between this migration and the restart an older process refuses new referrals; their keys stay free.
 */
const ONWARD = `
ALTER TABLE referral ADD COLUMN onward_of uuid;
COMMENT ON COLUMN referral.onward_of IS 'the referral whose patient was in care at the sender when this one was submitted';
DROP INDEX referral_one_open;
CREATE UNIQUE INDEX referral_one_open ON referral
  (county, patient_id, direction, to_department, (coalesce(onward_of, '00000000-0000-0000-0000-000000000000')))
  WHERE urgency_class <> 'U1' AND state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired');`;

/** Onward referrals beside the one they continue, a year for approved chronic diseases (domain §7.9), a range for every rule. */
export class OnwardReferrals1767225600020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ONWARD);
    await runner.query(registerKeys(LATER_REFERRAL_KEYS));
    await runner.query(insertDefaults(LATER_LIMITS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

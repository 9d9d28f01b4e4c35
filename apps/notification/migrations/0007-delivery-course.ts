import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { RETRY_DEFAULTS, RETRY_KEYS } from '../delivery/retry-rules.js';

const SCHEMA = 'notification';

const COURSE = [
  `ALTER TABLE ${SCHEMA}.delivery
     DROP CONSTRAINT delivery_channel_check,
     ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('sms', 'phone', 'messenger', 'push', 'email', 'webhook')),
     ADD COLUMN patient_id uuid,
     DROP CONSTRAINT delivery_patient_is_asked_for,
     ADD CONSTRAINT delivery_patient_is_asked_for
       CHECK ((recipient ~ '^(patient|contact):') = (referral_id IS NOT NULL OR patient_id IS NOT NULL)),
     DROP CONSTRAINT delivery_patient_has_county,
     ADD CONSTRAINT delivery_patient_has_county
       CHECK ((referral_id IS NULL AND patient_id IS NULL) = (patient_county IS NULL))`,
  // A fall-back knows the delivery it stands for: when one of them arrives the others need not.
  `ALTER TABLE ${SCHEMA}.delivery ADD COLUMN origin uuid`,
  // Of a channel, or of one hospital's system. Real time: it bounds how often who fails is asked again.
  `CREATE TABLE ${SCHEMA}.breaker (
     key text PRIMARY KEY, failures integer NOT NULL CHECK (failures > 0), open_until timestamptz)`,
];

/** What becomes of a delivery that fails: other channels, and a pause for the one that fails. */
export class DeliveryCourse1795300000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of [...COURSE, registerKeys(RETRY_KEYS), insertDefaults(RETRY_DEFAULTS)]) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { NEWER_REFERRAL_KEYS } from '../rules/newer-policy-keys.js';
import { NEWER_LIMITS } from './newer-limits.js';

/** Requests to void are few among all that ever was referred. */
const VOIDS = `
CREATE INDEX referral_void_waiting ON referral (county, (progress #>> '{voidRequest,dueAt}'), id)
  WHERE progress ? 'voidRequest' AND state NOT IN ('closed', 'rejected', 'cancelled', 'expired')`;

/** Every request to void a referral has an owner and a deadline. */
export class OpenItems1767225600027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [VOIDS, registerKeys(NEWER_REFERRAL_KEYS), insertDefaults(NEWER_LIMITS)]) {
      await runner.query(statement);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { policyGuards } from '#service/rules/policy.guards.js';
import { REFERRAL_KEYS } from '../rules/policy-keys.js';

/** What each parameter means, which values it may have, and who is asked before it changes. */
export class PolicyGuards1767225600014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of policyGuards(schema, REFERRAL_KEYS)) await runner.query(statement);
    const own = { county: ['county'], institution: [] };
    for (const statement of scopePolicy(schema, 'policy_proposal', own)) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

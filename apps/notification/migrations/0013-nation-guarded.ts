import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardNation } from '#service/rules/policy.guards.js';

/** The rows of the nation keep to the ranges of their keys, too. */
export class NationGuarded1795300000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(guardNation('notification'));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';
import { NEWER_SUPPLY_KEYS } from '../policy/newer-policy-keys.js';

const OTHER = 'domain §6, other deadlines [default]';

const DEFAULTS: readonly PolicyDefault[] = [
  { key: 'displaced.escalate.L0', value: '0d', source: OTHER },
  { key: 'displaced.escalate.L1', value: '1d', source: OTHER },
  { key: 'displaced.escalate.L2', value: '3d', source: OTHER },
  { key: 'displaced.escalate.L4', value: '7d', source: OTHER },
  { key: 'displaced.escalate.L5', value: '14d', source: OTHER },
  { key: 'displaced.escalate.repeat', value: '1d', source: '[default] once a day' },
];

const LADDER = `
ALTER TABLE displacement ADD COLUMN escalation jsonb, ADD COLUMN alert_at timestamptz;
COMMENT ON COLUMN displacement.escalation IS 'how far it has been told up the ladder that the desk is late';
CREATE INDEX displacement_alert ON displacement ((coalesce(alert_at, due_at))) WHERE state = 'open-task'`;

/** A desk task that nobody settles climbs the ladder of the other deadlines. */
export class TaskLadder1767225600017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [LADDER, registerKeys(NEWER_SUPPLY_KEYS), insertDefaults(DEFAULTS)]) {
      await runner.query(statement);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

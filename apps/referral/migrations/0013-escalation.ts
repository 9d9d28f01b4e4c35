import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { ESCALATION_LIMITS } from './escalation-limits.js';

const ESCALATION = `
ALTER TABLE referral ADD COLUMN escalation jsonb, ADD COLUMN alert_at timestamptz;
COMMENT ON COLUMN referral.escalation IS 'each open item with its deadline and how far up the ladder it has been told';
COMMENT ON COLUMN referral.alert_at IS 'when the next alert is due; any replica may send it';
CREATE INDEX referral_alert ON referral (alert_at) WHERE alert_at IS NOT NULL;
UPDATE referral SET alert_at = due_at, escalation = jsonb_build_array(jsonb_build_object(
    'kind', due_kind, 'dueAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'rung', NULL, 'repeat', 0,
    'nextAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
 WHERE due_at IS NOT NULL;

CREATE TABLE overdue_alert (
  county char(6) NOT NULL, referral_id uuid NOT NULL, due_kind text NOT NULL, due_at timestamptz NOT NULL,
  rung text NOT NULL CHECK (rung IN ('L0', 'L1', 'L2', 'L3', 'L4', 'L5')), repeat integer NOT NULL CHECK (repeat >= 0),
  owner_role text NOT NULL, owner_county char(6) NOT NULL, owner_institution text NOT NULL, owner_department text,
  at timestamptz NOT NULL,
  PRIMARY KEY (county, referral_id, due_kind, due_at, rung, repeat));
COMMENT ON TABLE overdue_alert IS 'every alert that was sent; its key lets each rung and repeat be sent once';`;

/** Whoever sees a referral sees who was told that it is overdue. */
const policies = (schema: string): string[] => [
  'ALTER TABLE overdue_alert ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY seen ON overdue_alert FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM referral
     WHERE referral.county = overdue_alert.county AND referral.id = overdue_alert.referral_id))`,
  `CREATE POLICY appended ON overdue_alert FOR INSERT TO fenji_${schema} WITH CHECK (true)`,
];

/** The ladder of escalation: which rung is due, what was sent, and the limits as rule rows. */
export class Escalation1767225600013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(ESCALATION);
    for (const statement of [...policies(schema), ...appendOnly(schema, 'overdue_alert')])
      await runner.query(statement);
    await runner.query(insertDefaults(ESCALATION_LIMITS.map(([key, value, source]) => ({ key, value, source }))));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

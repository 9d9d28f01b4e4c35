import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#service/database/standard-tables.js';

const NOTED = `
CREATE TABLE alert_noted (
  county char(6) NOT NULL, referral_id uuid NOT NULL, due_kind text NOT NULL, due_at timestamptz NOT NULL, rung text NOT NULL,
  repeat integer NOT NULL, notice_id uuid NOT NULL, practitioner uuid NOT NULL, role text NOT NULL, institution text NOT NULL,
  at timestamptz NOT NULL, silenced boolean NOT NULL,
  PRIMARY KEY (county, referral_id, due_kind, due_at, rung, repeat),
  FOREIGN KEY (county, referral_id, due_kind, due_at, rung, repeat)
    REFERENCES overdue_alert (county, referral_id, due_kind, due_at, rung, repeat));
COMMENT ON TABLE alert_noted IS 'who has taken note of an alert; silenced: its rung rests until the next one is due';`;

/** Whoever sees a referral sees who has taken note of its alerts. */
const policies = (schema: string): string[] => [
  'ALTER TABLE alert_noted ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY seen ON alert_noted FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM referral
     WHERE referral.county = alert_noted.county AND referral.id = alert_noted.referral_id))`,
  `CREATE POLICY appended ON alert_noted FOR INSERT TO fenji_${schema} WITH CHECK (true)`,
];

/** Acknowledgements of alerts, as they come back from notification. */
export class AlertsNoted1767225600018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [NOTED, ...policies(schema), ...appendOnly(schema, 'alert_noted')])
      await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

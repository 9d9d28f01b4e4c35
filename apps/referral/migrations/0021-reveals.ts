import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#service/database/standard-tables.js';

const REVEALS = `
CREATE TABLE clinical_reveal (
  county char(6) NOT NULL, id uuid NOT NULL, referral_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('complaint', 'adverse-event', 'audit', 'order', 'quality-review')),
  reason_sealed text NOT NULL, account text NOT NULL, practitioner uuid NOT NULL, role text NOT NULL,
  at timestamptz NOT NULL, until timestamptz NOT NULL CHECK (until > at),
  PRIMARY KEY (county, id), FOREIGN KEY (county, referral_id) REFERENCES referral (county, id));
CREATE INDEX clinical_reveal_referral ON clinical_reveal (county, referral_id, at);
COMMENT ON TABLE clinical_reveal IS 'reasons that supervision gave for reading clinical text (domain §14); never changed';`;

/** Whoever sees a referral sees who has read its text, and why. */
const policies = (schema: string): string[] => [
  'ALTER TABLE clinical_reveal ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY seen ON clinical_reveal FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM referral
     WHERE referral.county = clinical_reveal.county AND referral.id = clinical_reveal.referral_id))`,
  `CREATE POLICY appended ON clinical_reveal FOR INSERT TO fenji_${schema} WITH CHECK (EXISTS (SELECT 1 FROM referral
     WHERE referral.county = clinical_reveal.county AND referral.id = clinical_reveal.referral_id))`,
];

/** Why supervision has read a clinical text. */
export class Reveals1767225600021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [REVEALS, ...policies(schema), ...appendOnly(schema, 'clinical_reveal')])
      await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;

const PAST = `
CREATE TABLE patient_contact_past (
  county char(6) NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, phone_sealed text NOT NULL, address_sealed text NOT NULL,
  corrected_by text NOT NULL, role text NOT NULL, institution text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (county, id), FOREIGN KEY (county, patient_id) REFERENCES patient (county, id));
COMMENT ON TABLE patient_contact_past IS 'how a patient was reached before, sealed as in patient, and who has corrected it';
CREATE INDEX patient_contact_past_patient ON patient_contact_past (county, patient_id, at);`;

/**
 * Every house that cares for a patient, or to which he has come, hears his new number first; the row itself is his home's
 * to write. It runs as the owner, and what it may touch follows from the caller's own scope.
 */
const correct = (schema: string): string => `
CREATE FUNCTION correct_contact(entry uuid, of_patient uuid, phone text, address text, who text, as_role text, at timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  PERFORM 1 FROM patient WHERE county = ${COUNTY} AND id = of_patient AND merged_into IS NULL FOR UPDATE;
  IF NOT FOUND OR NOT (may_see_patient(${COUNTY}, of_patient) OR EXISTS (SELECT 1 FROM patient_link l
       WHERE l.county = ${COUNTY} AND l.patient_id = of_patient AND l.institution = ${INSTITUTION} AND l.valid_until > business_now())) THEN
    RETURN false;
  END IF;
  INSERT INTO patient_contact_past
    SELECT county, entry, id, phone_sealed, address_sealed, who, as_role, ${INSTITUTION}, correct_contact.at
      FROM patient WHERE county = ${COUNTY} AND id = of_patient;
  UPDATE patient SET phone_sealed = phone, address_sealed = address WHERE county = ${COUNTY} AND id = of_patient;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION correct_contact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION correct_contact TO fenji_${schema};`;

/** A patient's phone and address can be corrected, and what they were before is kept. */
export class Contacts1767225600038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    const scope = scopePolicy(schema, 'patient_contact_past', { county: ['county'], institution: ['institution'] });
    const statements = [PAST, ...appendOnly(schema, 'patient_contact_past'), ...scope, correct(schema)];
    for (const statement of statements) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

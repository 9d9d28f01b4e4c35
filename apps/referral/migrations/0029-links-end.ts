import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardNation, registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { LINK_KEYS } from '../rules/newer-policy-keys.js';
import { LINK_LIMITS } from './newer-limits.js';

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;

/**
 * Who came to a house is known there for a time, not for ever: whatever the house then does (a visit, a referral, a
 * contract) lets it see the patient by itself. What a merge copies lasts as long as an emergency's.
 */
const LINK = `
ALTER TABLE patient_link ADD COLUMN valid_until timestamptz;
UPDATE patient_link SET valid_until = at + CASE reason WHEN 'emergency' THEN interval '24 hours' ELSE interval '30 days' END;
ALTER TABLE patient_link ALTER COLUMN valid_until SET NOT NULL, ALTER COLUMN valid_until SET DEFAULT business_now() + interval '24 hours';
COMMENT ON COLUMN patient_link.valid_until IS 'until then the house sees the patient by this link alone (patientLink.*)';
DROP POLICY linked ON patient;
DROP POLICY linked ON contract;`;

/** As in migration 0007, with an end; who comes again is known again from then on. */
const functions = (schema: string): string => `
CREATE FUNCTION link_patient(of_patient uuid, why text, who text, at timestamptz, until timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  INSERT INTO patient_link AS known (county, patient_id, institution, reason, linked_by, at, valid_until)
    SELECT county, id, ${INSTITUTION}, why, who, link_patient.at, until FROM patient
     WHERE county = ${COUNTY} AND id = of_patient AND merged_into IS NULL
    ON CONFLICT (county, patient_id, institution) DO UPDATE
      SET reason = excluded.reason, linked_by = excluded.linked_by, at = excluded.at, valid_until = excluded.valid_until
      WHERE excluded.valid_until > known.valid_until;
  RETURN EXISTS (SELECT 1 FROM patient_link
                  WHERE county = ${COUNTY} AND patient_id = of_patient AND institution = ${INSTITUTION});
END $$;
CREATE FUNCTION link_patient_by_card(of_type text, of_blind text, born date, who text, at timestamptz, until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
DECLARE found uuid;
BEGIN
  SELECT id INTO found FROM patient
   WHERE county = ${COUNTY} AND id_type = of_type AND id_blind = of_blind AND birth_date = born AND merged_into IS NULL;
  IF found IS NOT NULL THEN PERFORM link_patient(found, 'registration', who, at, until); END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION link_patient(uuid, text, text, timestamptz, timestamptz),
  link_patient_by_card(text, text, date, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_patient(uuid, text, text, timestamptz, timestamptz),
  link_patient_by_card(text, text, date, text, timestamptz, timestamptz) TO fenji_${schema};`;

const policies = (schema: string): string[] => {
  const linked = (patient: string, of: string) => `${COUNTY} = ${of}.county AND EXISTS (SELECT 1 FROM patient_link l
     WHERE l.county = ${of}.county AND l.patient_id = ${patient} AND l.institution = ${INSTITUTION} AND l.valid_until > business_now())`;
  return [
    `CREATE POLICY linked ON patient FOR SELECT TO fenji_${schema} USING (${linked('patient.id', 'patient')})`,
    `CREATE POLICY linked ON contract FOR SELECT TO fenji_${schema} USING (${linked('contract.patient_id', 'contract')})`,
  ];
};

/** Links between a patient and a house end, and the rows of the nation keep to the ranges of their keys, too. */
export class LinksEnd1767225600029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    const rules = [registerKeys(LINK_KEYS), insertDefaults(LINK_LIMITS), guardNation(schema)];
    for (const statement of [LINK, functions(schema), ...policies(schema), ...rules]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

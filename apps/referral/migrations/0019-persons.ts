import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTY = `current_setting('fenji.county', true)`;

/**
 * Whom a number stands for now. Who writes about a temporary patient holds the row until commit, so that a merge comes
 * before or after it and leaves nothing behind under the number that is gone.
 */
const whoIsMeant = (schema: string): string => `
CREATE FUNCTION present_patient(of_patient uuid) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT coalesce(merged_into, id) FROM patient WHERE county = ${COUNTY} AND id = of_patient FOR KEY SHARE
$$;
CREATE FUNCTION lock_patients(one uuid, other uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  PERFORM 1 FROM patient WHERE county = ${COUNTY} AND id IN (one, other) ORDER BY id FOR UPDATE;
END $$;`;

/** What only one of may be open: where both have one, somebody must end one of them first. */
const OPEN_TWICE = `
  EXISTS (SELECT 1 FROM referral a JOIN referral b USING (county, direction, to_department)
           WHERE county = ${COUNTY} AND a.patient_id = temporary_id AND b.patient_id = into_id
             AND a.urgency_class <> 'U1' AND b.urgency_class <> 'U1'
             AND a.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
             AND b.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired'))
  OR EXISTS (SELECT 1 FROM teleconsultation a JOIN teleconsultation b USING (county, from_institution, to_institution, to_department)
           WHERE county = ${COUNTY} AND a.patient_id = temporary_id AND b.patient_id = into_id
             AND a.state IN ('asked', 'taken', 'returned') AND b.state IN ('asked', 'taken', 'returned'))
  OR EXISTS (SELECT 1 FROM network_approval a JOIN network_approval b USING (county, direction, to_institution, dept_code)
           WHERE county = ${COUNTY} AND a.patient_id = temporary_id AND b.patient_id = into_id
             AND a.state = 'requested' AND b.state = 'requested')`;

/** As before, and: what is recorded of the person's insurance stays, a death is not forgotten, nor who knows the patient. */
const merge = (schema: string): string => `
CREATE OR REPLACE FUNCTION merge_patient(temporary_id uuid, into_id uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
DECLARE of_table text; moved uuid[];
BEGIN
  IF ${OPEN_TWICE} THEN RETURN NULL; END IF;
  SELECT coalesce(array_agg(id ORDER BY id), '{}') INTO moved FROM referral
   WHERE county = ${COUNTY} AND patient_id = temporary_id;
  DELETE FROM coverage WHERE county = ${COUNTY} AND patient_id = temporary_id
     AND EXISTS (SELECT 1 FROM coverage c WHERE c.county = ${COUNTY} AND c.patient_id = into_id);
  INSERT INTO patient_link SELECT county, into_id, institution, reason, linked_by, at FROM patient_link
   WHERE county = ${COUNTY} AND patient_id = temporary_id ON CONFLICT DO NOTHING;
  FOR of_table IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'patient_id' AND NOT a.attisdropped
     WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('patient_link', 'contract')
       AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only')
     ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %I SET patient_id = $1 WHERE county = $2 AND patient_id = $3', of_table)
      USING into_id, ${COUNTY}, temporary_id;
  END LOOP;
  UPDATE patient p SET died_at = coalesce(p.died_at, t.died_at) FROM patient t
   WHERE p.county = ${COUNTY} AND p.id = into_id AND t.county = ${COUNTY} AND t.id = temporary_id AND t.died_at IS NOT NULL;
  UPDATE patient SET merged_into = into_id WHERE county = ${COUNTY} AND id = temporary_id;
  RETURN moved;
END $$;`;

/** One person's word makes a death known; whoever is seen by a doctor afterwards lives. */
const seenAlive = (schema: string): string => `
CREATE FUNCTION seen_alive() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  UPDATE patient SET died_at = NULL WHERE county = NEW.county AND id = NEW.patient_id AND died_at < NEW.visited_at;
  RETURN NULL;
END $$;
CREATE TRIGGER seen_alive AFTER INSERT ON encounter FOR EACH ROW EXECUTE FUNCTION seen_alive();`;

/** Accounts are not persons: one doctor may have two. */
const TWO_PERSONS = `
ALTER TABLE criteria_set ADD COLUMN created_by_person uuid, ADD COLUMN approved_by_person uuid,
  ADD CONSTRAINT approved_by_another_person CHECK (approved_by_person <> created_by_person);
COMMENT ON COLUMN criteria_set.created_by_person IS 'practitioner of the account; null for the sample and for what is older';`;

const rights = (schema: string): string => `
REVOKE ALL ON FUNCTION present_patient, lock_patients FROM PUBLIC;
GRANT EXECUTE ON FUNCTION present_patient, lock_patients TO fenji_${schema};`;

/** Whom a number means, who is dead, and who is a second person. */
export class Persons1767225600019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const text of [whoIsMeant(schema), merge(schema), seenAlive(schema), TWO_PERSONS, rights(schema)]) {
      await runner.query(text);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

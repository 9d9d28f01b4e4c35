import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTY = `current_setting('fenji.county', true)`;

/** Above what a county gives out on a day; by a sequence, which no transaction holds. */
const NUMBERS = 'CREATE SEQUENCE emergency_number AS integer MINVALUE 9000001 MAXVALUE 9999999 CYCLE';

/**
 * A merge takes the temporary patient alone: what is written meanwhile about the person who he is, an emergency above all,
 * goes on. It gives up where it would have to wait itself, and who writes about the temporary patient waits longer than any
 * merge lasts.
 */
const merging = (schema: string): string => `
CREATE OR REPLACE FUNCTION lock_patients(one uuid, other uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} SET lock_timeout = '500ms' AS $$
DECLARE side record;
BEGIN
  FOR side IN SELECT county, id, temporary FROM patient WHERE county = ${COUNTY} AND id IN (one, other) ORDER BY id LOOP
    IF side.temporary THEN PERFORM 1 FROM patient p WHERE p.county = side.county AND p.id = side.id FOR UPDATE;
    ELSE PERFORM 1 FROM patient p WHERE p.county = side.county AND p.id = side.id FOR NO KEY UPDATE;
    END IF;
  END LOOP;
END $$;
ALTER FUNCTION merge_patient(uuid, uuid) SET lock_timeout = '500ms';
ALTER FUNCTION present_patient(uuid) SET lock_timeout = '4s';`;

/** No emergency is refused because something else has a lock for long. */
export class EmergenciesWaitForNobody1767225600030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [NUMBERS, merging(schema)]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

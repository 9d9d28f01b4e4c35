import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;

/**
 * A question is for the two houses alone. That it waits, with whom and since when, is also for who oversees them: without
 * the patient, the question or the answer.
 */
const openQuestions = (schema: string): string => `
CREATE FUNCTION open_questions() RETURNS TABLE (county char(6), id uuid, state text, urgency_class text, to_county char(6),
  to_department text, from_institution text, to_institution text, owner_institution text, owner_role text, escalation jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT county, id, state, urgency_class, to_county, to_department, from_institution, to_institution, owner_institution, owner_role, escalation
    FROM teleconsultation
   WHERE state IN ('asked', 'taken', 'returned') AND escalation IS NOT NULL
     AND (${COUNTY} = '*' OR (${COUNTY} = county AND ${INSTITUTION} IN ('*', from_institution))
       OR (${COUNTY} = to_county AND ${INSTITUTION} IN ('*', to_institution)))
$$;
REVOKE ALL ON FUNCTION open_questions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_questions TO fenji_${schema};`;

/** Questions that wait stand in the overdue report. */
export class OverdueQuestions1767225600031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(openQuestions(schema));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

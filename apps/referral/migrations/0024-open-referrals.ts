import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Asked without a department, whoever is about to write a form learns of every open referral of the patient. */
const openReferrals = (schema: string): string => `
CREATE OR REPLACE FUNCTION open_referral(of_county char(6), of_patient uuid, of_direction text, of_department text)
RETURNS TABLE (id uuid, referral_no text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT r.id, r.referral_no, r.state FROM referral r
   WHERE r.county = of_county AND r.patient_id = of_patient AND r.direction = of_direction
     AND (of_department IS NULL OR (r.to_department = of_department AND r.urgency_class <> 'U1'))
     AND r.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
     AND (current_setting('fenji.county', true) = '*'
          OR (current_setting('fenji.county', true) = of_county AND may_see_patient(of_county, of_patient)))
   ORDER BY r.id DESC LIMIT 20
$$;`;

/** V07 before any department has been chosen. */
export class OpenReferrals1767225600024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(openReferrals(schema));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * V07 past an onward referral. The unique index of migration 0020 keeps two of a kind from racing each other; but once the
 * referral that was continued is closed, the onward one stands under its key alone, and a further one under none. So whoever
 * submits looks at every open one, whatever it continues, and passes over those only that the new one itself continues.
 */
const inTheWay = (schema: string): string => `
CREATE FUNCTION referral_in_the_way(of_county char(6), of_patient uuid, of_direction text, of_department text, continues uuid)
RETURNS TABLE (id uuid, referral_no text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  WITH RECURSIVE continued AS (
    SELECT continues AS id
    UNION SELECT r.onward_of FROM continued JOIN referral r ON r.county = of_county AND r.id = continued.id)
  SELECT r.id, r.referral_no, r.state FROM referral r
   WHERE r.county = of_county AND r.patient_id = of_patient AND r.direction = of_direction AND r.to_department = of_department
     AND r.urgency_class <> 'U1' AND r.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
     AND NOT EXISTS (SELECT FROM continued WHERE continued.id = r.id)
     AND (current_setting('fenji.county', true) = '*'
          OR (current_setting('fenji.county', true) = of_county AND may_see_patient(of_county, of_patient)))
   ORDER BY r.id DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION referral_in_the_way FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referral_in_the_way TO fenji_${schema};`;

/** One open referral for each patient, direction and department, also after an onward one. */
export class InTheWay1767225600026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(inTheWay(schema));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

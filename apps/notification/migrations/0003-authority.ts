import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

/** Institution `-` is none: the authority's scope of the whole county reaches the row, no house does. */
const AUTHORITY = [
  `ALTER TABLE ${SCHEMA}.notice DROP CONSTRAINT notice_of_referral_has_institution`,
  `UPDATE ${SCHEMA}.notice SET institution = '-' WHERE audience = 'authority:' || county`,
  `ALTER TABLE ${SCHEMA}.notice
     ADD CONSTRAINT notice_of_referral_has_institution
       CHECK (institution NOT IN ('*', '-') OR (referral_id IS NULL AND referral_no IS NULL)),
     ADD CONSTRAINT notice_of_authority_is_its_own CHECK ((institution = '-') = (audience = 'authority:' || county)),
     ADD CONSTRAINT notice_of_county_is_for_family_doctors CHECK (institution <> '*' OR audience = 'family-doctors:' || county)`,
];

/** What the authority is told is read by the authority alone; only news of the reserve is read in the whole county. */
export class Authority1795300000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of AUTHORITY) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

const SUBJECT = [
  `ALTER TABLE ${SCHEMA}.notice ADD COLUMN subject_id uuid`,
  `COMMENT ON COLUMN ${SCHEMA}.notice.subject_id IS 'the question or the request that it is about, where that is no referral: a task about it ends with it'`,
  `CREATE INDEX notice_subject ON ${SCHEMA}.notice (subject_id) WHERE subject_id IS NOT NULL`,
  // What was told of questions before names them in its facts; of requests nothing did.
  `UPDATE ${SCHEMA}.notice SET subject_id = (facts ->> 'teleconsultationId')::uuid
    WHERE facts ? 'teleconsultationId' AND urgency <> 'info' AND acknowledged_at IS NULL`,
  `COMMENT ON COLUMN ${SCHEMA}.referral_passed.referral_id IS 'the referral; or the question, or the request to leave the network, before there is one'`,
];

/** A question to a specialist and a request to leave the network end their tasks as a referral does. */
export class Subject1795300000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of SUBJECT) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

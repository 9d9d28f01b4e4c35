import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

const OVER = [
  `ALTER TABLE ${SCHEMA}.notice ADD COLUMN over_at timestamptz,
     ADD CONSTRAINT notice_over_is_a_task CHECK (over_at IS NULL OR urgency <> 'info')`,
  `COMMENT ON COLUMN ${SCHEMA}.notice.over_at IS 'when its referral had moved on: it waits for nobody any more'`,
  `DROP INDEX ${SCHEMA}.notice_unacknowledged`,
  `CREATE INDEX notice_open ON ${SCHEMA}.notice (county, audience, seq) WHERE urgency <> 'info' AND acknowledged_at IS NULL AND over_at IS NULL`,
  // The notices of a referral stand in several counties.
  `DROP INDEX ${SCHEMA}.notice_referral`,
  `CREATE INDEX notice_referral ON ${SCHEMA}.notice (referral_id, id) WHERE referral_id IS NOT NULL`,
  `ALTER TABLE ${SCHEMA}.notice_snooze DROP CONSTRAINT notice_snooze_ended_by_check,
     ADD CONSTRAINT notice_snooze_ended_by_check CHECK (ended_by IN ('time', 'alert', 'acknowledgement', 'moved-on'))`,
];

/** Tasks end when the referral has moved on, and all that was told of a referral is found by its id. */
export class Over1795300000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of OVER) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

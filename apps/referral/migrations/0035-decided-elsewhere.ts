import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The search for late and refused decisions (AN8) reads referrals that went on to another house as well. */
const DECIDED = `
DROP INDEX referral_event_decided;
CREATE INDEX referral_event_decided ON referral_event (county, at) WHERE transition IN ('T06', 'T07', 'T15');`;

/** That search looks at decisions, and not at the whole history of a county. */
export class DecidedElsewhere1767225600035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DECIDED);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody must act on next is asked by owner and deadline; the rest of his own open referrals are few. */
const INDEXES = `
CREATE INDEX referral_waiting ON referral (owner_institution, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX referral_to_choose ON referral (county, from_institution)
  WHERE progress ? 'formDueAt' OR state IN ('accepted', 'waitlisted') AND options IS NOT NULL;`;

/** The list of what waits for one person. */
export class Waiting1767225600023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a house must act on, by deadline: a small part of all that ever came to it or went from it. */
const OPEN = [
  `CREATE INDEX referral_open_here ON referral (to_county, to_institution, due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX referral_open_sent ON referral (county, from_institution, due_at) WHERE due_at IS NOT NULL`,
];

/** Worklists read open referrals only. */
export class Worklists1767225600025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of OPEN) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The post that somebody with several has chosen for the session. */
export class Posts1795400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE door.session ADD COLUMN post text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

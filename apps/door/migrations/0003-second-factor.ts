import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a session was begun, and the roles of its token: null where a door kept it that did not look yet. */
export class SecondFactor1795400000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE door.session ADD COLUMN roles text[], ADD COLUMN second_factor boolean');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

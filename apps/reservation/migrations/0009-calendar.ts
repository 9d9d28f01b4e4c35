import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarTables } from '#service/calendar/calendar.store.js';
import { appendOnly } from '#service/database/standard-tables.js';

/** A copy of the holidays that referral publishes. */
export class Calendar1767225600009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of calendarTables) await runner.query(statement);
    for (const table of ['calendar_table', 'calendar_day']) {
      for (const statement of appendOnly(schema, table)) await runner.query(statement);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

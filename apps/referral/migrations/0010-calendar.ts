import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarTables } from '#service/calendar/calendar.store.js';
import { appendOnly } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';

const GAP = `
CREATE TABLE calendar_gap (
  county char(6) NOT NULL, year smallint NOT NULL, id uuid NOT NULL, times integer NOT NULL CHECK (times >= 1),
  remind_at timestamptz NOT NULL, PRIMARY KEY (county, year));
COMMENT ON TABLE calendar_gap IS 'years that deadlines reach without a table of holidays, as told to the health authority';`;

/** Holidays and make-up days; they hang in the network, which every process reads again once they change. */
export class Calendar1767225600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of calendarTables) await runner.query(statement);
    for (const table of ['calendar_table', 'calendar_day']) {
      for (const statement of appendOnly(schema, table)) await runner.query(statement);
    }
    // Days come with their table, in one transaction: the trigger on the tables says it all.
    await runner.query(
      `CREATE TRIGGER changed AFTER INSERT ON calendar_table FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version()`,
    );
    await runner.query(GAP);
    await runner.query(
      insertDefaults([
        {
          key: 'calendar.neededAhead',
          value: '30d',
          source: '[default] the longest limit in working time ends well within it',
        },
        { key: 'calendar.remindEvery', value: '7d', source: '[default]' },
        {
          key: 'calendar.leastHolidays',
          value: 11,
          source: '[default] fewer than the statutory days of a year: a torn file',
        },
      ]),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

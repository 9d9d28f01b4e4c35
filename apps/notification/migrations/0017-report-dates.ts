import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { REPORT_DATE_DEFAULTS, REPORT_DATE_KEYS } from '../report-date/policy-keys.js';

const SCHEMA = 'notification';

/** When a county was told that a report is due: once for each. */
export class ReportDates1795300000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      `CREATE TABLE ${SCHEMA}.report_date_told (
         county char(6) NOT NULL, event text NOT NULL, period text NOT NULL, told_at timestamptz NOT NULL,
         PRIMARY KEY (county, event, period))`,
      ...scopePolicy(SCHEMA, 'report_date_told', { county: ['county'], institution: [] }),
      registerKeys(REPORT_DATE_KEYS),
      insertDefaults(REPORT_DATE_DEFAULTS),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

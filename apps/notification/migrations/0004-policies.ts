import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarTables } from '#service/calendar/calendar.store.js';
import { scopePolicy } from '#service/database/standard-tables.js';
import { policyGuards } from '#service/rules/policy.guards.js';
import { insertDefaults, type PolicyDefault, policyTables } from '#service/rules/policy.store.js';
import { REACH_KEYS } from '../policy/policy-keys.js';

const SCHEMA = 'notification';

const DEFAULTS: PolicyDefault[] = [
  { key: 'quiet.from', value: { days: 0, at: '21:00' }, source: 'domain §10: quiet hours 21:00-07:00' },
  { key: 'quiet.to', value: { days: 0, at: '07:00' }, source: 'domain §10: quiet hours 21:00-07:00' },
  { key: 'digest.dailyAt', value: { days: 0, at: '07:30' }, source: '[default] before the morning clinic' },
  { key: 'patient.appBy', value: 'sms', source: '[default] domain §10 names an app; patients have no account yet' },
];

/** The parameters of notification, and a copy of the holidays: a summary waits for the next working day. */
export class Policies1795300000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      ...policyTables,
      ...policyGuards(SCHEMA, REACH_KEYS),
      insertDefaults(DEFAULTS),
      ...calendarTables,
      ...scopePolicy(SCHEMA, 'policy_proposal', { county: ['county'], institution: [] }),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

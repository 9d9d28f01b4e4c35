import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';
import { REMINDER_KEYS } from '../reminder/policy-keys.js';

const SCHEMA = 'notification';

const TABLES = [
  `CREATE TABLE reminder (
     county char(6) NOT NULL, id uuid NOT NULL, referral_id uuid NOT NULL, about text NOT NULL CHECK (about IN ('visit', 'hold', 'follow-up', 'down')),
     event text NOT NULL, from_institution text NOT NULL, to_institution text NOT NULL,
     due_at timestamptz NOT NULL, useless_at timestamptz NOT NULL, data jsonb NOT NULL,
     PRIMARY KEY (county, id),
     CONSTRAINT of_use_when_due CHECK (due_at < useless_at),
     CONSTRAINT reminder_once UNIQUE (county, referral_id, about, event, due_at))`,
  'CREATE INDEX reminder_due ON reminder (due_at)',
  `COMMENT ON TABLE reminder IS 'what is to be told when, in business time; a row goes when it is told, or when what it is about ends or moves'`,
  `CREATE TABLE reminder_course (
     county char(6) NOT NULL, referral_id uuid NOT NULL, from_institution text NOT NULL, to_institution text NOT NULL,
     visit integer NOT NULL, hold integer NOT NULL, follow_up integer NOT NULL, down integer NOT NULL, heard_at timestamptz NOT NULL,
     PRIMARY KEY (county, referral_id))`,
  'CREATE INDEX reminder_course_heard ON reminder_course (heard_at)',
  `COMMENT ON TABLE reminder_course IS 'by which version of the referral each kind of its reminders was made: a message that comes late changes nothing'`,
];

const LIST = 'domain §10';
const DEFAULTS: PolicyDefault[] = [
  { key: 'remind.dayBefore', value: { days: 1, at: '10:00' }, source: `${LIST}: T−1 d 10:00` },
  { key: 'remind.evening', value: { days: 1, at: '20:00' }, source: `${LIST}: start before 09:00: T−1 d 20:00` },
  { key: 'remind.early', value: { days: 0, at: '09:00' }, source: `${LIST}: start before 09:00` },
  { key: 'remind.beforeStart', value: 120, source: `${LIST}: start − 2 h` },
  { key: 'remind.hold.leftBps', value: 2_500, source: `${LIST}: 25 % of TTL left` },
  { key: 'remind.followUp.before', value: { days: 2, at: '08:00' }, source: `${LIST}: D−2; the hour is [default]` },
  { key: 'remind.followUp.due', value: { days: 0, at: '08:00' }, source: `${LIST}: D; the hour is [default]` },
  { key: 'remind.followUp.overdue', value: { days: -3, at: '08:00' }, source: `${LIST}: D+3; the hour is [default]` },
  { key: 'remind.down.again', value: 720, source: `${LIST}: again at 12 h` },
];

/** What is told when a time has come. */
export class Reminders1795300000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const seen = { county: ['county'], institution: ['from_institution', 'to_institution'] };
    const texts = [
      ...TABLES,
      ...['reminder', 'reminder_course'].flatMap((table) => scopePolicy(SCHEMA, table, seen)),
      registerKeys(REMINDER_KEYS),
      insertDefaults(DEFAULTS),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';
import { SNOOZE_KEYS } from '../policy/policy-keys.js';

const SCHEMA = 'notification';

const ACKNOWLEDGED = [
  `ALTER TABLE ${SCHEMA}.notice ADD COLUMN item jsonb,
     ADD COLUMN acknowledged_at timestamptz, ADD COLUMN acknowledged_by uuid, ADD COLUMN acknowledged_role text,
     ADD CONSTRAINT notice_acknowledged_by_somebody
       CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL) AND (acknowledged_at IS NULL) = (acknowledged_role IS NULL)),
     ADD CONSTRAINT notice_acknowledged_is_a_task CHECK (acknowledged_at IS NULL OR urgency <> 'info')`,
  `COMMENT ON COLUMN ${SCHEMA}.notice.item IS 'the overdue item and the rung that it tells of: what an acknowledgement goes back to'`,
  `CREATE INDEX notice_unacknowledged ON ${SCHEMA}.notice (county, audience, seq) WHERE urgency <> 'info' AND acknowledged_at IS NULL`,
  // Whoever of a post was first has taken it on; nobody after that.
  `CREATE TRIGGER acknowledged_for_good BEFORE UPDATE OF acknowledged_at, acknowledged_by, acknowledged_role ON ${SCHEMA}.notice
     FOR EACH ROW WHEN (OLD.acknowledged_at IS NOT NULL) EXECUTE FUNCTION ${SCHEMA}.refuse_change()`,
];

const PUT_OFF = [
  `CREATE TABLE ${SCHEMA}.notice_snooze (
     county char(6) NOT NULL, practitioner uuid NOT NULL, notice_id uuid NOT NULL, institution text NOT NULL, subject_id uuid,
     until timestamptz NOT NULL, snoozed_at timestamptz NOT NULL, ended_at timestamptz,
     ended_by text CHECK (ended_by IN ('time', 'alert', 'acknowledgement')),
     PRIMARY KEY (county, practitioner, notice_id), FOREIGN KEY (county, notice_id) REFERENCES ${SCHEMA}.notice (county, id),
     CONSTRAINT ended_by_something CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
     CONSTRAINT until_later CHECK (until > snoozed_at))`,
  `COMMENT ON COLUMN ${SCHEMA}.notice_snooze.subject_id IS 'what the notice is about: a new alert about it ends the snooze'`,
  `CREATE INDEX notice_snooze_due ON ${SCHEMA}.notice_snooze (until) WHERE ended_at IS NULL`,
  `CREATE INDEX notice_snooze_subject ON ${SCHEMA}.notice_snooze (subject_id) WHERE ended_at IS NULL`,
  `CREATE INDEX notice_snooze_notice ON ${SCHEMA}.notice_snooze (county, notice_id) WHERE ended_at IS NULL`,
];

/**
 * Unread = all there are, less those up to the mark, less those read beyond it: three numbers however long the list is.
 * Triggers keep them, so that no way of reading can forget it.
 */
const COUNTED = [
  `CREATE TABLE ${SCHEMA}.notice_reader (
     county char(6) NOT NULL, practitioner uuid NOT NULL, audience text NOT NULL,
     read_to integer NOT NULL DEFAULT 0 CHECK (read_to >= 0), read_beyond integer NOT NULL DEFAULT 0 CHECK (read_beyond >= 0),
     marked_at timestamptz,
     PRIMARY KEY (county, practitioner, audience))`,
  `COMMENT ON TABLE ${SCHEMA}.notice_reader IS 'how far somebody has read an audience: all up to read_to, and so many beyond it'`,
  `ALTER TABLE ${SCHEMA}.notice_read ADD COLUMN seq integer`,
  `UPDATE ${SCHEMA}.notice_read r SET seq = n.seq FROM ${SCHEMA}.notice n WHERE n.county = r.county AND n.id = r.notice_id`,
  `INSERT INTO ${SCHEMA}.notice_reader (county, practitioner, audience, read_beyond)
   SELECT county, practitioner, audience, count(*) FROM ${SCHEMA}.notice_read GROUP BY county, practitioner, audience`,
  `DROP INDEX ${SCHEMA}.notice_read_audience`,
  `CREATE INDEX notice_read_audience ON ${SCHEMA}.notice_read (county, practitioner, audience, seq)`,
  `CREATE FUNCTION ${SCHEMA}.place_reading() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     SELECT n.seq INTO STRICT NEW.seq FROM ${SCHEMA}.notice n WHERE n.county = NEW.county AND n.id = NEW.notice_id;
     RETURN NEW; END $$`,
  `CREATE TRIGGER place_reading BEFORE INSERT ON ${SCHEMA}.notice_read FOR EACH ROW EXECUTE FUNCTION ${SCHEMA}.place_reading()`,
  // Where everything up to the newest that was read is read, the mark moves there.
  `CREATE FUNCTION ${SCHEMA}.count_reading() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     INSERT INTO ${SCHEMA}.notice_reader AS reader (county, practitioner, audience, read_beyond)
     VALUES (NEW.county, NEW.practitioner, NEW.audience, 1)
         ON CONFLICT (county, practitioner, audience)
         DO UPDATE SET read_beyond = reader.read_beyond + CASE WHEN NEW.seq > reader.read_to THEN 1 ELSE 0 END;
     UPDATE ${SCHEMA}.notice_reader reader SET read_to = newest.seq, read_beyond = 0
       FROM (SELECT max(seq) AS seq FROM ${SCHEMA}.notice_read
              WHERE county = NEW.county AND practitioner = NEW.practitioner AND audience = NEW.audience) newest
      WHERE reader.county = NEW.county AND reader.practitioner = NEW.practitioner AND reader.audience = NEW.audience
        AND reader.read_beyond > 0 AND reader.read_to + reader.read_beyond = newest.seq;
     RETURN NULL; END $$`,
  `CREATE TRIGGER count_reading AFTER INSERT ON ${SCHEMA}.notice_read FOR EACH ROW EXECUTE FUNCTION ${SCHEMA}.count_reading()`,
];

const DEFAULTS: PolicyDefault[] = [
  { key: 'snooze.longest.urgent', value: '5m', source: '[default] domain §6: a named person within 5 min for U1' },
  { key: 'snooze.longest.task', value: '24h', source: '[default] every task is seen once a day' },
  { key: 'snooze.longest.info', value: '30d', source: '[default]' },
];

/** Acknowledged, put off, and counted: what an inbox needs beside the notices themselves. */
export class Inbox1795300000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      ...ACKNOWLEDGED,
      ...PUT_OFF,
      ...COUNTED,
      registerKeys(SNOOZE_KEYS),
      insertDefaults(DEFAULTS),
      ...scopePolicy(SCHEMA, 'notice_snooze', { county: ['county'], institution: ['institution'] }),
      ...scopePolicy(SCHEMA, 'notice_reader', { county: ['county'], institution: [] }),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

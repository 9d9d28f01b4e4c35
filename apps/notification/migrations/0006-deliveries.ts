import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

const TABLES = [
  // `id` is what every SMS, e-mail and webhook carries: the other side knows a second sending by it.
  `CREATE TABLE ${SCHEMA}.delivery (
     county char(6) NOT NULL, id uuid NOT NULL, notice_id uuid NOT NULL, recipient text NOT NULL,
     channel text NOT NULL CHECK (channel IN ('sms', 'messenger', 'push', 'email', 'webhook')),
     fallback text[] NOT NULL, urgency text NOT NULL CHECK (urgency IN ('urgent', 'task', 'info')),
     rank smallint NOT NULL GENERATED ALWAYS AS (CASE urgency WHEN 'urgent' THEN 0 WHEN 'task' THEN 1 ELSE 2 END) STORED,
     language text NOT NULL CHECK (language IN ('zh', 'en')), patient_county char(6), referral_id uuid,
     owner text NOT NULL, institution text NOT NULL,
     state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'delivered', 'dead', 'expired', 'cancelled', 'not-configured')),
     attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
     spared integer NOT NULL DEFAULT 0 CHECK (spared BETWEEN 0 AND attempts),
     next_at timestamptz NOT NULL, expires_at timestamptz, lease_until timestamptz,
     ended_at timestamptz, reason text, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (county, id),
     FOREIGN KEY (county, notice_id) REFERENCES ${SCHEMA}.notice (county, id),
     CONSTRAINT delivery_once UNIQUE (county, notice_id, recipient, channel),
     CONSTRAINT delivery_patient_is_asked_for CHECK ((recipient ~ '^(patient|contact):') = (referral_id IS NOT NULL)),
     CONSTRAINT delivery_patient_has_county CHECK ((referral_id IS NULL) = (patient_county IS NULL)),
     CONSTRAINT delivery_sending_is_leased CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
     CONSTRAINT delivery_end_is_dated CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL)),
     CONSTRAINT delivery_end_has_reason CHECK (state NOT IN ('dead', 'cancelled') OR reason IS NOT NULL),
     CONSTRAINT delivery_sent_was_tried CHECK (state NOT IN ('sending', 'sent') OR attempts > 0))`,
  `CREATE INDEX delivery_due ON ${SCHEMA}.delivery (channel, rank, next_at) WHERE state = 'waiting'`,
  `CREATE INDEX delivery_expiry ON ${SCHEMA}.delivery (expires_at) WHERE state = 'waiting' AND expires_at IS NOT NULL`,
  `CREATE INDEX delivery_lease ON ${SCHEMA}.delivery (lease_until) WHERE state = 'sending'`,
  `CREATE INDEX delivery_dead ON ${SCHEMA}.delivery (county, id) WHERE state = 'dead'`,
  `CREATE TABLE ${SCHEMA}.delivery_attempt (
     county char(6) NOT NULL, delivery_id uuid NOT NULL, attempt integer NOT NULL CHECK (attempt > 0),
     channel text NOT NULL, result text NOT NULL CHECK (result IN ('accepted', 'failed', 'refused', 'unknown')),
     code text NOT NULL, milliseconds integer CHECK (milliseconds >= 0),
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (county, delivery_id, attempt),
     FOREIGN KEY (county, delivery_id) REFERENCES ${SCHEMA}.delivery (county, id))`,
  `CREATE INDEX delivery_attempt_age ON ${SCHEMA}.delivery_attempt (at)`,
  // The other side's word, known by our id: it may come before the attempt is recorded, and twice.
  `CREATE TABLE ${SCHEMA}.delivery_receipt (
     county char(6) NOT NULL, delivery_id uuid NOT NULL, status text NOT NULL CHECK (status IN ('delivered', 'undelivered')),
     attempt integer NOT NULL, code text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (county, delivery_id, status, attempt),
     FOREIGN KEY (county, delivery_id) REFERENCES ${SCHEMA}.delivery (county, id))`,
  `CREATE TABLE ${SCHEMA}.delivery_redrive (
     county char(6) NOT NULL, delivery_id uuid NOT NULL, id uuid NOT NULL, account text NOT NULL, practitioner text NOT NULL,
     at timestamptz NOT NULL, PRIMARY KEY (county, delivery_id, id),
     FOREIGN KEY (county, delivery_id) REFERENCES ${SCHEMA}.delivery (county, id))`,
];

/** The ledger of what leaves the house: each delivery, each attempt, each receipt (domain §10). */
export class Deliveries1795300000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const ofHistory = ['delivery_attempt', 'delivery_receipt', 'delivery_redrive'];
    const texts = [
      ...TABLES,
      ...scopePolicy(SCHEMA, 'delivery', { county: ['county'], institution: ['institution'] }),
      ...ofHistory.flatMap((table) => [
        ...appendOnly(SCHEMA, table),
        ...scopePolicy(SCHEMA, table, { county: ['county'], institution: [] }),
      ]),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

const STATES = `'waiting', 'sending', 'sent', 'delivered', 'dead', 'expired', 'cancelled', 'not-configured', 'settled'`;

const SETTLED = [
  `ALTER TABLE ${SCHEMA}.delivery
     DROP CONSTRAINT delivery_state_check,
     ADD CONSTRAINT delivery_state_check CHECK (state IN (${STATES})),
     ADD COLUMN settled_how text CHECK (settled_how IN ('told-by-phone', 'told-in-person', 'not-needed')),
     ADD COLUMN settled_by text,
     ADD CONSTRAINT delivery_settlement_is_whole
       CHECK ((state = 'settled') = (settled_how IS NOT NULL) AND (settled_how IS NULL) = (settled_by IS NULL))`,
  // The report of the last day must not read the ledger of a year.
  `CREATE INDEX delivery_ended ON ${SCHEMA}.delivery (ended_at) WHERE state IN ('sent', 'delivered')`,
  `CREATE INDEX delivery_attempt_failed ON ${SCHEMA}.delivery_attempt (at) WHERE result <> 'accepted'`,
];

/** What was given up is ended by a person who has told the recipient, or knows why nobody need. */
export class Settlements1795300000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of SETTLED) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

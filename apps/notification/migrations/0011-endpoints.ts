import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

const SCHEMA = 'notification';

const TABLES = [
  `CREATE TABLE ${SCHEMA}.webhook (
     county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, url text NOT NULL, secret_sealed text NOT NULL,
     created_by text NOT NULL, created_at timestamptz NOT NULL, ended_at timestamptz CHECK (ended_at >= created_at),
     PRIMARY KEY (county, id))`,
  `CREATE UNIQUE INDEX webhook_once ON ${SCHEMA}.webhook (county, institution, url) WHERE ended_at IS NULL`,
  // An endpoint is an address of a person's device: sealed, and known again by its digest.
  `CREATE TABLE ${SCHEMA}.push_subscription (
     county char(6) NOT NULL, practitioner uuid NOT NULL, id uuid NOT NULL, institution text NOT NULL,
     endpoint_digest text NOT NULL, sealed text NOT NULL, created_at timestamptz NOT NULL,
     PRIMARY KEY (county, practitioner, id),
     CONSTRAINT push_subscription_once UNIQUE (county, practitioner, endpoint_digest))`,
];

/** Where hospital systems and browsers want to be told. */
export class Endpoints1795300000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      ...TABLES,
      ...scopePolicy(SCHEMA, 'webhook', { county: ['county'], institution: ['institution'] }),
      ...scopePolicy(SCHEMA, 'push_subscription', { county: ['county'], institution: ['institution'] }),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

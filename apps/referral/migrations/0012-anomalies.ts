import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';

/** An entry is stored once for its evidence; what people say of it is added and never changed. */
const ANOMALIES = `
CREATE TABLE anomaly (
  county char(6) NOT NULL, id uuid NOT NULL, code text NOT NULL CHECK (code ~ '^AN([1-9]|10)$'), evidence_key text NOT NULL,
  institution text NOT NULL, practitioner uuid, happened_at timestamptz NOT NULL, found_at timestamptz NOT NULL,
  evidence jsonb NOT NULL, thresholds jsonb NOT NULL, rule_set_version text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'seen', 'explained', 'confirmed', 'dismissed')),
  PRIMARY KEY (county, id), CONSTRAINT once_for_its_evidence UNIQUE (county, code, evidence_key));
CREATE INDEX anomaly_list ON anomaly (county, happened_at DESC, id DESC);
CREATE TABLE anomaly_review (
  county char(6) NOT NULL, anomaly_id uuid NOT NULL, seq smallint NOT NULL CHECK (seq > 0), institution text NOT NULL,
  status text NOT NULL CHECK (status IN ('seen', 'explained', 'confirmed', 'dismissed')), reason_sealed text,
  account text NOT NULL, role text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (county, anomaly_id, seq), FOREIGN KEY (county, anomaly_id) REFERENCES anomaly (county, id),
  CONSTRAINT an_end_has_a_reason CHECK (status = 'seen' OR reason_sealed IS NOT NULL));
COMMENT ON TABLE anomaly IS 'something to look at, never a sanction (domain §11): ids, codes and times, no identity';
CREATE INDEX referral_arrived ON referral (county, arrived_at) WHERE arrived_at IS NOT NULL;
CREATE INDEX referral_event_decided ON referral_event (county, at) WHERE transition IN ('T06', 'T07');`;

const DEFAULT = 'domain §11 [default]';

const LIMITS: readonly (readonly [key: string, value: number | boolean, source: string])[] = [
  ['anomaly.lookBackDays', 40, 'how far back a round looks [default]'],
  ['anomaly.AN1.hours', 48, 'domain §11 AN1, Guangxi insurance agreement art. 23 [official]'],
  ['anomaly.AN1.ordersFed', false, 'whether the hospitals of the county record orders or ward entries here [default]'],
  ['anomaly.AN4.days', 10, 'domain §11 AN4 [policy SH] idea'],
  ['anomaly.AN5.days', 14, DEFAULT],
  ['anomaly.AN5.referrals', 3, DEFAULT],
  ['anomaly.AN6.days', 90, DEFAULT],
  ['anomaly.AN6.shareBps', 3000, DEFAULT],
  ['anomaly.AN6.least', 10, DEFAULT],
  ['anomaly.AN8.days', 7, DEFAULT],
  ['anomaly.AN8.lateBps', 1000, DEFAULT],
  ['anomaly.AN8.rejectedBps', 3000, DEFAULT],
  ['anomaly.AN8.least', 10, DEFAULT],
  ['anomaly.AN10.hours', 24, 'domain §11 AN10: at the receiver so long before the form [default]'],
];

/** Signals of something to look at: review lists with their evidence (domain §11). */
export class Anomalies1767225600012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(ANOMALIES);
    const guards = [
      ...scopePolicy(schema, 'anomaly', { county: ['county'], institution: ['institution'] }),
      ...scopePolicy(schema, 'anomaly_review', { county: ['county'], institution: ['institution'] }),
      ...appendOnly(schema, 'anomaly_review'),
    ];
    for (const statement of guards) await runner.query(statement);
    await runner.query(insertDefaults(LIMITS.map(([key, value, source]) => ({ key, value, source }))));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

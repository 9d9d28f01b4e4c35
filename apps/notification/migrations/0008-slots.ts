import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';
import { SLOT_KEYS } from '../slot/policy-keys.js';

const SCHEMA = 'notification';

/** Who may use whose reserve (referral), what is left (reservation), and who waits: copies that decide nothing. */
const KNOWN = [
  `CREATE TABLE reserve_circle (
     county char(6) NOT NULL, consortium_id uuid NOT NULL, hospitals text[] NOT NULL, version integer NOT NULL,
     PRIMARY KEY (county, consortium_id))`,
  `CREATE TABLE reserve_doctor (
     county char(6) NOT NULL, consortium_id uuid NOT NULL, practitioner uuid NOT NULL, institution text NOT NULL,
     PRIMARY KEY (county, consortium_id, practitioner))`,
  'CREATE INDEX reserve_doctor_person ON reserve_doctor (county, practitioner)',
  `CREATE TABLE slot_level (
     county char(6) NOT NULL, session_id uuid NOT NULL, institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL,
     doctor_id text, starts_at timestamptz NOT NULL, protected integer NOT NULL, open integer NOT NULL,
     opens_family_at timestamptz NOT NULL, opens_public_at timestamptz NOT NULL, routine_until timestamptz NOT NULL,
     closes_at timestamptz NOT NULL, version integer NOT NULL, opened_told boolean NOT NULL DEFAULT false,
     PRIMARY KEY (county, session_id)) WITH (fillfactor = 70)`,
  'CREATE INDEX slot_level_opening ON slot_level (opens_family_at) WHERE NOT opened_told',
  'CREATE INDEX slot_level_over ON slot_level (closes_at)',
  'CREATE INDEX slot_level_search ON slot_level (county, institution, pool, group_code)',
  `CREATE TABLE slot_waiting (
     county char(6) NOT NULL, referral_id uuid NOT NULL, referral_no text NOT NULL, institution text NOT NULL,
     version integer NOT NULL, state text NOT NULL, held_until timestamptz, died boolean NOT NULL,
     wanted_version integer NOT NULL DEFAULT 0, entitlement text, urgency_class text NOT NULL, pool text, group_code text,
     valid_until timestamptz, heard_at timestamptz NOT NULL,
     PRIMARY KEY (county, referral_id))`,
  'CREATE INDEX slot_waiting_heard ON slot_waiting (heard_at)',
];

const SUBSCRIPTIONS = [
  `CREATE TABLE slot_subscription (
     county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, institution text NOT NULL, practitioner uuid NOT NULL,
     hospital text, pool text, department text, doctor_id text, exam_item text, referral_id uuid, news text[] NOT NULL,
     created_at timestamptz NOT NULL, valid_until timestamptz NOT NULL, ended_at timestamptz,
     end_reason text CHECK (end_reason IN ('withdrawn', 'expired', 'has-unit', 'died', 'referral-ended')),
     PRIMARY KEY (county, id),
     CONSTRAINT about_something CHECK (num_nonnulls(hospital, department, doctor_id, exam_item, referral_id) > 0),
     CONSTRAINT a_patient_alone CHECK (referral_id IS NULL OR num_nonnulls(hospital, pool, department, doctor_id, exam_item) = 0),
     CONSTRAINT an_exam_has_no_doctor CHECK (exam_item IS NULL OR num_nonnulls(department, doctor_id) = 0),
     CONSTRAINT hears_something CHECK (cardinality(news) > 0 AND news <@ ARRAY['opened', 'low', 'freed', 'last-call']),
     CONSTRAINT ended_for_a_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)))`,
  `CREATE UNIQUE INDEX slot_subscription_once ON slot_subscription (county, practitioner, coalesce(hospital, ''), coalesce(pool, ''),
     coalesce(department, ''), coalesce(doctor_id, ''), coalesce(exam_item, ''), coalesce(referral_id::text, '')) WHERE ended_at IS NULL`,
  'CREATE INDEX slot_subscription_referral ON slot_subscription (county, referral_id) WHERE ended_at IS NULL AND referral_id IS NOT NULL',
  'CREATE INDEX slot_subscription_until ON slot_subscription (valid_until) WHERE ended_at IS NULL',
  'CREATE INDEX slot_subscription_list ON slot_subscription (county, practitioner, id)',
];

/** `gather_until` is real time, as it bounds a delay and no deadline of the domain; `next_wave_at` is business time. */
const ALERTS = [
  `CREATE TABLE slot_alert (
     county char(6) NOT NULL, id uuid NOT NULL, news text NOT NULL CHECK (news IN ('opened', 'low', 'freed', 'last-call')),
     institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL, until timestamptz,
     state text NOT NULL DEFAULT 'gathering' CHECK (state IN ('gathering', 'telling', 'told', 'gone')),
     gather_until timestamptz NOT NULL, next_wave_at timestamptz, waves integer NOT NULL DEFAULT 0, occurred_at timestamptz NOT NULL,
     PRIMARY KEY (county, id),
     CONSTRAINT telling_has_a_next_wave CHECK ((state = 'telling') = (next_wave_at IS NOT NULL)))`,
  `CREATE UNIQUE INDEX slot_alert_gathering ON slot_alert (county, news, institution, pool, group_code) WHERE state = 'gathering'`,
  `CREATE INDEX slot_alert_gathered ON slot_alert (gather_until) WHERE state = 'gathering'`,
  `CREATE INDEX slot_alert_wave ON slot_alert (next_wave_at) WHERE state = 'telling'`,
  `CREATE INDEX slot_alert_over ON slot_alert (occurred_at) WHERE state IN ('told', 'gone')`,
  `CREATE TABLE slot_alert_session (
     county char(6) NOT NULL, alert_id uuid NOT NULL, session_id uuid NOT NULL,
     PRIMARY KEY (county, alert_id, session_id),
     FOREIGN KEY (county, alert_id) REFERENCES slot_alert (county, id) ON DELETE CASCADE)`,
  `CREATE TABLE slot_told (
     county char(6) NOT NULL, alert_id uuid NOT NULL, practitioner uuid NOT NULL, notice_id uuid NOT NULL, doctor_id text,
     told_at timestamptz NOT NULL,
     PRIMARY KEY (county, alert_id, practitioner),
     FOREIGN KEY (county, alert_id) REFERENCES slot_alert (county, id) ON DELETE CASCADE)`,
  'CREATE INDEX slot_told_notice ON slot_told (county, notice_id)',
  `CREATE TABLE slot_turn (
     county char(6) NOT NULL, practitioner uuid NOT NULL, told_at timestamptz NOT NULL, PRIMARY KEY (county, practitioner))`,
  `COMMENT ON TABLE slot_told IS 'one row for each doctor and piece of news, by however many subscriptions he hears of it'`,
  `COMMENT ON TABLE slot_turn IS 'when a doctor was told last: who waited longest comes first'`,
];

const DEFAULTS: PolicyDefault[] = [
  { key: 'slot.wave.perUnit', value: 3, source: '[default] some who are told have no patient for it' },
  { key: 'slot.wave.minutes', value: 10, source: '[default] time to ask one patient' },
  { key: 'slot.subscription.days', value: 90, source: '[default] a doctor who moves on is not told for ever' },
  { key: 'slot.subscription.most', value: 50, source: '[default]' },
];

/** Family doctors get the slots, not only the status: what they want to hear of, and whose turn it is. */
export class Slots1795300000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const ofCounty = (table: string) => scopePolicy(SCHEMA, table, { county: ['county'], institution: [] });
    const ofHouse = (table: string) => scopePolicy(SCHEMA, table, { county: ['county'], institution: ['institution'] });
    const texts = [
      ...[...KNOWN, ...SUBSCRIPTIONS, ...ALERTS],
      ...['reserve_circle', 'reserve_doctor', 'slot_level', 'slot_alert', 'slot_alert_session'].flatMap(ofCounty),
      ...['slot_told', 'slot_turn'].flatMap(ofCounty),
      ...['slot_waiting', 'slot_subscription'].flatMap(ofHouse),
      registerKeys(SLOT_KEYS),
      insertDefaults(DEFAULTS),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

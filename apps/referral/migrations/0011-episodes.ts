import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { TELECONSULTATION_LIMITS } from './teleconsultation-limits.js';

const OPEN = `('asked', 'taken', 'returned')`;

/** A question needs no emergency: U1 takes the short path (domain §5.3). */
const TELECONSULTATION = `
CREATE TABLE teleconsultation (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('asked', 'taken', 'returned', 'answered', 'withdrawn', 'expired')), state_since timestamptz NOT NULL,
  urgency_class text NOT NULL CHECK (urgency_class IN ('U2', 'U3', 'U4')),
  patient_id uuid NOT NULL, episode_id uuid NOT NULL, first_visit_encounter_id uuid, exam_orders uuid[] NOT NULL,
  from_institution text NOT NULL, from_practitioner uuid NOT NULL, from_role text NOT NULL,
  to_county char(6) NOT NULL, to_institution text NOT NULL, to_department text NOT NULL, to_practitioner uuid,
  taken_by uuid, returns smallint NOT NULL, outcome text CHECK (outcome IN ('stay-local', 'up-refer', 'emergency')),
  rule_set_version text NOT NULL, question_sealed text NOT NULL, answer_sealed text,
  asked_at timestamptz NOT NULL, answered_at timestamptz, expires_at timestamptz NOT NULL,
  owner_institution text, owner_role text, owner_practitioner uuid, due_at timestamptz, due_kind text,
  alerts smallint NOT NULL, alert_at timestamptz,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, patient_id) REFERENCES patient (county, id), FOREIGN KEY (county, episode_id) REFERENCES episode (county, id),
  CONSTRAINT open_item_has_an_owner CHECK ((state IN ${OPEN})
    = (owner_institution IS NOT NULL AND owner_role IS NOT NULL AND due_at IS NOT NULL AND due_kind IS NOT NULL AND alert_at IS NOT NULL)),
  CONSTRAINT taken_by_a_named_doctor CHECK (state NOT IN ('taken', 'answered') OR taken_by IS NOT NULL),
  CONSTRAINT answered_whole CHECK ((state = 'answered')
    = (outcome IS NOT NULL AND answer_sealed IS NOT NULL AND answered_at IS NOT NULL)),
  CONSTRAINT in_order CHECK (asked_at <= answered_at AND asked_at < expires_at));
CREATE UNIQUE INDEX teleconsultation_one_open ON teleconsultation (county, patient_id, from_institution, to_institution, to_department)
  WHERE state IN ${OPEN};
CREATE INDEX teleconsultation_outbox ON teleconsultation (county, from_institution, id);
CREATE INDEX teleconsultation_inbox ON teleconsultation (to_county, to_institution, id);
CREATE INDEX teleconsultation_episode ON teleconsultation (county, episode_id);
CREATE INDEX teleconsultation_alert ON teleconsultation (alert_at) WHERE state IN ${OPEN};
CREATE INDEX teleconsultation_expiring ON teleconsultation (expires_at) WHERE state IN ${OPEN};
CREATE TRIGGER ended_stays_ended BEFORE UPDATE ON teleconsultation FOR EACH ROW
  WHEN (OLD.state NOT IN ${OPEN} AND NEW.state <> OLD.state) EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE teleconsultation IS 'advice before a referral: 基层检查 + 上级诊断 (domain §4.7)';

CREATE TABLE teleconsultation_event (
  county char(6) NOT NULL, teleconsultation_id uuid NOT NULL, version integer NOT NULL, event text NOT NULL, transition text,
  from_state text NOT NULL, to_state text NOT NULL, actor_id text NOT NULL, actor_role text NOT NULL, actor_institution text NOT NULL,
  reason text, became jsonb, note_sealed text, at timestamptz NOT NULL,
  PRIMARY KEY (county, teleconsultation_id, version));

ALTER TABLE referral ADD COLUMN teleconsultation_id uuid;
ALTER TABLE referral_event ADD COLUMN became jsonb;
COMMENT ON COLUMN referral_event.became IS 'the facts that the step changed: one after the other they tell what was known at any minute';`;

/** What was known of a visit, and since when: a visit may be entered after it took place, and is completed later. */
const KNOWN = `to_jsonb(encounter) - ARRAY['county', 'vitals', 'complaint_sealed', 'evidence_sealed', 'advice_input_sealed']`;
const VISITS = (schema: string): string => `
CREATE TABLE encounter_history (
  county char(6) NOT NULL, encounter_id uuid NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY, episode_id uuid NOT NULL,
  at timestamptz NOT NULL, facts jsonb NOT NULL,
  PRIMARY KEY (county, encounter_id, seq));
CREATE INDEX encounter_history_episode ON encounter_history (county, episode_id, at);
INSERT INTO encounter_history (county, encounter_id, episode_id, at, facts)
  SELECT county, id, episode_id, date_trunc('milliseconds', visited_at), ${KNOWN} FROM encounter ORDER BY visited_at, id;
CREATE FUNCTION keep_encounter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  INSERT INTO encounter_history (county, encounter_id, episode_id, at, facts)
  SELECT county, id, episode_id, date_trunc('milliseconds', business_now()), ${KNOWN} FROM encounter
   WHERE county = NEW.county AND id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON encounter FOR EACH ROW EXECUTE FUNCTION keep_encounter();`;

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;

/** The asker's house and the asked one; nobody else, no authority either. */
const policies = (schema: string): string[] => {
  const through = (table: string, of: string, key: string) =>
    `CREATE POLICY seen ON ${table} FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM ${of}
       WHERE ${of}.county = ${table}.county AND ${of}.id = ${table}.${key}))`;
  return [
    `ALTER TABLE teleconsultation ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY seen ON teleconsultation TO fenji_${schema} USING (${COUNTY} = '*'
       OR (${COUNTY} = county AND ${INSTITUTION} = from_institution) OR (${COUNTY} = to_county AND ${INSTITUTION} = to_institution))`,
    `ALTER TABLE teleconsultation_event ENABLE ROW LEVEL SECURITY`,
    through('teleconsultation_event', 'teleconsultation', 'teleconsultation_id'),
    `CREATE POLICY appended ON teleconsultation_event FOR INSERT TO fenji_${schema} WITH CHECK (true)`,
    `ALTER TABLE encounter_history ENABLE ROW LEVEL SECURITY`,
    through('encounter_history', 'encounter', 'encounter_id'),
    `CREATE POLICY consulted ON exam_order FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM teleconsultation t
       WHERE t.to_county = ${COUNTY} AND t.to_institution = ${INSTITUTION} AND t.county = exam_order.county
         AND exam_order.id = ANY (t.exam_orders)))`,
  ];
};

/** Advice before a referral, and what the system knew of a course of care at any minute. */
export class Episodes1767225600011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(TELECONSULTATION);
    await runner.query(VISITS(schema));
    const guards = [
      ...policies(schema),
      ...appendOnly(schema, 'teleconsultation_event'),
      ...appendOnly(schema, 'encounter_history'),
    ];
    for (const statement of guards) await runner.query(statement);
    await runner.query(insertDefaults(TELECONSULTATION_LIMITS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

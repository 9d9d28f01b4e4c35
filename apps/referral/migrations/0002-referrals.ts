import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { REFERRAL_LIMITS } from './referral-limits.js';

const TERMINAL = `('closed', 'rejected', 'cancelled', 'expired')`;

/** The history has no foreign key: it is written together with its referral, and the check would lock the row once more. */
const REFERRAL = `
CREATE TABLE referral (
  county char(6) NOT NULL, id uuid NOT NULL, referral_no text NOT NULL, version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'under-review', 'returned', 'accepted', 'waitlisted', 'reserved',
    'confirmed', 'arrived', 'in-care', 'outcome-returned', 'follow-up', 'no-show', 'closed', 'rejected', 'cancelled', 'expired')),
  state_since timestamptz NOT NULL,
  direction text NOT NULL CHECK (direction IN ('up', 'down', 'lateral')), purpose text NOT NULL, origin text NOT NULL,
  urgency_class text NOT NULL CHECK (urgency_class IN ('U1', 'U2', 'U3', 'U4')),
  patient_id uuid NOT NULL, episode_id uuid NOT NULL, parent_referral_id uuid, first_visit_encounter_id uuid,
  from_institution text NOT NULL, from_department text NOT NULL, from_practitioner uuid NOT NULL, from_role text NOT NULL,
  to_county char(6) NOT NULL, to_institution text NOT NULL, to_department text NOT NULL, to_practitioner uuid,
  previous_institution text,
  consortium_id uuid, team_id uuid, entitlement text NOT NULL CHECK (entitlement IN ('family-doctor', 'open', 'emergency')),
  requested jsonb, candidates jsonb NOT NULL, auto_next boolean NOT NULL, explanation jsonb NOT NULL, verdict jsonb NOT NULL,
  warnings jsonb NOT NULL, rule_set_version text NOT NULL, hop smallint NOT NULL CHECK (hop BETWEEN 0 AND 3),
  unit jsonb, hold_until timestamptz, wait jsonb, options jsonb, pending jsonb, progress jsonb NOT NULL,
  submitted_at timestamptz NOT NULL, valid_until timestamptz, decide_by timestamptz NOT NULL, no_decision_at timestamptz,
  place_by timestamptz, arrived_at timestamptz, returned_at timestamptz, acknowledged_at timestamptz,
  owner_institution text, owner_role text, owner_practitioner uuid, due_at timestamptz, due_kind text,
  form_sealed text NOT NULL, outcome_sealed text, chain_hash char(64) NOT NULL,
  PRIMARY KEY (county, id), UNIQUE (county, referral_no),
  CONSTRAINT reserved_has_a_unit CHECK (state <> 'reserved' OR (unit IS NOT NULL AND hold_until IS NOT NULL)),
  CONSTRAINT closed_loop CHECK (state <> 'closed' OR (returned_at IS NOT NULL AND acknowledged_at IS NOT NULL)),
  CONSTRAINT open_item_has_an_owner CHECK (state IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
    OR (owner_institution IS NOT NULL AND owner_role IS NOT NULL AND due_at IS NOT NULL)))
  WITH (fillfactor = 70);
CREATE UNIQUE INDEX referral_one_open ON referral (county, patient_id, direction, to_department)
  WHERE urgency_class <> 'U1' AND state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired');
CREATE INDEX referral_outbox ON referral (county, from_institution, id);
CREATE INDEX referral_inbox ON referral (to_county, to_institution, id);
CREATE INDEX referral_patient ON referral (county, patient_id);
CREATE INDEX referral_episode ON referral (county, episode_id);
CREATE INDEX referral_expiring ON referral (valid_until)
  WHERE state IN ('submitted', 'under-review', 'returned', 'accepted', 'waitlisted', 'reserved');
CREATE INDEX referral_undecided ON referral (no_decision_at) WHERE state IN ('submitted', 'under-review');
CREATE TRIGGER ended_stays_ended BEFORE UPDATE ON referral FOR EACH ROW
  WHEN (OLD.state IN ${TERMINAL} AND NEW.state <> OLD.state) EXECUTE FUNCTION refuse_change();

CREATE TABLE referral_event (
  county char(6) NOT NULL, referral_id uuid NOT NULL, version integer NOT NULL, event text NOT NULL, transition text,
  from_state text NOT NULL, to_state text NOT NULL, actor_code char(1) NOT NULL, actor_id text NOT NULL, actor_role text NOT NULL,
  actor_institution text NOT NULL, reason text, rule_set_version text NOT NULL, detail jsonb NOT NULL, note_sealed text,
  at timestamptz NOT NULL, prev_hash char(64) NOT NULL, hash char(64) NOT NULL,
  PRIMARY KEY (county, referral_id, version));

CREATE TABLE referral_number (
  county char(6) NOT NULL, day date NOT NULL, direction text NOT NULL, last integer NOT NULL,
  PRIMARY KEY (county, day, direction));`;

/** Whoever sees a referral sees its history; whoever may change one appends to it, also from another county. */
const eventPolicies = (schema: string): string[] => [
  `ALTER TABLE referral_event ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON referral_event FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM referral
     WHERE referral.county = referral_event.county AND referral.id = referral_event.referral_id))`,
  `CREATE POLICY appended ON referral_event FOR INSERT TO fenji_${schema} WITH CHECK (true)`,
];

const INSTITUTION = `current_setting('fenji.institution', true)`;

/** Access follows the referral (domain §14): its two sides see the patient, and the episode it belongs to. */
const maySee = (schema: string): string => `
CREATE OR REPLACE FUNCTION may_see_patient(of_county char(6), of_patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND patient_id = of_patient AND institution = ${INSTITUTION})
      OR EXISTS (SELECT 1 FROM referral WHERE county = of_county AND patient_id = of_patient
                    AND ${INSTITUTION} IN (from_institution, to_institution))
$$;
CREATE OR REPLACE FUNCTION may_see_episode(of_county char(6), of_patient uuid, of_episode uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND episode_id = of_episode AND institution = ${INSTITUTION})
      OR EXISTS (SELECT 1 FROM referral WHERE county = of_county AND episode_id = of_episode
                    AND ${INSTITUTION} IN (from_institution, to_institution))
$$;`;

/** Referrals in all directions, their history, their numbers and the limits they are measured by. */
export class Referrals1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(REFERRAL);
    const seen = {
      county: ['county', 'to_county'],
      institution: ['from_institution', 'to_institution', 'previous_institution'],
    };
    const guards = [
      ...scopePolicy(schema, 'referral', seen),
      ...eventPolicies(schema),
      ...appendOnly(schema, 'referral_event'),
    ];
    for (const statement of guards) await runner.query(statement);
    await runner.query(maySee(schema));
    const limits = REFERRAL_LIMITS.map(([key, value, source]) => ({ key, value, source }));
    await runner.query(insertDefaults(limits));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { MACHINE_LIMITS } from './machine-limits.js';

const INSTITUTION = `current_setting('fenji.institution', true)`;

const TABLES = `
ALTER TABLE referral ADD COLUMN handoff_county char(6), ADD COLUMN handoff_institution text, ADD COLUMN warn_at timestamptz,
  ADD CONSTRAINT handoff_is_whole CHECK ((handoff_county IS NULL) = (handoff_institution IS NULL));
CREATE INDEX referral_warned ON referral (warn_at) WHERE warn_at IS NOT NULL;
CREATE INDEX referral_onward ON referral (county, parent_referral_id) WHERE parent_referral_id IS NOT NULL;
ALTER TABLE patient ADD COLUMN died_at timestamptz;
COMMENT ON COLUMN patient.died_at IS 'when the death became known; nothing is sent to the patient from then on';
CREATE INDEX patient_died ON patient (county, id) WHERE died_at IS NOT NULL;

CREATE TABLE deputy (
  county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, practitioner uuid NOT NULL, deputy uuid NOT NULL,
  valid_from date NOT NULL, valid_to date NOT NULL, named_by text NOT NULL, named_at timestamptz NOT NULL, ended_by text,
  PRIMARY KEY (county, id), CONSTRAINT another_person CHECK (deputy <> practitioner),
  CONSTRAINT ends_after_it_begins CHECK (valid_to >= valid_from),
  CONSTRAINT one_row_a_day EXCLUDE USING gist
    (county WITH =, practitioner WITH =, deputy WITH =, daterange(valid_from, valid_to) WITH &&));
CREATE INDEX deputy_of ON deputy (county, institution, deputy);
COMMENT ON TABLE deputy IS 'who acts in the place of a referring doctor of the same house, and when';

CREATE TABLE referral_void (
  county char(6) NOT NULL, referral_id uuid NOT NULL, requested_at timestamptz NOT NULL, requested_institution text NOT NULL,
  requested_account text NOT NULL, requested_by uuid NOT NULL, answered_at timestamptz, answered_account text,
  answered_by uuid, agreed boolean,
  PRIMARY KEY (county, referral_id, requested_at),
  CONSTRAINT two_persons CHECK (answered_by <> requested_by AND answered_account <> requested_account),
  CONSTRAINT answer_is_whole CHECK (num_nonnulls(answered_at, answered_account, answered_by, agreed) IN (0, 4)));
CREATE UNIQUE INDEX referral_void_one_open ON referral_void (county, referral_id) WHERE answered_at IS NULL;
COMMENT ON TABLE referral_void IS 'referrals entered in error: asked for by one person, confirmed by another (T33)';`;

/** A referral cancelled as an error must have its two persons. */
const guardOfVoid = (schema: string): string => `
CREATE FUNCTION void_needs_two_persons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM referral_void v WHERE v.county = NEW.county AND v.referral_id = NEW.referral_id AND v.agreed) THEN
    RAISE EXCEPTION 'a referral is voided by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER void_needs_two_persons BEFORE INSERT ON referral_event FOR EACH ROW WHEN (NEW.transition = 'T33')
  EXECUTE FUNCTION void_needs_two_persons();`;

/**
 * Access follows the referral (domain §14): its sender sees the patient, its receiver as long as the referral lives and
 * after it if the patient was taken. Who refused, or was never asked again, keeps the trace and not the patient.
 */
const PARTAKES = `${INSTITUTION} = from_institution OR (${INSTITUTION} = to_institution
  AND (state NOT IN ('rejected', 'cancelled', 'expired') OR place_by IS NOT NULL OR arrived_at IS NOT NULL))`;

const maySee = (schema: string): string => `
CREATE OR REPLACE FUNCTION may_see_patient(of_county char(6), of_patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND patient_id = of_patient AND institution = ${INSTITUTION})
      OR EXISTS (SELECT 1 FROM referral WHERE county = of_county AND patient_id = of_patient AND (${PARTAKES}))
$$;
CREATE OR REPLACE FUNCTION may_see_episode(of_county char(6), of_patient uuid, of_episode uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND episode_id = of_episode AND institution = ${INSTITUTION})
      OR EXISTS (SELECT 1 FROM referral WHERE county = of_county AND episode_id = of_episode AND (${PARTAKES}))
$$;
CREATE FUNCTION open_referral(of_county char(6), of_patient uuid, of_direction text, of_department text)
RETURNS TABLE (id uuid, referral_no text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT r.id, r.referral_no, r.state FROM referral r
   WHERE r.county = of_county AND r.patient_id = of_patient AND r.direction = of_direction AND r.to_department = of_department
     AND r.urgency_class <> 'U1' AND r.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
     AND (current_setting('fenji.county', true) = '*'
          OR (current_setting('fenji.county', true) = of_county AND may_see_patient(of_county, of_patient)))
$$;
CREATE FUNCTION note_death(of_county char(6), of_patient uuid, known_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ${schema} AS $$
  UPDATE patient SET died_at = known_at WHERE county = of_county AND id = of_patient AND died_at IS NULL
     AND (current_setting('fenji.county', true) = '*' OR may_see_patient(of_county, of_patient))
$$;`;

/** Deputies, the second person of a void, the hand-off of an emergency, and who still sees a patient. */
export class Machine1767225600009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public');
    await runner.query(TABLES);
    await runner.query(guardOfVoid(schema));
    await runner.query(maySee(schema));
    await runner.query(`DROP POLICY scope ON referral`);
    const seen = {
      county: ['county', 'to_county', 'handoff_county'],
      institution: ['from_institution', 'to_institution', 'previous_institution', 'handoff_institution'],
    };
    const own = { county: ['county'], institution: ['institution'] };
    const guards = [...scopePolicy(schema, 'referral', seen), ...scopePolicy(schema, 'deputy', own)];
    guards.push(
      ...scopePolicy(schema, 'referral_void', { county: ['county'], institution: ['requested_institution'] }),
    );
    for (const statement of guards) await runner.query(statement);
    await runner.query(insertDefaults(MACHINE_LIMITS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

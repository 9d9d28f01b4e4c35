import type { MigrationInterface, QueryRunner } from 'typeorm';
import { standardTables } from '#service/database/standard-tables.js';
import { insertDefaults, policyTables } from '#service/rules/policy.store.js';
import { CARE_DEFAULTS } from '../rules/defaults.js';

const NETWORK = `
CREATE TABLE institution (
  county char(6) NOT NULL, code text NOT NULL, name text NOT NULL, name_en text NOT NULL, type text NOT NULL,
  tier smallint NOT NULL CHECK (tier BETWEEN 1 AND 4), level smallint NOT NULL CHECK (level BETWEEN 0 AND 3), grade text,
  ownership text NOT NULL CHECK (ownership IN ('public', 'private')), parent text, division_code text NOT NULL, phone text,
  online boolean NOT NULL DEFAULT true, valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, code), CHECK (parent IS DISTINCT FROM code), CHECK (valid_to > valid_from));

CREATE TABLE consortium (
  county char(6) NOT NULL, id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('county', 'city-group')),
  name text NOT NULL, name_en text NOT NULL, valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from));

CREATE TABLE consortium_member (
  county char(6) NOT NULL, consortium_id uuid NOT NULL, institution text NOT NULL, valid_from date NOT NULL, valid_to date,
  lead boolean NOT NULL,
  PRIMARY KEY (county, consortium_id, institution, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, consortium_id) REFERENCES consortium (county, id));
CREATE UNIQUE INDEX consortium_member_one_lead ON consortium_member (county, consortium_id) WHERE lead AND valid_to IS NULL;

CREATE TABLE department_capability (
  county char(6) NOT NULL, institution text NOT NULL, dept_code text NOT NULL, valid_from date NOT NULL, valid_to date,
  name text NOT NULL, name_en text NOT NULL, pools text[] NOT NULL DEFAULT '{}', exam_items text[] NOT NULL DEFAULT '{}',
  bed_classes text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (county, institution, dept_code, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));

CREATE TABLE practitioner (
  county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, name text NOT NULL, title text NOT NULL,
  departments text[] NOT NULL DEFAULT '{}', rights text[] NOT NULL DEFAULT '{}', valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));

CREATE TABLE team (
  county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, name text NOT NULL, valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));

CREATE TABLE team_member (
  county char(6) NOT NULL, team_id uuid NOT NULL, practitioner_id uuid NOT NULL, valid_from date NOT NULL, valid_to date,
  role text NOT NULL CHECK (role IN ('family-doctor', 'nurse', 'public-health', 'county-specialist')),
  PRIMARY KEY (county, team_id, practitioner_id, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, team_id) REFERENCES team (county, id),
  FOREIGN KEY (county, practitioner_id) REFERENCES practitioner (county, id));

CREATE TABLE agreement (
  county char(6) NOT NULL, id uuid NOT NULL, from_institution text NOT NULL, to_county char(6) NOT NULL, to_institution text NOT NULL,
  directions text[] NOT NULL, dept_codes text[] NOT NULL DEFAULT '{}', valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from));

CREATE TABLE travel (
  county char(6) NOT NULL, from_institution text NOT NULL, to_county char(6) NOT NULL, to_institution text NOT NULL,
  minutes integer NOT NULL CHECK (minutes >= 0),
  PRIMARY KEY (county, from_institution, to_county, to_institution));

CREATE TABLE first_visit_catalogue (
  county char(6) NOT NULL, icd10_from text NOT NULL, icd10_to text NOT NULL, version integer NOT NULL,
  tier smallint NOT NULL CHECK (tier IN (1, 2)), valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, icd10_from, icd10_to, version), CHECK (icd10_to >= icd10_from));`;

/** The network is read from memory; this row tells every process that its picture is out of date. */
const NETWORK_VERSION = `
CREATE TABLE network_version (county char(6) NOT NULL, version integer NOT NULL, PRIMARY KEY (county));
INSERT INTO network_version VALUES ('000000', 1);
CREATE FUNCTION raise_network_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE network_version SET version = version + 1 WHERE county = '000000';
  RETURN NULL;
END $$;`;

const READ_FROM_MEMORY = [
  'institution',
  'consortium',
  'consortium_member',
  'department_capability',
  'practitioner',
  'team',
  'team_member',
  'agreement',
  'travel',
  'first_visit_catalogue',
  'policy',
];

const PATIENTS = `
CREATE TABLE patient (
  county char(6) NOT NULL, id uuid NOT NULL, sealed_by text NOT NULL, name_sealed text NOT NULL, id_type text NOT NULL,
  id_no_sealed text NOT NULL, id_blind text NOT NULL, phone_sealed text NOT NULL, address_sealed text NOT NULL,
  birth_date date NOT NULL, sex_code smallint NOT NULL CHECK (sex_code IN (0, 1, 2, 9)), division_code text NOT NULL,
  home_institution text NOT NULL, home_clinic text, key_groups text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (county, id), UNIQUE (county, id_type, id_blind));
CREATE INDEX patient_home ON patient (county, home_institution, id);
CREATE INDEX patient_clinic ON patient (county, home_clinic, id);

CREATE TABLE contract (
  county char(6) NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, team_id uuid NOT NULL, institution text NOT NULL,
  key_groups text[] NOT NULL DEFAULT '{}', valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, patient_id) REFERENCES patient (county, id),
  FOREIGN KEY (county, team_id) REFERENCES team (county, id));
CREATE INDEX contract_patient ON contract (county, patient_id, valid_from);
CREATE INDEX contract_institution ON contract (county, institution, patient_id);
CREATE INDEX contract_team ON contract (county, team_id, patient_id);

CREATE TABLE episode (
  county char(6) NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, institution text NOT NULL, opened_at timestamptz NOT NULL,
  PRIMARY KEY (county, id), FOREIGN KEY (county, patient_id) REFERENCES patient (county, id));
CREATE INDEX episode_patient ON episode (county, patient_id, opened_at);

CREATE TABLE encounter (
  county char(6) NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, episode_id uuid NOT NULL, institution text NOT NULL,
  tier smallint NOT NULL CHECK (tier BETWEEN 1 AND 4), practitioner_id uuid NOT NULL, visited_at timestamptz NOT NULL,
  diagnoses jsonb NOT NULL, complaint_sealed text, vitals jsonb,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, patient_id) REFERENCES patient (county, id),
  FOREIGN KEY (county, episode_id) REFERENCES episode (county, id));
CREATE INDEX encounter_episode ON encounter (county, episode_id, visited_at);
CREATE INDEX encounter_patient ON encounter (county, patient_id, institution);`;

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;
const TODAY = `(business_now() AT TIME ZONE 'Asia/Shanghai')::date`;
const within = (rule: string): string => `${COUNTY} = '*' OR (${COUNTY} = county AND (${rule}))`;

/**
 * Nobody sees a patient outside their institution, their contract or a referral (domain §14). The authority's
 * institution is `*`, which matches no row: it never sees an identity. The functions run as the owner, because the
 * policies of the tables they ask would call them again. Who cares for a patient sees every episode; who took part in
 * one episode sees that one.
 */
const maySee = (schema: string): string => `
CREATE FUNCTION cares_for(of_county char(6), of_patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT EXISTS (SELECT 1 FROM patient WHERE county = of_county AND id = of_patient AND ${INSTITUTION} IN (home_institution, home_clinic))
      OR EXISTS (SELECT 1 FROM contract WHERE county = of_county AND patient_id = of_patient AND institution = ${INSTITUTION}
                    AND daterange(valid_from, valid_to) @> ${TODAY})
$$;
CREATE FUNCTION may_see_patient(of_county char(6), of_patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND patient_id = of_patient AND institution = ${INSTITUTION})
$$;
CREATE FUNCTION may_see_episode(of_county char(6), of_patient uuid, of_episode uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  SELECT cares_for(of_county, of_patient)
      OR EXISTS (SELECT 1 FROM encounter WHERE county = of_county AND episode_id = of_episode AND institution = ${INSTITUTION})
$$;`;

const POLICIES = `
ALTER TABLE patient ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON patient
  USING (${within(`${INSTITUTION} IN (home_institution, home_clinic) OR may_see_patient(county, id)`)})
  WITH CHECK (${within(`home_institution = ${INSTITUTION}`)});
ALTER TABLE contract ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON contract
  USING (${within(`institution = ${INSTITUTION} OR may_see_patient(county, patient_id)`)})
  WITH CHECK (${within(`institution = ${INSTITUTION}`)});
ALTER TABLE episode ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON episode
  USING (${within(`institution = ${INSTITUTION} OR may_see_episode(county, patient_id, id)`)})
  WITH CHECK (${within(`institution = ${INSTITUTION}`)});
ALTER TABLE encounter ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON encounter
  USING (${within(`institution = ${INSTITUTION} OR may_see_episode(county, patient_id, episode_id)`)})
  WITH CHECK (${within(`institution = ${INSTITUTION}`)});`;

/** The care network, its rules, the patient index, first visits, and who may see them. */
export class NetworkAndPatients1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [...standardTables(schema), ...policyTables]) await runner.query(statement);
    await runner.query(NETWORK);
    await runner.query(NETWORK_VERSION);
    for (const table of READ_FROM_MEMORY) {
      await runner.query(
        `CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version()`,
      );
    }
    await runner.query(insertDefaults(CARE_DEFAULTS));
    await runner.query(PATIENTS);
    await runner.query(maySee(schema));
    await runner.query(POLICIES);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { INSTITUTION_TYPES, type InstitutionType } from '../network/tiers.js';
import { NETWORK_REFUSALS } from './care-network-refusals.js';

const TYPES = Object.keys(INSTITUTION_TYPES) as InstitutionType[];
const TIER_OF_TYPE = `CASE ${TYPES.map((type) => `WHEN type = '${type}' THEN ${INSTITUTION_TYPES[type].tier}`).join(' ')} END`;

const INSTITUTIONS = `
ALTER TABLE institution
  ADD COLUMN latitude_micro integer CHECK (latitude_micro BETWEEN -90000000 AND 90000000),
  ADD COLUMN longitude_micro integer CHECK (longitude_micro BETWEEN -180000000 AND 180000000),
  ADD COLUMN for_profit boolean NOT NULL DEFAULT false, ADD COLUMN insured_from date, ADD COLUMN insured_to date,
  ADD CONSTRAINT whole_location CHECK ((latitude_micro IS NULL) = (longitude_micro IS NULL)),
  ADD CONSTRAINT insured_period CHECK (insured_to > insured_from),
  ADD CONSTRAINT tier_of_type CHECK (tier = ${TIER_OF_TYPE});
CREATE UNIQUE INDEX institution_code ON institution (code);
COMMENT ON COLUMN institution.latitude_micro IS 'millionths of a degree, CGCS2000';
COMMENT ON COLUMN institution.insured_from IS 'designated by the basic medical insurance from this day';

CREATE TABLE institution_parent (
  county char(6) NOT NULL, institution text NOT NULL, valid_from date NOT NULL, valid_to date, parent text NOT NULL,
  PRIMARY KEY (county, institution, valid_from), CHECK (valid_to > valid_from), CHECK (parent <> institution),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code),
  FOREIGN KEY (county, parent) REFERENCES institution (county, code));
INSERT INTO institution_parent SELECT county, code, valid_from, valid_to, parent FROM institution WHERE parent IS NOT NULL;
COMMENT ON COLUMN institution.parent IS 'not read any more: institution_parent has its dates';`;

const CONSORTIA = `
ALTER TABLE consortium ADD CONSTRAINT consortium_kind UNIQUE (county, id, kind),
  ADD CONSTRAINT city_group_of_a_city CHECK (kind = 'county' OR right(county, 2) = '00');
ALTER TABLE consortium_member ADD COLUMN institution_county char(6), ADD COLUMN kind text,
  ADD COLUMN warnings text[] NOT NULL DEFAULT '{}';
UPDATE consortium_member m SET institution_county = m.county,
  kind = (SELECT kind FROM consortium c WHERE c.county = m.county AND c.id = m.consortium_id);
ALTER TABLE consortium_member ALTER COLUMN institution_county SET NOT NULL, ALTER COLUMN kind SET NOT NULL,
  ADD FOREIGN KEY (county, consortium_id, kind) REFERENCES consortium (county, id, kind),
  ADD FOREIGN KEY (institution_county, institution) REFERENCES institution (county, code),
  ADD CONSTRAINT member_of_the_county CHECK (kind = 'city-group' OR institution_county = county),
  ADD CONSTRAINT member_of_the_city CHECK (kind = 'county' OR left(institution_county, 2) = left(county, 2));
CREATE INDEX consortium_member_institution ON consortium_member (institution_county, institution);
CREATE FUNCTION complete_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.institution_county := coalesce(NEW.institution_county, NEW.county);
  NEW.kind := (SELECT kind FROM consortium WHERE county = NEW.county AND id = NEW.consortium_id);
  NEW.warnings := coalesce(NEW.warnings, '{}');
  RETURN NEW;
END $$;
CREATE TRIGGER complete BEFORE INSERT OR UPDATE ON consortium_member FOR EACH ROW EXECUTE FUNCTION complete_member();
COMMENT ON COLUMN consortium_member.warnings IS 'why this lead is not what the policy wants (domain §2.1); never a refusal';

ALTER TABLE agreement ADD COLUMN kind text NOT NULL DEFAULT 'referral'
    CHECK (kind IN ('referral', 'specialist-alliance', 'paired-support')),
  ADD FOREIGN KEY (county, from_institution) REFERENCES institution (county, code),
  ADD FOREIGN KEY (to_county, to_institution) REFERENCES institution (county, code),
  ADD CONSTRAINT agreement_directions CHECK (directions <@ '{up,down,lateral}' AND directions <> '{}');

CREATE TABLE catchment (
  county char(6) NOT NULL, division_prefix text NOT NULL CHECK (division_prefix ~ '^[0-9]{6,12}$'), valid_from date NOT NULL,
  valid_to date, consortium_id uuid NOT NULL,
  PRIMARY KEY (county, division_prefix, valid_from), CHECK (valid_to > valid_from),
  CONSTRAINT catchment_of_the_county CHECK (left(division_prefix, 6) = county),
  FOREIGN KEY (county, consortium_id) REFERENCES consortium (county, id));`;

const HOUSES = `
ALTER TABLE department_capability
  ADD COLUMN icd10_ranges text[] NOT NULL DEFAULT '{}', ADD COLUMN procedures text[] NOT NULL DEFAULT '{}',
  ADD COLUMN equipment text[] NOT NULL DEFAULT '{}', ADD COLUMN drugs text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN department_capability.icd10_ranges IS 'categories or codes, I20-I25 or I21.0; empty = not restricted';

CREATE TABLE referral_centre (
  county char(6) NOT NULL, institution text NOT NULL, valid_from date NOT NULL, valid_to date, phone text NOT NULL,
  PRIMARY KEY (county, institution, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));
CREATE TABLE critical_centre (
  county char(6) NOT NULL, institution text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chest-pain', 'stroke', 'trauma', 'maternal', 'neonatal')),
  valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, institution, kind, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));
CREATE TABLE shared_centre (
  county char(6) NOT NULL, consortium_id uuid NOT NULL, institution text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('lab', 'imaging', 'ecg', 'pathology', 'sterile-supply')),
  valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, consortium_id, institution, kind, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, consortium_id) REFERENCES consortium (county, id),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));
CREATE TABLE elder_care_organisation (
  county char(6) NOT NULL, code text NOT NULL, name text NOT NULL, name_en text NOT NULL, division_code text NOT NULL,
  beds integer NOT NULL CHECK (beds >= 0), phone text, valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (county, code), CHECK (valid_to > valid_from));
CREATE TABLE elder_care_link (
  county char(6) NOT NULL, organisation text NOT NULL, valid_from date NOT NULL, valid_to date, institution text NOT NULL,
  PRIMARY KEY (county, organisation, valid_from), CHECK (valid_to > valid_from),
  FOREIGN KEY (county, organisation) REFERENCES elder_care_organisation (county, code),
  FOREIGN KEY (county, institution) REFERENCES institution (county, code));`;

const KEY_GROUPS = `'{elderly-65,pregnant,child-0-6,disabled,hypertension,diabetes,tuberculosis,severe-mental,low-income,special-family}'`;

const CONTRACTS = `
ALTER TABLE contract ADD CONSTRAINT known_key_groups CHECK (key_groups <@ ${KEY_GROUPS});
ALTER TABLE patient ADD CONSTRAINT known_key_groups CHECK (key_groups <@ ${KEY_GROUPS});`;

/** Every change of a row of the network with what stood there before; `account` is null where the database itself was used. */
const CHANGES = `
CREATE TABLE network_change (
  county char(6) NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, kind text NOT NULL,
  action text NOT NULL, account text, before jsonb, after jsonb, PRIMARY KEY (county, seq));
CREATE FUNCTION note_network_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO network_change (county, at, kind, action, account, before, after)
  VALUES (coalesce(NEW.county, OLD.county), business_now(), TG_TABLE_NAME, lower(TG_OP),
    nullif(current_setting('fenji.account', true), ''), to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END $$;`;

/** Tables of the network; all but the log are read from memory. */
const NEW_TABLES = [
  'institution_parent',
  'catchment',
  'referral_centre',
  'critical_centre',
  'shared_centre',
  'elder_care_organisation',
  'elder_care_link',
];
const OLD_TABLES = [
  'institution',
  'consortium',
  'consortium_member',
  'department_capability',
  'practitioner',
  'team',
  'team_member',
  'agreement',
  'travel',
];

/** The care network with dates, what it refuses, and a log of its changes. */
export class CareNetwork1767225600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public');
    for (const text of [INSTITUTIONS, CONSORTIA, HOUSES, CONTRACTS, NETWORK_REFUSALS, CHANGES])
      await runner.query(text);
    for (const table of NEW_TABLES) {
      await runner.query(
        `CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version()`,
      );
    }
    for (const table of [...OLD_TABLES, ...NEW_TABLES]) {
      await runner.query(
        `CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION note_network_change()`,
      );
    }
    const ofCounty = { county: ['county'], institution: [] };
    const guards = [...appendOnly(schema, 'network_change'), ...scopePolicy(schema, 'network_change', ofCounty)];
    for (const statement of guards) await runner.query(statement);
    await runner.query(
      insertDefaults([
        {
          key: 'consortium.lead.minLevel',
          value: 2,
          source: 'domain §2.1, YN24: warn unless the lead is level 2 or higher',
        },
      ]),
    );
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

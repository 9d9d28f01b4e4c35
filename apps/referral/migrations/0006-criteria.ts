import type { MigrationInterface, QueryRunner } from 'typeorm';
import { insertDefaults } from '#service/rules/policy.store.js';
import { SAMPLE_ROWS, SAMPLE_SET } from '../criteria/set/sample.js';

/**
 * A set is written once, with its rows; afterwards only its approval, its validity and its withdrawal are noted. Two
 * sets of one county are never in force on one day, and nobody approves what he has drafted.
 */
const CRITERIA = `
CREATE TABLE criteria_set (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL CHECK (version > 0), name text NOT NULL, based_on uuid,
  created_by text NOT NULL, created_at timestamptz NOT NULL, approved_by text, approved_role text, approved_basis text, approved_at timestamptz,
  valid_from date, valid_to date, withdrawn_by text, withdrawn_at timestamptz, withdrawn_reason text,
  PRIMARY KEY (county, id), UNIQUE (county, version),
  CONSTRAINT approved_by_another CHECK (approved_by <> created_by),
  CONSTRAINT approval_is_whole CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CONSTRAINT in_force_is_approved CHECK (valid_from IS NULL OR approved_at IS NOT NULL),
  CONSTRAINT validity_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT one_in_force EXCLUDE USING gist (county WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (valid_from IS NOT NULL));
CREATE TABLE criterion (
  county char(6) NOT NULL, set_id uuid NOT NULL, id text NOT NULL, version text NOT NULL, place smallint NOT NULL,
  direction text NOT NULL CHECK (direction IN ('up', 'down')), "when" text NOT NULL CHECK (length("when") <= 1000),
  result jsonb NOT NULL, basis text NOT NULL, valid_from date, valid_to date, CHECK (valid_to > valid_from),
  PRIMARY KEY (county, set_id, id), FOREIGN KEY (county, set_id) REFERENCES criteria_set (county, id));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON criteria_set FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version();
ALTER TABLE referral ADD COLUMN advice jsonb, ADD COLUMN matched_criteria jsonb NOT NULL DEFAULT '[]', ADD COLUMN advice_input_sealed text;
COMMENT ON COLUMN referral.advice_input_sealed IS 'what the criteria were asked with, sealed with the key of from_institution';
ALTER TABLE encounter ADD COLUMN advice jsonb, ADD COLUMN matched_criteria jsonb NOT NULL DEFAULT '[]', ADD COLUMN advice_input_sealed text;
COMMENT ON COLUMN encounter.advice_input_sealed IS 'what the criteria were asked with, sealed with the key of the institution';
CREATE INDEX referral_submitted ON referral (county, submitted_at, id);
CREATE INDEX encounter_visited ON encounter (county, visited_at, id);`;

const COUNTY = `current_setting('fenji.county', true)`;

/** Everybody reads the shipped set; a county writes its own. */
const countyPolicies = (schema: string, table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON ${table} FOR SELECT TO fenji_${schema} USING (${COUNTY} = '*' OR county IN (${COUNTY}, '${SAMPLE_SET.county}'))`,
  `CREATE POLICY added ON ${table} FOR INSERT TO fenji_${schema} WITH CHECK (county = ${COUNTY})`,
  `CREATE POLICY noted ON ${table} FOR UPDATE TO fenji_${schema} USING (county = ${COUNTY})`,
];

const SUGGESTED = 'domain §9 CAT-2; days [unverified] default, to be set by the county';

/** Days a stay is suggested to take, by the ranges of the coded list (domain §9 CAT-2). */
const STAYS = { 'I10-I15': 7, 'E11.9': 7, J44: 10, 'I20-I25': 9, I63: 14, 'J12-J18': 10 };

/** The sample rows ship as version 1 of a set that no county has approved. */
export class Criteria1767225600006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(CRITERIA);
    const { county, id, version, name } = SAMPLE_SET;
    await runner.query(
      `INSERT INTO criteria_set (county, id, version, name, created_by, created_at) VALUES ($1, $2, $3, $4, 'fenji', '2020-01-01T00:00:00Z')`,
      [county, id, version, name],
    );
    await runner.query(
      `INSERT INTO criterion (county, set_id, id, version, place, direction, "when", result, basis)
       SELECT $1, $2, row->>'id', row->>'version', place, row->>'direction', row->>'when', row->'result', row->>'basis'
         FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS rows (row, place)`,
      [county, id, JSON.stringify(SAMPLE_ROWS)],
    );
    for (const table of ['criteria_set', 'criterion']) {
      for (const statement of countyPolicies(schema, table)) await runner.query(statement);
    }
    const stays = Object.entries(STAYS).map(([codes, days]) => ({
      key: `stay.suggestedDays.${codes}`,
      value: days,
      source: SUGGESTED,
    }));
    await runner.query(insertDefaults(stays));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

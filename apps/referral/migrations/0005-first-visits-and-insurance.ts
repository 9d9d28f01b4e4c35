import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { CARE_HISTORY } from './care-history.js';
import { GATE_DEFAULTS } from './gate-defaults.js';

const ICD_NUMBER = (column: string) => `(ascii(${column}) * 100 + substr(${column}, 2, 2)::integer)`;

/** On no day has a disease two lines of the catalogue. */
const CATALOGUE = `
ALTER TABLE first_visit_catalogue ADD COLUMN approved_by text NOT NULL DEFAULT 'fenji', ADD COLUMN source text NOT NULL DEFAULT '',
  ADD CONSTRAINT period CHECK (valid_to >= valid_from),
  ADD CONSTRAINT categories CHECK (icd10_from ~ '^[A-Z][0-9]{2}$' AND icd10_to ~ '^[A-Z][0-9]{2}$') NOT VALID,
  ADD CONSTRAINT one_line_for_a_disease EXCLUDE USING gist (county WITH =,
    int4range(${ICD_NUMBER('icd10_from')}, ${ICD_NUMBER('icd10_to')}, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);

CREATE TABLE mass_event (
  county char(6) NOT NULL, id text NOT NULL, name text NOT NULL, name_en text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL,
  declared_by text NOT NULL, declared_at timestamptz NOT NULL,
  PRIMARY KEY (county, id), CHECK (valid_to > valid_from));
COMMENT ON TABLE mass_event IS 'mass events and disasters that the county has declared (EX10)';`;

/** The share never rises with the tier (\`ladder.monotone\`), and one edition holds at a time. */
const INSURANCE = `
CREATE TABLE benefit_ladder (
  region char(6) NOT NULL CHECK (region ~ '^[0-9]{6}$'), scheme text NOT NULL CHECK (scheme IN ('employee', 'resident')),
  care_type text NOT NULL CHECK (care_type IN ('outpatient', 'inpatient')), in_area boolean NOT NULL, compliant boolean NOT NULL,
  version integer NOT NULL CHECK (version > 0), rate_bps integer[] NOT NULL, deductible_fen integer[] NOT NULL,
  valid_from date NOT NULL, valid_to date, approved_by text NOT NULL, source text NOT NULL,
  PRIMARY KEY (region, scheme, care_type, in_area, compliant, version),
  CONSTRAINT period CHECK (valid_to >= valid_from),
  CONSTRAINT four_tiers CHECK (cardinality(rate_bps) = 4 AND cardinality(deductible_fen) = 4
    AND array_position(rate_bps, NULL) IS NULL AND array_position(deductible_fen, NULL) IS NULL),
  CONSTRAINT shares CHECK (10000 >= ALL (rate_bps) AND 0 <= ALL (rate_bps) AND 0 <= ALL (deductible_fen)),
  CONSTRAINT monotone CHECK (rate_bps[1] >= rate_bps[2] AND rate_bps[2] >= rate_bps[3] AND rate_bps[3] >= rate_bps[4]),
  CONSTRAINT one_edition_at_a_time EXCLUDE USING gist (region WITH =, scheme WITH =, care_type WITH =, (in_area::integer) WITH =,
    (compliant::integer) WITH =, daterange(valid_from, valid_to) WITH &&));
COMMENT ON TABLE benefit_ladder IS 'advice only: the insurer settles (domain §3.3)';

CREATE TABLE coverage (
  county char(6) NOT NULL, patient_id uuid NOT NULL, valid_from date NOT NULL, valid_to date,
  scheme text NOT NULL CHECK (scheme IN ('employee', 'resident', 'none')), pooling_area char(6) NOT NULL CHECK (pooling_area ~ '^[0-9]{6}$'),
  chronic_special text[] NOT NULL DEFAULT '{}', aid_category text, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
  PRIMARY KEY (county, patient_id, valid_from), CONSTRAINT period CHECK (valid_to > valid_from),
  FOREIGN KEY (county, patient_id) REFERENCES patient (county, id),
  CONSTRAINT one_at_a_time EXCLUDE USING gist (county WITH =, patient_id WITH =, daterange(valid_from, valid_to) WITH &&));`;

/** Whoever may see a patient may correct the coverage, whoever wrote the row before. */
const supersedeCoverage = (schema: string): string => `
CREATE FUNCTION supersede_coverage(of_county char(6), of_patient uuid, from_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  IF NOT (current_setting('fenji.county', true) = '*' OR may_see_patient(of_county, of_patient)) THEN RETURN; END IF;
  DELETE FROM coverage WHERE county = of_county AND patient_id = of_patient AND valid_from >= from_day;
  UPDATE coverage SET valid_to = from_day WHERE county = of_county AND patient_id = of_patient AND daterange(valid_from, valid_to) @> from_day;
END $$;`;

const VISITS = `
ALTER TABLE encounter
  ADD COLUMN care_type text NOT NULL DEFAULT 'outpatient' CHECK (care_type IN ('outpatient', 'emergency', 'inpatient')),
  ADD COLUMN dept_code text, ADD COLUMN referral_id uuid, ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN discharged_at timestamptz, ADD COLUMN operated_on date, ADD COLUMN eligible_cost_fen integer CHECK (eligible_cost_fen >= 0),
  ADD COLUMN deductible_paid_fen integer CHECK (deductible_paid_fen >= 0), ADD COLUMN verdict jsonb, ADD COLUMN evidence_sealed text,
  ADD CONSTRAINT a_stay_ends CHECK (discharged_at IS NULL OR (care_type = 'inpatient' AND discharged_at >= visited_at)),
  ADD CONSTRAINT settled_when_it_ends CHECK (discharged_at IS NOT NULL OR (eligible_cost_fen IS NULL AND deductible_paid_fen IS NULL)),
  ADD CONSTRAINT paid_of_the_cost CHECK (deductible_paid_fen <= eligible_cost_fen);
COMMENT ON COLUMN encounter.verdict IS 'what the fund gate said when the patient came (domain §3.2)';`;

const RESPONSIBILITY = `
CREATE TABLE case_responsibility (
  county char(6) NOT NULL, episode_id uuid NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY, institution text NOT NULL,
  since timestamptz NOT NULL, referral_id uuid,
  PRIMARY KEY (county, episode_id, seq));
COMMENT ON TABLE case_responsibility IS 'who owns a case: the first institution until another has accepted it (domain §3.1)';
INSERT INTO case_responsibility (county, episode_id, institution, since) SELECT county, id, institution, opened_at FROM episode;
INSERT INTO case_responsibility (county, episode_id, institution, since, referral_id)
  SELECT county, episode_id, to_institution, coalesce(arrived_at, state_since), id FROM referral
   WHERE state NOT IN ('draft', 'submitted', 'under-review', 'returned', 'rejected', 'cancelled', 'expired') ORDER BY state_since, id;`;

/** Accepted or, without that, taken in: a patient who has walked in is in the care of that house (T06, T17). */
const OWNED = `NEW.state NOT IN ('draft', 'submitted', 'under-review', 'returned', 'rejected', 'cancelled', 'expired')`;

const followResponsibility = (schema: string): string => `
CREATE FUNCTION open_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  INSERT INTO case_responsibility (county, episode_id, institution, since)
  VALUES (NEW.county, NEW.id, NEW.institution, NEW.opened_at);
  RETURN NULL;
END $$;
CREATE TRIGGER opened AFTER INSERT ON episode FOR EACH ROW EXECUTE FUNCTION open_case();
CREATE FUNCTION hand_over_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  INSERT INTO case_responsibility (county, episode_id, institution, since, referral_id)
  VALUES (NEW.county, NEW.episode_id, NEW.to_institution, NEW.state_since, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER taken AFTER INSERT ON referral FOR EACH ROW WHEN (${OWNED}) EXECUTE FUNCTION hand_over_case();
CREATE TRIGGER handed_over AFTER UPDATE OF state, to_institution ON referral FOR EACH ROW
  WHEN (${OWNED} AND (OLD.state IN ('draft', 'submitted', 'under-review', 'returned') OR OLD.to_institution <> NEW.to_institution))
  EXECUTE FUNCTION hand_over_case();`;

const SETTING = (name: string) => `current_setting('fenji.${name}', true)`;

/** The coverage follows the patient, the owner of a case the episode. */
const policies = (schema: string): string[] => [
  `ALTER TABLE coverage ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON coverage TO fenji_${schema}
     USING (${SETTING('county')} = '*' OR (${SETTING('county')} = county AND may_see_patient(county, patient_id)))
     WITH CHECK (${SETTING('county')} = '*' OR (${SETTING('county')} = county AND recorded_by = ${SETTING('institution')}))`,
  `ALTER TABLE case_responsibility ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON case_responsibility FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM episode
     WHERE episode.county = case_responsibility.county AND episode.id = case_responsibility.episode_id))`,
];

/** First visits at any tier, what excuses from them, who owns a case, and what the insurance is expected to pay. */
export class FirstVisitsAndInsurance1767225600005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public');
    for (const text of [CATALOGUE, INSURANCE, VISITS, RESPONSIBILITY]) await runner.query(text);
    await runner.query(followResponsibility(schema));
    await runner.query(supersedeCoverage(schema));
    await runner.query(CARE_HISTORY(schema));
    for (const table of ['benefit_ladder', 'mass_event']) {
      await runner.query(
        `CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version()`,
      );
    }
    for (const statement of [...policies(schema), ...appendOnly(schema, 'case_responsibility')]) {
      await runner.query(statement);
    }
    await runner.query(insertDefaults(GATE_DEFAULTS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { insertExamItems } from './exam-items.js';
import { FORM_LIMITS } from './form-limits.js';

const KINDS = `'lab', 'ecg', 'imaging', 'pathology', 'endoscopy'`;

const FORM = `
ALTER TABLE referral ADD COLUMN marks jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN referral.marks IS 'codes of the form''s head that others than its readers need: green channel, isolation, signature';`;

/** A county's own row decides over the nation's, whose county is 000000. */
const EXAM = `
CREATE TABLE exam_item (
  county char(6) NOT NULL, code text NOT NULL, kind text NOT NULL CHECK (kind IN (${KINDS})), name text NOT NULL,
  name_en text NOT NULL, recognised boolean NOT NULL, valid_from date NOT NULL, valid_to date, source text NOT NULL,
  PRIMARY KEY (county, code, valid_from), CHECK (valid_to > valid_from));

CREATE TABLE exam_order (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('ordered', 'performed', 'reported', 'recognised')),
  patient_id uuid NOT NULL, referral_id uuid, item text NOT NULL, kind text NOT NULL CHECK (kind IN (${KINDS})),
  ordering_institution text NOT NULL, ordered_by uuid NOT NULL, performing_institution text NOT NULL,
  reporting_institution text NOT NULL,
  repeat_reason text CHECK (repeat_reason IN ('condition-changed', 'quality-insufficient', 'interval-required', 'emergency',
    'pre-operation', 'other')),
  note_sealed text, conclusion text CHECK (conclusion IN ('normal', 'abnormal', 'critical')), report_sealed text,
  reported_by uuid, ordered_at timestamptz NOT NULL, performed_at timestamptz, reported_at timestamptz, recognised_at timestamptz,
  PRIMARY KEY (county, id), FOREIGN KEY (county, patient_id) REFERENCES patient (county, id),
  CONSTRAINT repeat_for_another_reason_says_why CHECK (repeat_reason <> 'other' OR note_sealed IS NOT NULL),
  CONSTRAINT performed_once CHECK ((performed_at IS NULL) = (state = 'ordered')),
  CONSTRAINT reported_whole CHECK ((state IN ('reported', 'recognised'))
    = (reported_at IS NOT NULL AND report_sealed IS NOT NULL AND reported_by IS NOT NULL AND conclusion IS NOT NULL)),
  CONSTRAINT recognised_once CHECK ((recognised_at IS NULL) = (state <> 'recognised')),
  CONSTRAINT in_order CHECK (ordered_at <= performed_at AND performed_at <= reported_at AND reported_at <= recognised_at));
CREATE INDEX exam_order_patient ON exam_order (county, patient_id, item, performed_at);
CREATE INDEX exam_order_ordering ON exam_order (county, ordering_institution, id);
CREATE INDEX exam_order_performing ON exam_order (county, performing_institution, id);
CREATE INDEX exam_order_reporting ON exam_order (county, reporting_institution, id);

CREATE TABLE exam_event (
  county char(6) NOT NULL, exam_order_id uuid NOT NULL, version integer NOT NULL, event text NOT NULL, transition text NOT NULL,
  from_state text NOT NULL, to_state text NOT NULL, actor_id text NOT NULL, actor_role text NOT NULL,
  actor_institution text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (county, exam_order_id, version));`;

const COUNTY = `current_setting('fenji.county', true)`;
const INSTITUTION = `current_setting('fenji.institution', true)`;

/** Access follows the patient: who may see the patient sees the results before ordering anything (domain §4.7, §14). */
const examPolicies = (schema: string): string[] => [
  `ALTER TABLE exam_order ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON exam_order TO fenji_${schema} USING (${COUNTY} = '*' OR (${COUNTY} = county AND (
     ${INSTITUTION} IN (ordering_institution, performing_institution, reporting_institution)
     OR may_see_patient(county, patient_id))))`,
  `ALTER TABLE exam_event ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY seen ON exam_event FOR SELECT TO fenji_${schema} USING (EXISTS (SELECT 1 FROM exam_order
     WHERE exam_order.county = exam_event.county AND exam_order.id = exam_event.exam_order_id))`,
  `CREATE POLICY appended ON exam_event FOR INSERT TO fenji_${schema} WITH CHECK (${COUNTY} IN ('*', county))`,
];

/**
 * Who came to a house is known there from then on, though home, contract and referral are elsewhere; a patient whom nobody
 * knows has a temporary number until a named person says who it was (domain §4.2).
 */
const REGISTRATION = `
ALTER TABLE patient ADD COLUMN temporary boolean NOT NULL DEFAULT false, ADD COLUMN merged_into uuid,
  ADD CONSTRAINT only_a_temporary_patient_is_merged CHECK (merged_into IS NULL OR temporary),
  ADD CONSTRAINT merged_into_known FOREIGN KEY (county, merged_into) REFERENCES patient (county, id);

CREATE TABLE temporary_number (
  county char(6) NOT NULL, institution text NOT NULL, last integer NOT NULL, PRIMARY KEY (county, institution));

CREATE TABLE patient_link (
  county char(6) NOT NULL, patient_id uuid NOT NULL, institution text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('registration', 'emergency')), linked_by text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (county, patient_id, institution), FOREIGN KEY (county, patient_id) REFERENCES patient (county, id));

CREATE TABLE patient_merge (
  county char(6) NOT NULL, temporary_id uuid NOT NULL, into_id uuid NOT NULL, merged_by text NOT NULL, role text NOT NULL,
  institution text NOT NULL, referrals uuid[] NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (county, temporary_id));`;

/**
 * They run as the owner: whoever registers a patient must find the one that another house knows, and a merge moves what
 * other houses wrote. What they may touch follows from the caller's own scope. A merge finds the tables by their column,
 * so that none that comes later is forgotten; append-only ones keep what they said.
 */
const registrationFunctions = (schema: string): string => `
CREATE FUNCTION link_patient(of_patient uuid, why text, who text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
BEGIN
  INSERT INTO patient_link SELECT county, id, ${INSTITUTION}, why, who, at FROM patient
   WHERE county = ${COUNTY} AND id = of_patient AND merged_into IS NULL ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT 1 FROM patient_link
                  WHERE county = ${COUNTY} AND patient_id = of_patient AND institution = ${INSTITUTION});
END $$;
CREATE FUNCTION link_patient_by_card(of_type text, of_blind text, born date, who text, at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
DECLARE found uuid;
BEGIN
  SELECT id INTO found FROM patient
   WHERE county = ${COUNTY} AND id_type = of_type AND id_blind = of_blind AND birth_date = born AND merged_into IS NULL;
  IF found IS NOT NULL THEN PERFORM link_patient(found, 'registration', who, at); END IF;
  RETURN found;
END $$;
CREATE FUNCTION merge_patient(temporary_id uuid, into_id uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema} AS $$
DECLARE of_table text; moved uuid[];
BEGIN
  IF EXISTS (SELECT 1 FROM referral a JOIN referral b USING (county, direction, to_department)
              WHERE county = ${COUNTY} AND a.patient_id = temporary_id AND b.patient_id = into_id
                AND a.urgency_class <> 'U1' AND b.urgency_class <> 'U1'
                AND a.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
                AND b.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')) THEN
    RETURN NULL;
  END IF;
  SELECT coalesce(array_agg(id ORDER BY id), '{}') INTO moved FROM referral
   WHERE county = ${COUNTY} AND patient_id = temporary_id;
  FOR of_table IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'patient_id' AND NOT a.attisdropped
     WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('patient_link', 'contract')
       AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only')
     ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %I SET patient_id = $1 WHERE county = $2 AND patient_id = $3', of_table)
      USING into_id, ${COUNTY}, temporary_id;
  END LOOP;
  UPDATE patient SET merged_into = into_id WHERE county = ${COUNTY} AND id = temporary_id;
  RETURN moved;
END $$;
REVOKE ALL ON FUNCTION link_patient, link_patient_by_card, merge_patient FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_patient, link_patient_by_card, merge_patient TO fenji_${schema};`;

/** A further way to see a patient, beside home, contract, visit and referral. */
const linkPolicies = (schema: string): string[] => {
  const linked = (patient: string, of: string) => `${COUNTY} = ${of}.county AND EXISTS (SELECT 1 FROM patient_link l
     WHERE l.county = ${of}.county AND l.patient_id = ${patient} AND l.institution = ${INSTITUTION})`;
  return [
    `CREATE POLICY linked ON patient FOR SELECT TO fenji_${schema} USING (${linked('patient.id', 'patient')})`,
    `CREATE POLICY linked ON contract FOR SELECT TO fenji_${schema} USING (${linked('contract.patient_id', 'contract')})`,
    ...scopePolicy(schema, 'patient_link', { county: ['county'], institution: ['institution'] }),
    ...scopePolicy(schema, 'temporary_number', { county: ['county'], institution: ['institution'] }),
    ...scopePolicy(schema, 'patient_merge', { county: ['county'], institution: ['institution'] }),
    ...appendOnly(schema, 'patient_merge'),
  ];
};

/** The whole form (domain §4), exams and the recognition of their results (§4.7). */
export class Forms1767225600007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(FORM);
    await runner.query(EXAM);
    for (const statement of [...examPolicies(schema), ...appendOnly(schema, 'exam_event')])
      await runner.query(statement);
    await runner.query(insertExamItems());
    await runner.query(REGISTRATION);
    await runner.query(registrationFunctions(schema));
    for (const statement of linkPolicies(schema)) await runner.query(statement);
    await runner.query(insertDefaults(FORM_LIMITS));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

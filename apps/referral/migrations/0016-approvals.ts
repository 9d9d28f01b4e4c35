import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { APPROVAL_DEFAULTS } from '../approval/defaults.js';

const APPROVALS = `
CREATE TABLE network_approval (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, patient_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('up', 'down', 'lateral')),
  from_institution text NOT NULL, requested_by uuid NOT NULL, requested_role text NOT NULL,
  to_county char(6) NOT NULL, to_institution text NOT NULL, dept_code text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('no-capability', 'no-capacity', 'continuity', 'patient-request', 'other')), note_sealed text,
  state text NOT NULL CHECK (state IN ('requested', 'approved', 'refused')),
  deciding_institution text NOT NULL, requested_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
  decided_at timestamptz, decided_by uuid, decided_role text, decided_institution text, refusal text, valid_until timestamptz, referral_id uuid,
  rule_set_version text NOT NULL,
  PRIMARY KEY (county, id), FOREIGN KEY (county, patient_id) REFERENCES patient (county, id),
  CONSTRAINT decided_by_somebody CHECK ((state = 'requested') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT approved_for_a_time CHECK ((state = 'approved') = (valid_until IS NOT NULL)),
  CONSTRAINT refused_with_a_reason CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CONSTRAINT nobody_approves_for_himself CHECK (decided_by <> requested_by),
  CONSTRAINT used_once_approved CHECK (referral_id IS NULL OR state = 'approved'));
CREATE UNIQUE INDEX network_approval_one_open ON network_approval (county, patient_id, direction, to_institution, dept_code)
  WHERE state = 'requested';
CREATE UNIQUE INDEX network_approval_used_once ON network_approval (county, referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX network_approval_list ON network_approval (county, id);
CREATE TRIGGER decided_for_good BEFORE UPDATE ON network_approval FOR EACH ROW
  WHEN (OLD.state <> 'requested' AND (NEW.state <> OLD.state OR OLD.referral_id IS NOT NULL)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON network_approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE network_approval IS 'who allowed one referral to leave the network (V04), or why not';`;

/** Approvals of referrals that leave the network, and the desk task where no candidate is left. */
export class Approvals1767225600016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [APPROVALS, insertDefaults(APPROVAL_DEFAULTS)]) await runner.query(statement);
    const seen = { county: ['county'], institution: ['from_institution', 'deciding_institution'] };
    for (const statement of scopePolicy(schema, 'network_approval', seen)) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

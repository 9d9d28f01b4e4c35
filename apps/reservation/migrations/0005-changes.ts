import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import type { PolicyValue } from '#service/rules/policy.js';
import { insertDefaults } from '#service/rules/policy.store.js';

const SESSIONS = `
ALTER TABLE session
  ADD COLUMN stopped_at timestamptz,
  ADD COLUMN late_units integer NOT NULL DEFAULT 0 CHECK (late_units >= 0),
  ADD COLUMN late_until timestamptz,
  ADD CONSTRAINT late_units_have_an_end CHECK (late_units = 0 OR late_until IS NOT NULL),
  ADD CONSTRAINT a_stopped_session_has_no_room CHECK (stopped_at IS NULL OR family_taken + open_taken = capacity + extra);
CREATE INDEX session_late_due ON session (late_until) WHERE late_until IS NOT NULL;
COMMENT ON COLUMN session.stopped_at IS 'the hospital has cancelled it: nobody, not even an emergency, gets a unit any more';
COMMENT ON COLUMN session.late_units IS 'protected units added after stage 2; what is unused of them at late_until is released (late-supply)';`;

/** Who loses a unit must be able to wait for another without asking the referral what it wanted. */
const WISHES = `
ALTER TABLE claim ADD COLUMN wish jsonb;
COMMENT ON COLUMN claim.wish IS 'what the referral wants, as last told, with all candidates of the present hop; null if it never wanted a unit';`;

const DISPLACEMENTS = `
CREATE TABLE displacement (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, reservation_id uuid NOT NULL, session_id uuid NOT NULL,
  institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL, starts_at timestamptz NOT NULL,
  cause text NOT NULL CHECK (cause IN ('capacity', 'stop', 'doctor-swap')), reason text NOT NULL, actor text NOT NULL,
  displaced_at timestamptz NOT NULL, patient_id uuid NOT NULL,
  referral_county char(6), referral_id uuid, referring_institution text,
  state text NOT NULL CHECK (state IN ('rebooked', 'waiting', 'open-task', 'settled')),
  new_reservation_id uuid, new_session_id uuid, new_institution text, new_starts_at timestamptz, wait_entry_id uuid,
  owner_role text, owner_institution text, due_at timestamptz,
  outcome text CHECK (outcome IN ('told', 'rebooked', 'declined', 'treated-elsewhere')), settled_at timestamptz, settled_by text,
  PRIMARY KEY (county, id), FOREIGN KEY (county, reservation_id) REFERENCES reservation (county, id),
  UNIQUE (county, reservation_id),
  CONSTRAINT nobody_is_dropped CHECK (CASE state WHEN 'rebooked' THEN new_reservation_id IS NOT NULL WHEN 'waiting' THEN wait_entry_id IS NOT NULL
    WHEN 'open-task' THEN owner_role IS NOT NULL AND owner_institution IS NOT NULL AND due_at IS NOT NULL
    ELSE outcome IS NOT NULL AND settled_at IS NOT NULL AND settled_by IS NOT NULL END));
CREATE INDEX displacement_list ON displacement (county, institution, id);
CREATE INDEX displacement_open ON displacement (due_at) WHERE state = 'open-task';
COMMENT ON TABLE displacement IS 'everybody whose unit a hospital took away, and where that person stands now (domain §7.10, I9)';`;

/** Key, value, source with its mark. */
const DEFAULTS: readonly [key: string, value: PolicyValue, source: string][] = [
  ['rebook.days', 3, '[default] domain §7.8: same department within 3 days of the lost unit'],
  ['rebook.doctorDays', 7, '[default] domain §7.8: same doctor; an expert holds a clinic once or twice a week'],
  ['displaced.settleWithin', '2wh', '[default] domain §7.8: a desk task within 2 wh'],
];

/** Supply that changes late: stopped sessions, units added after stage 2, and everybody who lost a unit by it. */
export class Changes1767225600005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [SESSIONS, WISHES, DISPLACEMENTS]) await runner.query(statement);
    const scope = {
      county: ['county', 'referral_county'],
      institution: ['institution', 'referring_institution', 'new_institution'],
    };
    for (const statement of scopePolicy(schema, 'displacement', scope)) await runner.query(statement);
    await runner.query(insertDefaults(DEFAULTS.map(([key, value, source]) => ({ key, value, source }))));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

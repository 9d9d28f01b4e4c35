import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, scopePolicy, standardTables } from '#service/database/standard-tables.js';
import { policyTables } from '#service/rules/policy.store.js';

const SUPPLY = `
CREATE TABLE account (
  county char(6) NOT NULL, institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL, date date NOT NULL,
  capacity integer NOT NULL CHECK (capacity >= 0), reserve integer NOT NULL CHECK (reserve >= 0),
  ratio_bps integer NOT NULL CHECK (ratio_bps BETWEEN 0 AND 10000),
  PRIMARY KEY (county, institution, pool, group_code, date),
  CONSTRAINT reserve_reaches_the_ratio CHECK (reserve <= capacity AND reserve * 10000 >= ratio_bps * capacity),
  CONSTRAINT ratio_reaches_the_floor CHECK (pool NOT IN ('expert-slot', 'exam', 'inpatient-bed') OR ratio_bps >= 2000));

CREATE TABLE session (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, institution text NOT NULL, external_id text NOT NULL,
  pool text NOT NULL CHECK (pool IN ('expert-slot', 'exam', 'inpatient-bed', 'general-slot', 'day-surgery')),
  group_code text NOT NULL, date date NOT NULL, doctor_id text, bed_class text, in_base boolean NOT NULL,
  starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL CHECK (ends_at > starts_at), place text NOT NULL, preparation text,
  capacity integer NOT NULL CHECK (capacity >= 0), extra integer NOT NULL DEFAULT 0 CHECK (extra >= 0),
  reserve integer NOT NULL CHECK (reserve BETWEEN 0 AND capacity), released integer NOT NULL DEFAULT 0 CHECK (released >= 0),
  family_taken integer NOT NULL DEFAULT 0 CHECK (family_taken >= 0), other_taken integer NOT NULL DEFAULT 0 CHECK (other_taken >= 0),
  public_taken integer NOT NULL DEFAULT 0 CHECK (public_taken >= 0), emergency_taken integer NOT NULL DEFAULT 0 CHECK (emergency_taken >= 0),
  shortfall integer NOT NULL DEFAULT 0 CHECK (shortfall >= 0),
  protected integer NOT NULL GENERATED ALWAYS AS (greatest(reserve - released - family_taken, 0) - shortfall) STORED,
  open_taken integer NOT NULL GENERATED ALWAYS AS (other_taken + public_taken + emergency_taken) STORED,
  published_at timestamptz NOT NULL, opens_family_at timestamptz NOT NULL, opens_public_at timestamptz NOT NULL,
  release1_at timestamptz, release2_at timestamptz NOT NULL, holdback_at timestamptz, closes_at timestamptz NOT NULL,
  stage smallint NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 3), next_release_at timestamptz, offer_at timestamptz,
  fresh_units integer NOT NULL DEFAULT 0 CHECK (fresh_units >= 0), fresh_until timestamptz,
  top_seat integer NOT NULL DEFAULT 0 CHECK (top_seat >= 0), freed_seats integer[] NOT NULL DEFAULT '{}', first_hold_end timestamptz,
  PRIMARY KEY (county, id), UNIQUE (county, institution, external_id),
  FOREIGN KEY (county, institution, pool, group_code, date) REFERENCES account (county, institution, pool, group_code, date),
  CONSTRAINT nothing_is_sold_twice CHECK (protected + family_taken + open_taken <= capacity + extra),
  CONSTRAINT released_within_the_reserve CHECK (released <= reserve),
  CONSTRAINT protected_units_exist CHECK (protected >= 0),
  CONSTRAINT outside_the_base_nothing_is_reserved CHECK (in_base OR reserve = 0))
  WITH (fillfactor = 70);
CREATE INDEX session_supply ON session (county, institution, pool, group_code, starts_at, id);
CREATE INDEX session_search ON session (county, pool, group_code, starts_at, id);
CREATE INDEX session_day ON session (county, date, id);
CREATE INDEX session_release_due ON session (next_release_at) WHERE next_release_at IS NOT NULL;
CREATE INDEX session_offer_due ON session (offer_at) WHERE offer_at IS NOT NULL;
COMMENT ON COLUMN session.offer_at IS 'when waiting entries must be looked at again: units become open to more of them then';
COMMENT ON COLUMN session.top_seat IS 'seats 1 to top_seat have been given; those of freed_seats came back';
COMMENT ON COLUMN session.first_hold_end IS 'no hold ends before; so nobody has to look for dead holds until then';
COMMENT ON COLUMN session.fresh_units IS 'w of domain 7.3: released, and until fresh_until for primary doctors only';`;

/**
 * An account says what its sessions say; checked at commit, so that they may change one after the other. A unit taken or
 * given back leaves both as they were: no check then.
 */
const accountEqualsSessions = (schema: string): string => `
CREATE FUNCTION account_equals_sessions() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema} AS $$
DECLARE said record; counted record;
BEGIN
  SELECT capacity, reserve INTO said FROM account
   WHERE county = NEW.county AND institution = NEW.institution AND pool = NEW.pool AND group_code = NEW.group_code AND date = NEW.date;
  SELECT coalesce(sum(capacity), 0) AS capacity, coalesce(sum(reserve), 0) AS reserve INTO counted FROM session
   WHERE county = NEW.county AND institution = NEW.institution AND pool = NEW.pool AND group_code = NEW.group_code AND date = NEW.date AND in_base;
  IF said.capacity IS DISTINCT FROM counted.capacity OR said.reserve IS DISTINCT FROM counted.reserve THEN
    RAISE EXCEPTION 'account and sessions differ' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_equals_sessions';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER account_equals_new_session AFTER INSERT ON session
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION account_equals_sessions();
CREATE CONSTRAINT TRIGGER account_equals_sessions AFTER UPDATE ON session
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.capacity, OLD.reserve, OLD.in_base) IS DISTINCT FROM (NEW.capacity, NEW.reserve, NEW.in_base))
  EXECUTE FUNCTION account_equals_sessions();
CREATE CONSTRAINT TRIGGER account_equals_sessions AFTER INSERT OR UPDATE OF capacity, reserve ON account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION account_equals_sessions();`;

const UNITS = `
CREATE TABLE reservation (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, session_id uuid NOT NULL,
  seat integer NOT NULL CHECK (seat >= 1), institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL,
  starts_at timestamptz NOT NULL, busy tstzrange,
  state text NOT NULL CHECK (state IN ('held', 'confirmed', 'arrived', 'fulfilled', 'no-show', 'cancelled', 'expired', 'displaced')),
  occupies boolean NOT NULL,
  taker text NOT NULL CHECK (taker IN ('family', 'other', 'public', 'emergency')), from_reserve boolean NOT NULL, extra boolean NOT NULL,
  channel text NOT NULL CHECK (channel IN ('fd-referral', 'web', 'phone', 'onsite', 'app')),
  patient_id uuid NOT NULL, entitlement text, urgency_class text,
  referral_county char(6), referral_id uuid, hop smallint, referring_institution text, wait_entry_id uuid,
  created_at timestamptz NOT NULL, hold_until timestamptz, extended boolean NOT NULL DEFAULT false,
  confirmed_at timestamptz, no_show_at timestamptz, ended_at timestamptz,
  PRIMARY KEY (county, id), FOREIGN KEY (county, session_id) REFERENCES session (county, id),
  CONSTRAINT state_says_if_the_seat_is_taken CHECK (CASE WHEN state IN ('held', 'confirmed', 'arrived', 'fulfilled') THEN occupies
    WHEN state IN ('cancelled', 'expired', 'displaced') THEN NOT occupies ELSE true END),
  CONSTRAINT hold_has_an_end CHECK (state <> 'held' OR hold_until IS NOT NULL),
  CONSTRAINT booking_has_a_no_show_time CHECK (state <> 'confirmed' OR no_show_at IS NOT NULL),
  CONSTRAINT referral_is_whole CHECK ((referral_id IS NULL) = (referral_county IS NULL) AND (referral_id IS NULL) = (hop IS NULL)))
  WITH (fillfactor = 80);
CREATE UNIQUE INDEX one_person_per_seat ON reservation (county, session_id, seat) WHERE occupies;
CREATE UNIQUE INDEX one_unit_per_referral ON reservation (county, referral_county, referral_id, pool, group_code)
  WHERE state IN ('held', 'confirmed', 'arrived');
ALTER TABLE reservation ADD CONSTRAINT no_overlap_of_a_patient
  EXCLUDE USING gist (county WITH =, patient_id WITH =, busy WITH &&) WHERE (state IN ('held', 'confirmed'));
CREATE INDEX reservation_patient ON reservation (county, patient_id, starts_at);
CREATE INDEX reservation_referral ON reservation (county, referral_county, referral_id);
CREATE INDEX reservation_hold_due ON reservation (hold_until) WHERE state = 'held';
CREATE INDEX reservation_no_show_due ON reservation (no_show_at) WHERE state = 'confirmed';
COMMENT ON COLUMN reservation.busy IS 'the unit and half the required gap on both sides; null for beds and U1, which may overlap';
COMMENT ON COLUMN reservation.occupies IS 'the seat counts as taken; a bed whose patient did not come does not';

CREATE TABLE claim (
  county char(6) NOT NULL, referral_id uuid NOT NULL, version integer NOT NULL, hop smallint NOT NULL, ended boolean NOT NULL,
  counties char(6)[] NOT NULL, PRIMARY KEY (county, referral_id)) WITH (fillfactor = 80);
COMMENT ON TABLE claim IS 'the latest event seen of each referral: an earlier one that comes late does nothing';
COMMENT ON COLUMN claim.counties IS 'where the referral may have units: counties of all candidates so far';

CREATE TABLE wait_entry (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, pool text NOT NULL, group_code text NOT NULL,
  institution text NOT NULL, institutions text[] NOT NULL, doctor_id text, earliest timestamptz NOT NULL, latest timestamptz NOT NULL,
  valid_until timestamptz NOT NULL, entitlement text NOT NULL, urgency_class text NOT NULL,
  displaced boolean NOT NULL DEFAULT false, green_channel boolean NOT NULL, referring_institution text NOT NULL,
  waiting_since timestamptz NOT NULL, referral_no text NOT NULL, referral_county char(6) NOT NULL, referral_id uuid NOT NULL,
  hop smallint NOT NULL, patient_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'offered', 'taken', 'left')), lapses smallint NOT NULL DEFAULT 0,
  offered_institution text, offered_at timestamptz,
  PRIMARY KEY (county, id)) WITH (fillfactor = 80);
CREATE UNIQUE INDEX one_entry_per_referral ON wait_entry (county, referral_county, referral_id) WHERE state IN ('waiting', 'offered');
CREATE INDEX wait_entry_list ON wait_entry (county, pool, group_code, urgency_class, waiting_since) WHERE state = 'waiting';
CREATE INDEX wait_entry_fairness ON wait_entry (county, pool, group_code, offered_institution, offered_at) WHERE offered_at IS NOT NULL;

CREATE TABLE ledger (
  county char(6) NOT NULL, id uuid NOT NULL, session_id uuid NOT NULL, at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('publish', 'adjust', 'hold', 'hold-expire', 'confirm', 'cancel', 'release-1', 'release-2',
    'release-holdback', 'cancel-after-release', 'u1-override', 'late-supply', 'emergency-extra', 'displace', 'use', 'no-show', 'unused')),
  actor text NOT NULL, reason text, reservation_id uuid,
  capacity integer NOT NULL, extra integer NOT NULL, reserve integer NOT NULL, released integer NOT NULL, family_taken integer NOT NULL,
  other_taken integer NOT NULL, public_taken integer NOT NULL, emergency_taken integer NOT NULL, shortfall integer NOT NULL,
  PRIMARY KEY (county, id));
CREATE INDEX ledger_session ON ledger (county, session_id, id);
COMMENT ON TABLE ledger IS 'every change of a session''s counters; the entries of a session add up to its counters';`;

/** TV03: no row, of whatever scope, may go below the floor. */
const RATIO_IN_RANGE = `
ALTER TABLE policy ADD CONSTRAINT ratio_in_range CHECK (key NOT LIKE 'reserve.ratioBps.%' OR (value #>> '{}')::int BETWEEN
  CASE WHEN key IN ('reserve.ratioBps.expert-slot', 'reserve.ratioBps.exam', 'reserve.ratioBps.inpatient-bed') THEN 2000 ELSE 0 END
  AND 10000)`;

/** Supply, the reserve, who holds what, who waits, and the ledger that proves the counters. */
export class Supply1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    // The exclusion constraint compares plain columns beside a range.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public');
    for (const statement of [...standardTables(schema), ...policyTables]) await runner.query(statement);
    for (const statement of [SUPPLY, accountEqualsSessions(schema), UNITS, RATIO_IN_RANGE])
      await runner.query(statement);
    const policies = [
      ...scopePolicy(schema, 'reservation', {
        county: ['county', 'referral_county'],
        institution: ['institution', 'referring_institution'],
      }),
      ...scopePolicy(schema, 'wait_entry', {
        county: ['county', 'referral_county'],
        institution: ['institution', 'referring_institution'],
      }),
      ...scopePolicy(schema, 'claim', { county: ['county'], institution: [] }),
      ...scopePolicy(schema, 'ledger', { county: ['county'], institution: [] }),
      ...appendOnly(schema, 'ledger'),
    ];
    for (const statement of policies) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

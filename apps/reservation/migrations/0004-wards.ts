import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';

/** Domain §7.1, §7.9. */
const DEFAULTS: PolicyDefault[] = [
  {
    key: 'reserve.basis.bed',
    value: 'allocatable',
    source: '[default] the text of YN24 does not define the base of beds',
  },
  { key: 'ward.dayBegins', value: { days: 0, at: '10:00' }, source: '[default] then the forecast is replaced' },
  { key: 'ward.daysAhead', value: 14, source: '[default] ward-days are published on a forecast' },
  {
    key: 'reserve.ratioBps.dialysis-chair',
    value: 0,
    bound: 'at-least',
    source: '[policy] LS25: reservable without reserve',
  },
  { key: 'open.recurring', value: { days: 98, at: '00:00' }, source: '[default] one week more than a series lasts' },
  { key: 'series.weeks', value: 13, source: '[default]' },
  { key: 'series.pools', value: ['dialysis-chair', 'general-slot'], source: '[default]' },
];

/** Checked without keeping writers out. */
const POOLS = `
ALTER TABLE session DROP CONSTRAINT session_pool_check, ADD CONSTRAINT session_pool_check
  CHECK (pool IN ('expert-slot', 'exam', 'inpatient-bed', 'general-slot', 'day-surgery', 'dialysis-chair')) NOT VALID;
ALTER TABLE session VALIDATE CONSTRAINT session_pool_check;`;

const WARDS = `
CREATE TABLE ward_day (
  county char(6) NOT NULL, institution text NOT NULL, group_code text NOT NULL, date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('forecast', 'actual')), version integer NOT NULL DEFAULT 1, place text NOT NULL,
  counts jsonb NOT NULL, basis text NOT NULL CHECK (basis IN ('allocatable', 'total-staffed', 'expected-admissions')),
  ratio_bps integer NOT NULL, session_ids uuid[] NOT NULL, reported_by text NOT NULL, reported_at timestamptz NOT NULL,
  PRIMARY KEY (county, institution, group_code, date, kind));
CREATE INDEX ward_day_list ON ward_day (county, date, institution, group_code, kind);
COMMENT ON COLUMN ward_day.counts IS 'per bed class: staffed, vacant, expected discharges, expected admissions';
COMMENT ON COLUMN ward_day.ratio_bps IS 'of the pool; the account''s is higher where another basis reserves more';
COMMENT ON COLUMN ward_day.session_ids IS 'what is offered of it: the ordinary beds, and each class outside the base apart';`;

const BEDS = `
CREATE TABLE bed (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, institution text NOT NULL, label text NOT NULL,
  group_code text NOT NULL, bed_class text NOT NULL, staffed boolean NOT NULL, valid_from date NOT NULL,
  valid_until date CHECK (valid_until > valid_from), closed_at timestamptz, closed_reason text,
  PRIMARY KEY (county, id), UNIQUE (county, institution, label));
COMMENT ON COLUMN bed.group_code IS 'department of the ward';
COMMENT ON COLUMN bed.valid_until IS 'the first day on which it is no longer there; null = open';

CREATE TABLE occupancy (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, institution text NOT NULL, bed_id uuid NOT NULL,
  during tstzrange NOT NULL, reservation_id uuid NOT NULL, patient_id uuid NOT NULL, reason text, admitted_by text NOT NULL,
  end_kind text CHECK (end_kind IN ('discharge', 'move')), ended_by text,
  PRIMARY KEY (county, id), FOREIGN KEY (county, bed_id) REFERENCES bed (county, id),
  FOREIGN KEY (county, reservation_id) REFERENCES reservation (county, id),
  CONSTRAINT one_patient_per_bed EXCLUDE USING gist (county WITH =, bed_id WITH =, during WITH &&),
  CONSTRAINT one_bed_per_patient EXCLUDE USING gist (county WITH =, patient_id WITH =, during WITH &&),
  CONSTRAINT ended_by_somebody CHECK (upper_inf(during) = (end_kind IS NULL) AND (end_kind IS NULL) = (ended_by IS NULL)));
CREATE INDEX occupancy_reservation ON occupancy (county, reservation_id);
COMMENT ON COLUMN occupancy.reason IS 'why the bed is of another ward group, or of a class that is not offered';`;

const SERIES = `
CREATE TABLE booking_series (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL DEFAULT 1, institution text NOT NULL, patient_id uuid NOT NULL,
  pool text NOT NULL, group_code text NOT NULL, weekdays smallint[] NOT NULL, time text NOT NULL, from_date date NOT NULL,
  until_date date NOT NULL CHECK (until_date >= from_date), channel text NOT NULL, referral_id uuid, created_by text NOT NULL,
  created_at timestamptz NOT NULL, cancelled_from date, PRIMARY KEY (county, id));
COMMENT ON COLUMN booking_series.referral_id IS 'on whose account the patient comes; its own unit stands beside the series';
CREATE TABLE booking_series_unit (
  county char(6) NOT NULL, series_id uuid NOT NULL, date date NOT NULL, institution text NOT NULL, reservation_id uuid, reason text,
  PRIMARY KEY (county, series_id, date), FOREIGN KEY (county, series_id) REFERENCES booking_series (county, id),
  FOREIGN KEY (county, reservation_id) REFERENCES reservation (county, id),
  CONSTRAINT booked_or_told_why CHECK ((reservation_id IS NULL) <> (reason IS NULL)));
CREATE INDEX booking_series_unit_reservation ON booking_series_unit (county, reservation_id) WHERE reservation_id IS NOT NULL;`;

/** Ward-days and the bases of their reserve, physical beds and who lies in them, bookings that come back every week. */
export class Wards1767225600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [POOLS, WARDS, BEDS, SERIES, insertDefaults(DEFAULTS)]) await runner.query(statement);
    for (const table of ['occupancy', 'booking_series', 'booking_series_unit']) {
      const policies = scopePolicy(schema, table, { county: ['county'], institution: ['institution'] });
      for (const statement of policies) await runner.query(statement);
    }
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

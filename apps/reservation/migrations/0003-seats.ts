import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEATS = `
ALTER TABLE session ADD COLUMN segments jsonb CHECK (jsonb_typeof(segments) = 'array'), ADD COLUMN last_start_at timestamptz,
  ADD COLUMN device text,
  ADD CONSTRAINT segments_have_a_last_start CHECK ((segments IS NULL) = (last_start_at IS NULL) AND last_start_at < ends_at);
COMMENT ON COLUMN session.segments IS 'parts of the session with seats of their own: minutes after its start and seats; null: one part';
COMMENT ON COLUMN session.last_start_at IS 'when the last segment begins: seats lie between starts_at and this';`;

/** A hospital may give only its reserve here and say how many units there are in all: the ratio counts those. */
const ALLOTMENT = `
ALTER TABLE session ADD COLUMN allotment boolean NOT NULL DEFAULT false,
  ADD COLUMN elsewhere integer NOT NULL DEFAULT 0 CHECK (elsewhere >= 0),
  ADD CONSTRAINT an_allotment_is_all_reserve CHECK (NOT allotment OR (reserve = capacity AND opens_public_at >= ends_at)),
  ADD CONSTRAINT only_an_allotment_is_elsewhere CHECK (allotment OR elsewhere = 0);
COMMENT ON COLUMN session.elsewhere IS 'units that the hospital declares and gives out itself: they count for the ratio';
ALTER TABLE account ADD COLUMN elsewhere integer NOT NULL DEFAULT 0 CHECK (elsewhere >= 0),
  DROP CONSTRAINT reserve_reaches_the_ratio,
  ADD CONSTRAINT reserve_reaches_the_ratio
    CHECK (reserve <= capacity AND reserve * 10000 >= ratio_bps * (capacity + elsewhere));`;

/** Which row of the policy set the ratio; unknown for accounts older than this. */
const RATIO_SOURCE = `
ALTER TABLE account ADD COLUMN ratio_scope text, ADD COLUMN ratio_version integer, ADD COLUMN ratio_source text;`;

/** As in 0001, with what lies elsewhere. */
const accountEqualsSessions = (schema: string): string => `
CREATE OR REPLACE FUNCTION account_equals_sessions() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema} AS $$
DECLARE said record; counted record;
BEGIN
  SELECT capacity, elsewhere, reserve INTO said FROM account
   WHERE county = NEW.county AND institution = NEW.institution AND pool = NEW.pool AND group_code = NEW.group_code AND date = NEW.date;
  SELECT coalesce(sum(capacity), 0) AS capacity, coalesce(sum(elsewhere), 0) AS elsewhere, coalesce(sum(reserve), 0) AS reserve
    INTO counted FROM session
   WHERE county = NEW.county AND institution = NEW.institution AND pool = NEW.pool AND group_code = NEW.group_code AND date = NEW.date AND in_base;
  IF (said.capacity, said.elsewhere, said.reserve) IS DISTINCT FROM (counted.capacity, counted.elsewhere, counted.reserve) THEN
    RAISE EXCEPTION 'account and sessions differ' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_equals_sessions';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER account_equals_sessions ON session;
CREATE CONSTRAINT TRIGGER account_equals_sessions AFTER UPDATE ON session
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.capacity, OLD.elsewhere, OLD.reserve, OLD.in_base) IS DISTINCT FROM (NEW.capacity, NEW.elsewhere, NEW.reserve, NEW.in_base))
  EXECUTE FUNCTION account_equals_sessions();
DROP TRIGGER account_equals_sessions ON account;
CREATE CONSTRAINT TRIGGER account_equals_sessions AFTER INSERT OR UPDATE OF capacity, elsewhere, reserve ON account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION account_equals_sessions();`;

/** Segments and seats, exam devices, allotments, and which policy an account follows. */
export class Seats1767225600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [SEATS, ALLOTMENT, RATIO_SOURCE, accountEqualsSessions(schema)])
      await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

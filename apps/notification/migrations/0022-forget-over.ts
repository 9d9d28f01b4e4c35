import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'notification';

/** As 0016 has it, but for `is_open`: since 0020 a task may be over because its referral has moved on. */
const FORGET = `
  CREATE OR REPLACE FUNCTION ${SCHEMA}.forget_notices(of_county char(6), before timestamptz, most int)
  RETURNS TABLE (audience text, institution text, notices int, tasks int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${SCHEMA} AS $$
  #variable_conflict use_column
  BEGIN
    IF before > clock_timestamp() - interval '180 days' THEN RAISE EXCEPTION 'too young to be forgotten'; END IF;
    PERFORM set_config('fenji.forgetting', 'on', true);
    CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
    SELECT n.id, n.audience, n.institution, n.seq, n.urgency <> 'info' AND n.acknowledged_at IS NULL AND n.over_at IS NULL AS is_open
      FROM notice n
     WHERE n.county = of_county AND n.id < first_uuid_of(before AT TIME ZONE 'UTC') AND n.created_at < before
       AND NOT EXISTS (SELECT FROM delivery d WHERE d.county = n.county AND d.notice_id = n.id AND d.state IN ('waiting', 'sending', 'dead'))
       AND NOT EXISTS (SELECT FROM notice_snooze s WHERE s.county = n.county AND s.notice_id = n.id AND s.ended_at IS NULL)
     ORDER BY n.id LIMIT most FOR UPDATE OF n SKIP LOCKED;
    CREATE TEMPORARY TABLE unsent ON COMMIT DROP AS
    SELECT d.id FROM delivery d JOIN gone g ON d.county = of_county AND d.notice_id = g.id;
    DELETE FROM delivery_attempt WHERE county = of_county AND delivery_id IN (SELECT id FROM unsent);
    DELETE FROM delivery_receipt WHERE county = of_county AND delivery_id IN (SELECT id FROM unsent);
    DELETE FROM delivery_redrive WHERE county = of_county AND delivery_id IN (SELECT id FROM unsent);
    DELETE FROM delivery WHERE county = of_county AND id IN (SELECT id FROM unsent);
    DELETE FROM notice_snooze WHERE county = of_county AND notice_id IN (SELECT id FROM gone);
    DELETE FROM notice_read WHERE county = of_county AND notice_id IN (SELECT id FROM gone);
    DELETE FROM notice WHERE county = of_county AND id IN (SELECT id FROM gone);
    UPDATE audience_counter c SET forgotten_to = greatest(c.forgotten_to, g.seq)
      FROM (SELECT audience, max(seq) AS seq FROM gone GROUP BY audience) g WHERE c.county = of_county AND c.audience = g.audience;
    UPDATE notice_reader r SET read_to = g.seq, marked_at = coalesce(r.marked_at, clock_timestamp()), read_beyond = (
        SELECT count(*) FROM notice_read b
         WHERE b.county = of_county AND b.practitioner = r.practitioner AND b.audience = r.audience AND b.seq > g.seq)
      FROM (SELECT audience, max(seq) AS seq FROM gone GROUP BY audience) g
     WHERE r.county = of_county AND r.audience = g.audience AND r.read_to < g.seq;
    PERFORM set_config('fenji.forgetting', '', true);
    RETURN QUERY
    SELECT g.audience, g.institution, count(*)::int, count(*) FILTER (WHERE g.is_open AND g.audience !~ '^(patient|contact):')::int
      FROM gone g GROUP BY 1, 2 ORDER BY 1, 2;
    DROP TABLE gone, unsent;
  END $$`;

/** A task that was over when it is forgotten waited for nobody: its post is not told that it went undone. */
export class ForgetOver1795300000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FORGET);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { insertDefaults } from '#service/rules/policy.store.js';
import { RETENTION_DEFAULTS, RETENTION_KEYS } from '../retention/policy-keys.js';

const SCHEMA = 'notification';
const HISTORY = ['delivery_attempt', 'delivery_receipt', 'delivery_redrive'];

/** The ledger is never changed, and forgotten by {@link FORGET} alone: the service itself may delete nothing of it. */
const GUARD = `
  CREATE FUNCTION ${SCHEMA}.refuse_unless_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND current_setting('fenji.forgetting', true) = 'on' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`;

const append = (table: string) => [
  `DROP TRIGGER append_only ON ${SCHEMA}.${table}`,
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${SCHEMA}.${table}
     FOR EACH ROW EXECUTE FUNCTION ${SCHEMA}.refuse_unless_forgotten()`,
];

/**
 * Up to where notices of an audience were forgotten: they count as read by everybody. A replay of the stream passes over
 * them, and a message that was told so long ago is put back no more (the inbox forgets far sooner).
 */
const FORGET = `
  CREATE FUNCTION ${SCHEMA}.forget_notices(of_county char(6), before timestamptz, most int)
  RETURNS TABLE (audience text, institution text, notices int, tasks int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${SCHEMA} AS $$
  #variable_conflict use_column
  BEGIN
    IF before > clock_timestamp() - interval '180 days' THEN RAISE EXCEPTION 'too young to be forgotten'; END IF;
    PERFORM set_config('fenji.forgetting', 'on', true);
    CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
    SELECT n.id, n.audience, n.institution, n.seq, n.urgency <> 'info' AND n.acknowledged_at IS NULL AS is_open
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

/** Old notices are forgotten; what a referral's notices were is found by its id. */
export class Retention1795300000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const texts = [
      GUARD,
      ...HISTORY.flatMap(append),
      `ALTER TABLE ${SCHEMA}.audience_counter ADD COLUMN forgotten_to integer NOT NULL DEFAULT 0`,
      FORGET,
      `REVOKE ALL ON FUNCTION ${SCHEMA}.forget_notices FROM PUBLIC`,
      `CREATE INDEX notice_referral ON ${SCHEMA}.notice (county, referral_id, id) WHERE referral_id IS NOT NULL`,
      registerKeys(RETENTION_KEYS),
      insertDefaults(RETENTION_DEFAULTS),
    ];
    for (const text of texts) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

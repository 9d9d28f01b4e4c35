import { type Queryable, runOn, type Statement } from './prepared.js';

/**
 * How long a message is remembered by the inbox at least. An older one must not be put back: nobody could tell
 * any more whether it was applied.
 */
export const HORIZON_DAYS = 30;

/**
 * Creates the months that are coming and drops those that lie wholly behind the horizon. Ids are UUID v7, which
 * begin with their time, so a month is a range of the key. Runs as the tables' owner: the service's role may not.
 */
export const partitionFunction = `
  CREATE OR REPLACE FUNCTION keep_message_partitions(parent text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
  DECLARE
    month timestamp;
    part text;
    needed boolean;
  BEGIN
    IF parent NOT IN ('outbox', 'inbox') THEN
      RAISE EXCEPTION 'not a table of messages: %', parent;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.' || parent));
    FOR i IN 0..2 LOOP
      month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => i);
      part := parent || to_char(month, '_YYYYMM');
      IF to_regclass(part) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
                         first_uuid_of(month), first_uuid_of(month + interval '1 month'));
        EXCEPTION WHEN check_violation THEN
          -- The default partition holds rows of that month already (a long stop): it keeps the month.
          NULL;
        END;
      END IF;
    END LOOP;
    FOR part IN
      SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
       WHERE inhparent = parent::regclass AND child.relname ~ '_[0-9]{6}$'
         AND to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month' < now() - interval '${HORIZON_DAYS} days'
    LOOP
      needed := false;
      IF parent = 'outbox' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE published_at IS NULL)', part) INTO needed;
      END IF;
      IF NOT needed THEN
        EXECUTE format('DROP TABLE %I', part);
      END IF;
    END LOOP;
  END $$`;

/** The smallest UUID v7 of an instant (a UTC timestamp), without its version bits: a bound, not an id. */
export const firstUuidFunction = `
  CREATE OR REPLACE FUNCTION first_uuid_of(instant timestamp) RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT rpad(lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid
  $$`;

const KEEP: Statement = {
  name: 'keep-message-partitions',
  text: `SELECT keep_message_partitions('outbox'), keep_message_partitions('inbox')`,
};

/** To be called once a day, and at start; any number of replicas may do so. */
export async function keepPartitions(pool: Queryable): Promise<void> {
  await runOn(pool, KEEP, []);
}

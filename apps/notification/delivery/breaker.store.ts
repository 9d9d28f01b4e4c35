import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel } from './delivery.js';

/** So many failures in a row open the breaker. */
const FAILURES = 5;
/** First pause; it doubles with every further {@link FAILURES} failures, up to {@link LONGEST_SECONDS}. */
const PAUSE_SECONDS = 15;
const LONGEST_SECONDS = 300;

const PROBE: Statement = {
  name: 'breaker-probe',
  text: `UPDATE breaker SET open_until = clock_timestamp() + ${PAUSE_SECONDS} * interval '1 second'
          WHERE key = $1 AND open_until <= clock_timestamp() RETURNING key`,
};

const OPEN: Statement = {
  name: 'breaker-open',
  text: 'SELECT key FROM breaker WHERE key = $1 AND open_until > clock_timestamp()',
};

const SUCCEED: Statement = { name: 'breaker-succeed', text: 'DELETE FROM breaker WHERE key = ANY($1::text[])' };

const FAIL: Statement = {
  name: 'breaker-fail',
  text: `
    INSERT INTO breaker AS known (key, failures, open_until)
    SELECT key, failures, CASE WHEN failures >= ${FAILURES}
           THEN clock_timestamp() + ${PAUSE_SECONDS} * interval '1 second' END
      FROM (SELECT key, count(*)::int AS failures FROM unnest($1::text[]) AS key GROUP BY key ORDER BY key) AS row
        ON CONFLICT (key) DO UPDATE
       SET failures = known.failures + excluded.failures,
           open_until = CASE WHEN known.failures + excluded.failures >= ${FAILURES} THEN clock_timestamp()
             + least(${LONGEST_SECONDS}, ${PAUSE_SECONDS} * power(2, least(10, (known.failures + excluded.failures) / ${FAILURES} - 1)))
             * interval '1 second' END`,
};

/** How many deliveries of a channel may be tried now: `most`, one as a probe after the pause, or none during it. */
export async function admit(tx: EntityManager, channel: Channel, most: number): Promise<number> {
  if ((await run(tx, PROBE, [channel])).length > 0) return 1;
  return (await run(tx, OPEN, [channel])).length > 0 ? 0 : most;
}

/** Notes who answered and who did not; one success closes the breaker. Shared by all workers. */
export async function noteHealth(
  tx: EntityManager,
  working: readonly string[],
  failing: readonly string[],
): Promise<void> {
  if (working.length > 0) await run(tx, SUCCEED, [working]);
  const silent = failing.filter((key) => !working.includes(key));
  if (silent.length > 0) await run(tx, FAIL, [silent]);
}

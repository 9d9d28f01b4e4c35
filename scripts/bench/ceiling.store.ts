import { readFileSync, statSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import pg from 'pg';
import { databaseAt, withClient } from '../launch/database.js';
import { LOG_PREFIX } from './recording.js';

const TWIN = 'ceiling';
/** Connections reload their settings at their next statement; the log is a file behind a buffer of the kernel. */
const SETTLE_MS = 500;

/** A free session of the twin. */
export interface Supply {
  readonly id: string;
  readonly capacity: number;
}

/**
 * Copies the database as it is: same rows, same statistics, and nobody relays its outbox. The services lose their
 * connections for the moment of the copy and dial again.
 * @returns address of the copy
 */
export async function copyDatabase(databaseUrl: string): Promise<string> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await withClient(databaseAt(databaseUrl, 'postgres'), async (client) => {
    const database = pg.escapeIdentifier(name);
    await client.query(`DROP DATABASE IF EXISTS ${TWIN} WITH (FORCE)`);
    await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    try {
      await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [name]);
      await client.query(`CREATE DATABASE ${TWIN} TEMPLATE ${database} STRATEGY file_copy`);
    } finally {
      await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    }
  });
  return databaseAt(databaseUrl, TWIN);
}

/** What PostgreSQL logs of all statements while `work` runs. @param logFile the server's log */
export async function logOf(databaseUrl: string, logFile: string, work: () => Promise<void>): Promise<string> {
  return withClient(databaseUrl, async (client) => {
    await client.query(`ALTER SYSTEM SET log_line_prefix = ${pg.escapeLiteral(LOG_PREFIX)}`);
    await client.query(`ALTER SYSTEM SET log_statement = 'all'`);
    await client.query('SELECT pg_reload_conf()');
    await later(SETTLE_MS);
    const begin = statSync(logFile).size;
    try {
      await work();
      await later(SETTLE_MS);
    } finally {
      await client.query('ALTER SYSTEM RESET log_line_prefix');
      await client.query('ALTER SYSTEM RESET log_statement');
      await client.query('SELECT pg_reload_conf()');
    }
    return readFileSync(logFile).subarray(begin).toString();
  });
}

/** The sessions in which nobody has a seat and that are like the given one. */
export async function freeSessions(databaseUrl: string, like: string): Promise<Supply[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Supply>(
      `SELECT s.id, s.capacity FROM reservation.session s JOIN reservation.session example
           ON example.id = $1 AND s.institution = example.institution AND s.pool = example.pool
          AND s.group_code = example.group_code AND s.capacity = example.capacity
        WHERE s.family_taken + s.open_taken = 0 ORDER BY s.starts_at, s.id`,
      [like],
    );
    return rows;
  });
}

/** How many referrals have been offered in the database, seen by each of the three services. */
export async function offeredIn(databaseUrl: string): Promise<number[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ referrals: number; seats: number; notices: number }>(
      `SELECT (SELECT count(*)::int FROM referral.referral WHERE unit IS NOT NULL) AS referrals,
              (SELECT count(*)::int FROM reservation.reservation WHERE state = 'held') AS seats,
              (SELECT count(DISTINCT referral_id)::int FROM notification.notice WHERE event = 'referral.offered') AS notices`,
    );
    return Object.values(rows[0] ?? {});
  });
}

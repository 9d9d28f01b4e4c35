import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'door';

/** Times are the server's own: neither tokens nor sessions follow business time (architecture §3). */
const SESSIONS = [
  `CREATE TABLE ${SCHEMA}.session (
     digest text PRIMARY KEY, account text NOT NULL, name text NOT NULL,
     access_token text NOT NULL, access_ends timestamptz NOT NULL, refresh_token text,
     claimed_until timestamptz, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), ends_at timestamptz NOT NULL)`,
  `CREATE INDEX session_account ON ${SCHEMA}.session (account)`,
  `CREATE INDEX session_ends ON ${SCHEMA}.session (ends_at)`,
];

/** Who is signed in: the digest of the cookie, never the cookie; name and tokens sealed. */
export class Sessions1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of SESSIONS) await runner.query(text);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}

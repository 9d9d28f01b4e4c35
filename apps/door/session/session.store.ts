import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { Database } from '#service/database/database.js';
import { isConnectionLost } from '#service/database/retry.js';

/** A living session as it is kept: name and tokens sealed. Spans are by the server's clock. */
export interface KeptSession {
  digest: string;
  account: string;
  name: string;
  accessToken: string;
  /** Seconds that the access token still lives; below 0 when it has ended. */
  accessLeft: number;
  refreshToken: string | null;
  /** Chosen by somebody with several. */
  post: string | null;
  /** Of all posts of its token; null where an older door kept it. */
  roles: string[] | null;
  /** Whether it was begun with a second factor. */
  secondFactor: boolean | null;
  /** Seconds until the session ends if its user does nothing. */
  idleLeft: number;
}

export type NewSession = Pick<KeptSession, 'digest' | 'account' | 'name' | 'accessToken' | 'accessLeft' | 'roles'> & {
  refreshToken: string | null;
  secondFactor: boolean;
};

export type Renewal = Pick<KeptSession, 'digest' | 'accessToken' | 'accessLeft' | 'refreshToken' | 'roles'>;

/** Longer than the provider is waited for: a door that was killed while it asked blocks nobody for longer. */
const CLAIM = `interval '20 seconds'`;
const LIVES = `ends_at > clock_timestamp() AND seen_at > clock_timestamp() - $2 * interval '1 minute'`;
const IDLE_LEFT = `extract(epoch FROM least(ends_at, seen_at + $2 * interval '1 minute') - clock_timestamp())::float8`;

/** The table of sessions; each statement is a transaction of its own. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async add(session: NewSession, hours: number): Promise<void> {
    await this.run(
      `INSERT INTO session (digest, account, name, access_token, access_ends, refresh_token, ends_at, roles, second_factor)
       VALUES ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 second', $6, clock_timestamp() + $7 * interval '1 hour',
               $8, $9)`,
      [
        session.digest,
        session.account,
        session.name,
        session.accessToken,
        session.accessLeft,
        session.refreshToken,
        hours,
        session.roles,
        session.secondFactor,
      ],
    );
  }

  async find(digest: string, idleMinutes: number): Promise<KeptSession | undefined> {
    const [row] = await this.run<KeptSession>(
      `SELECT digest, account, name, post, roles, second_factor AS "secondFactor", access_token AS "accessToken", refresh_token AS "refreshToken",
              extract(epoch FROM access_ends - clock_timestamp())::float8 AS "accessLeft",
              ${IDLE_LEFT} AS "idleLeft"
         FROM session WHERE digest = $1 AND ${LIVES}`,
      [digest, idleMinutes],
    );
    return row;
  }

  /** Notes an act of the user. @returns seconds until the session ends without a further one */
  async touch(digest: string, idleMinutes: number): Promise<number | undefined> {
    const [row] = await this.run<{ idleLeft: number }>(
      `UPDATE session SET seen_at = clock_timestamp() WHERE digest = $1 AND ${LIVES} RETURNING ${IDLE_LEFT} AS "idleLeft"`,
      [digest, idleMinutes],
    );
    return row?.idleLeft;
  }

  /** Whether this caller is the one to spend the refresh token; all others wait for what it gets. */
  async claim(digest: string, refreshToken: string): Promise<boolean> {
    const rows = await this.run(
      `UPDATE session SET claimed_until = clock_timestamp() + ${CLAIM}
        WHERE digest = $1 AND refresh_token = $2 AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
        RETURNING digest`,
      [digest, refreshToken],
    );
    return rows.length > 0;
  }

  async choose(digest: string, post: string): Promise<void> {
    await this.run('UPDATE session SET post = $2 WHERE digest = $1', [digest, post]);
  }

  async release(digest: string): Promise<void> {
    await this.run('UPDATE session SET claimed_until = NULL WHERE digest = $1', [digest]);
  }

  /** @returns false when the session was ended meanwhile */
  async renew({ digest, accessToken, accessLeft, refreshToken, roles }: Renewal): Promise<boolean> {
    const rows = await this.run(
      `UPDATE session SET access_token = $2, access_ends = clock_timestamp() + $3 * interval '1 second',
              refresh_token = $4, roles = $5, claimed_until = NULL WHERE digest = $1 RETURNING digest`,
      [digest, accessToken, accessLeft, refreshToken, roles],
    );
    return rows.length > 0;
  }

  /** Ends one session. @returns its refresh token with its digest, for the provider to take back */
  async end(digest: string): Promise<Pick<KeptSession, 'digest' | 'refreshToken'>[]> {
    return this.run('DELETE FROM session WHERE digest = $1 RETURNING digest, refresh_token AS "refreshToken"', [
      digest,
    ]);
  }

  /** Ends every session of an account. */
  async endAll(account: string): Promise<Pick<KeptSession, 'digest' | 'refreshToken'>[]> {
    return this.run('DELETE FROM session WHERE account = $1 RETURNING digest, refresh_token AS "refreshToken"', [
      account,
    ]);
  }

  /** Those of the given sessions that live. */
  async living(digests: readonly string[], idleMinutes: number): Promise<string[]> {
    const rows = await this.run<{ digest: string }>(`SELECT digest FROM session WHERE digest = ANY ($1) AND ${LIVES}`, [
      digests,
      idleMinutes,
    ]);
    return rows.map(({ digest }) => digest);
  }

  /** Removes what has ended by itself. @returns how many, 1 000 at most */
  async purge(idleMinutes: number): Promise<number> {
    const rows = await this.run(
      `DELETE FROM session WHERE digest IN (SELECT digest FROM session
         WHERE ends_at < clock_timestamp() OR seen_at < clock_timestamp() - $1 * interval '1 minute' LIMIT 1000)
       RETURNING digest`,
      [idleMinutes],
    );
    return rows.length;
  }

  /** A connection that the server has dropped meanwhile is found out only by use: once more on another one. */
  private async run<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const ask = async () => (await this.database.pool.query<Row>(text, values)).rows;
    return ask().catch((error: unknown) => {
      if (isConnectionLost(error)) return ask();
      throw error;
    });
  }
}

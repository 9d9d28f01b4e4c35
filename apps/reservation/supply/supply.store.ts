import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Account } from './publication.js';
import { readAccounts } from './publication.store.js';
import type { Session } from './session.entity.js';
import { SESSION_COLUMNS } from './session.store.js';

const FIND: Statement = {
  name: 'session-find',
  text: `SELECT ${SESSION_COLUMNS} FROM session s WHERE s.county = $1 AND s.id = $2`,
};

export async function findSession(tx: EntityManager, county: string, id: string): Promise<Session | undefined> {
  return (await run<Session>(tx, FIND, [county, id]))[0];
}

/** The account of a session; a foreign key says that there is one. */
export async function findAccount(tx: EntityManager, session: Session): Promise<Account> {
  const [account] = await readAccounts(tx, session.county, session.institution, [session]);
  if (!account) throw new Error('A session has no account');
  return account;
}

const LIST: Statement = {
  name: 'session-list',
  text: `SELECT ${SESSION_COLUMNS} FROM session s
          WHERE s.county = $1 AND s.date >= $2 AND ($3::date IS NULL OR s.date <= $3) AND ($4::text IS NULL OR s.institution = $4)
            AND ($5::text IS NULL OR s.pool = $5) AND ($6::text IS NULL OR s.group_code = $6)
            AND ($7::date IS NULL OR (s.date, s.id) > ($7, $8))
          ORDER BY s.date, s.id LIMIT $9`,
};

export interface SessionFilter {
  institution?: string;
  pool?: string;
  group?: string;
  from: string;
  to?: string;
  limit: number;
}

/** One row more than the limit, so that the caller sees whether there is a next page. */
export function listSessions(
  tx: EntityManager,
  county: string,
  { institution, pool, group, from, to, limit }: SessionFilter,
  after: readonly CursorValue[] = [],
): Promise<Session[]> {
  const [date = null, id = null] = after;
  return run<Session>(tx, LIST, [
    county,
    from,
    to ?? null,
    institution ?? null,
    pool ?? null,
    group ?? null,
    date,
    id,
    limit + 1,
  ]);
}

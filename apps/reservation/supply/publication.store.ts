import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { nextReleaseOf } from './next-release.js';
import type { Account } from './publication.js';
import type { Session } from './session.entity.js';
import { SESSION_COLUMNS } from './session.store.js';

const OPEN_ACCOUNTS: Statement = {
  name: 'account-open',
  text: `INSERT INTO account (county, institution, pool, group_code, date, capacity, reserve, ratio_bps)
         SELECT $1, $2, pool, group_code, date, 0, 0, ratio_bps
           FROM unnest($3::text[], $4::text[], $5::date[], $6::int[]) AS row (pool, group_code, date, ratio_bps)
          ORDER BY pool, group_code, date ON CONFLICT DO NOTHING`,
};

const LOCK_ACCOUNTS: Statement = {
  name: 'account-lock',
  text: `SELECT a.county, a.institution, a.pool, a.group_code AS "group", a.date::text AS date, a.capacity, a.reserve, a.ratio_bps AS "ratioBps"
           FROM account a WHERE a.county = $1 AND a.institution = $2
            AND (a.pool, a.group_code, a.date) IN (SELECT * FROM unnest($3::text[], $4::text[], $5::date[]))
          ORDER BY a.pool, a.group_code, a.date FOR UPDATE`,
};

/** Opens the accounts that do not exist yet, at the ratio of today, and locks all: publications run one after the other. */
export async function lockAccounts(
  tx: EntityManager,
  county: string,
  institution: string,
  accounts: readonly Pick<Account, 'pool' | 'group' | 'date' | 'ratioBps'>[],
): Promise<Account[]> {
  const keys = [accounts.map(({ pool }) => pool), accounts.map(({ group }) => group), accounts.map(({ date }) => date)];
  await run(tx, OPEN_ACCOUNTS, [county, institution, ...keys, accounts.map(({ ratioBps }) => ratioBps)]);
  return run<Account>(tx, LOCK_ACCOUNTS, [county, institution, ...keys]);
}

const KNOWN: Statement = {
  name: 'session-known',
  text: `SELECT ${SESSION_COLUMNS} FROM session s WHERE s.county = $1 AND s.institution = $2 AND s.external_id = ANY ($3::text[])`,
};

/** Sessions that were published before under these names. */
export function knownSessions(
  tx: EntityManager,
  county: string,
  institution: string,
  externalIds: readonly string[],
): Promise<Session[]> {
  return run<Session>(tx, KNOWN, [county, institution, externalIds]);
}

const COLUMNS = `county, id, version, institution, external_id, pool, group_code, date, doctor_id, bed_class, in_base, starts_at, ends_at, place,
  preparation, capacity, reserve, published_at, opens_family_at, opens_public_at, release1_at, release2_at, holdback_at, closes_at,
  next_release_at, offer_at`;

const INSERT: Statement = {
  name: 'session-insert',
  text: `INSERT INTO session (${COLUMNS}) SELECT ${COLUMNS} FROM json_populate_recordset(NULL::session, $1)`,
};

export async function insertSessions(tx: EntityManager, sessions: readonly Session[]): Promise<void> {
  const rows = sessions.map((session) => ({
    ...session,
    external_id: session.externalId,
    group_code: session.group,
    doctor_id: session.doctorId,
    bed_class: session.bedClass,
    in_base: session.inBase,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    published_at: session.publishedAt,
    opens_family_at: session.opensFamilyAt,
    opens_public_at: session.opensPublicAt,
    release1_at: session.release1At,
    release2_at: session.release2At,
    holdback_at: session.holdbackAt,
    closes_at: session.closesAt,
    next_release_at: nextReleaseOf(session),
    offer_at: session.opensFamilyAt,
  }));
  await run(tx, INSERT, [JSON.stringify(rows)]);
}

const COUNT_ACCOUNTS: Statement = {
  name: 'account-count',
  text: `UPDATE account a SET capacity = n.capacity, reserve = n.reserve
           FROM unnest($3::text[], $4::text[], $5::date[], $6::int[], $7::int[]) AS n (pool, group_code, date, capacity, reserve)
          WHERE a.county = $1 AND a.institution = $2 AND a.pool = n.pool AND a.group_code = n.group_code AND a.date = n.date`,
};

export async function countAccounts(
  tx: EntityManager,
  county: string,
  institution: string,
  accounts: readonly Account[],
): Promise<void> {
  const of = <T>(value: (account: Account) => T) => accounts.map(value);
  await run(tx, COUNT_ACCOUNTS, [
    county,
    institution,
    of((a) => a.pool),
    of((a) => a.group),
    of((a) => a.date),
    of((a) => a.capacity),
    of((a) => a.reserve),
  ]);
}

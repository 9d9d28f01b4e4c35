import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { nextReleaseOf } from './next-release.js';
import { type Account, accountKey } from './publication.js';
import type { Session } from './session.entity.js';
import { SESSION_COLUMNS } from './session.store.js';

const ACCOUNT_COLUMNS = `a.county, a.institution, a.pool, a.group_code AS "group", a.date::text AS date, a.capacity, a.elsewhere,
  a.reserve, a.ratio_bps AS "ratioBps", a.ratio_scope AS "ratioScope", a.ratio_version AS "ratioVersion", a.ratio_source AS "ratioSource"`;

const OPEN_ACCOUNTS: Statement = {
  name: 'account-open',
  text: `INSERT INTO account (county, institution, pool, group_code, date, capacity, reserve, ratio_bps, ratio_scope, ratio_version, ratio_source)
         SELECT $1, $2, pool, group_code, date, 0, 0, ratio_bps, ratio_scope, ratio_version, ratio_source
           FROM unnest($3::text[], $4::text[], $5::date[], $6::int[], $7::text[], $8::int[], $9::text[])
             AS row (pool, group_code, date, ratio_bps, ratio_scope, ratio_version, ratio_source)
          ORDER BY pool, group_code, date ON CONFLICT DO NOTHING`,
};

const LOCK_ACCOUNTS: Statement = {
  name: 'account-lock',
  text: `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.county = $1 AND a.institution = $2
            AND (a.pool, a.group_code, a.date) IN (SELECT * FROM unnest($3::text[], $4::text[], $5::date[]))
          ORDER BY a.pool, a.group_code, a.date FOR NO KEY UPDATE`,
};

/** An account to be: what it is for and the ratio that holds on its date. */
export type NewAccount = Omit<Account, 'county' | 'institution' | 'capacity' | 'elsewhere' | 'reserve'>;

/** Opens the accounts that do not exist yet and locks all: publications run one after the other. */
export async function lockAccounts(
  tx: EntityManager,
  county: string,
  institution: string,
  accounts: readonly NewAccount[],
): Promise<Account[]> {
  const of = <T>(value: (account: NewAccount) => T) => accounts.map(value);
  const keys = [of(({ pool }) => pool), of(({ group }) => group), of(({ date }) => date)];
  const source = [of((a) => a.ratioScope), of((a) => a.ratioVersion), of((a) => a.ratioSource)];
  await run(tx, OPEN_ACCOUNTS, [county, institution, ...keys, of(({ ratioBps }) => ratioBps), ...source]);
  return run<Account>(tx, LOCK_ACCOUNTS, [county, institution, ...keys]);
}

const READ_ACCOUNTS: Statement = {
  name: 'account-read',
  text: `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.county = $1 AND a.institution = $2
            AND (a.pool, a.group_code, a.date) IN (SELECT * FROM unnest($3::text[], $4::text[], $5::date[]))
          ORDER BY a.pool, a.group_code, a.date`,
};

/** The accounts as they are, without a lock; those that do not exist yet as they would be opened. */
export async function accountsBefore(
  tx: EntityManager,
  county: string,
  institution: string,
  accounts: readonly NewAccount[],
): Promise<Account[]> {
  const known = await readAccounts(tx, county, institution, accounts);
  const byKey = new Map(known.map((account) => [accountKey(account), account]));
  const empty = { county, institution, capacity: 0, elsewhere: 0, reserve: 0 };
  return accounts.map((account) => byKey.get(accountKey(account)) ?? { ...account, ...empty });
}

export function readAccounts(
  tx: EntityManager,
  county: string,
  institution: string,
  keys: readonly Pick<Account, 'pool' | 'group' | 'date'>[],
): Promise<Account[]> {
  const of = <T>(value: (key: Pick<Account, 'pool' | 'group' | 'date'>) => T) => keys.map(value);
  const columns = [of(({ pool }) => pool), of(({ group }) => group), of(({ date }) => date)];
  return run<Account>(tx, READ_ACCOUNTS, [county, institution, ...columns]);
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
  next_release_at, offer_at, device, segments, last_start_at, allotment, elsewhere`;

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
    last_start_at: session.lastStartAt,
    next_release_at: nextReleaseOf(session),
    offer_at: session.opensFamilyAt,
  }));
  await run(tx, INSERT, [JSON.stringify(rows)]);
}

const PLACE: Statement = {
  name: 'session-place',
  text: `UPDATE session s SET version = s.version + 1, place = n.place FROM unnest($1::bpchar[], $2::uuid[], $3::text[]) AS n (county, id, place)
          WHERE s.county = n.county AND s.id = n.id AND s.place <> n.place`,
};

/** Where patients of published sessions go from now on. */
export async function placeSessions(
  tx: EntityManager,
  places: readonly { county: string; id: string; place: string }[],
): Promise<void> {
  if (places.length === 0) return;
  await run(tx, PLACE, [places.map(({ county }) => county), places.map(({ id }) => id), places.map((p) => p.place)]);
}

const COUNT_ACCOUNTS: Statement = {
  name: 'account-count',
  text: `UPDATE account a SET capacity = n.capacity, reserve = n.reserve, elsewhere = n.elsewhere
           FROM unnest($3::text[], $4::text[], $5::date[], $6::int[], $7::int[], $8::int[]) AS n (pool, group_code, date, capacity, reserve, elsewhere)
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
    of((a) => a.elsewhere),
  ]);
}

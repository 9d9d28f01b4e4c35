import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox } from '#messaging/outbox.js';
import { type FieldError, Problem } from '#service/problem/problem.js';
import { appendEntries } from '../ledger/ledger.store.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import { type Account, accountKey, type Change, type Draft, dateOf, isSame, publication } from './publication.js';
import {
  accountsBefore,
  countAccounts,
  insertSessions,
  knownSessions,
  lockAccounts,
  type NewAccount,
} from './publication.store.js';
import type { Session } from './session.entity.js';

/** Who publishes: always for the own institution. */
export interface Publisher {
  county: string;
  institution: string;
  account: string;
}

/** A session after publication, and whether it was known before. */
export interface Published {
  session: Session;
  known: boolean;
}

/** What a publication would do. */
export interface Preview {
  /** Sessions known already by their external ids: they would stay as they are. */
  known: ReadonlyMap<string, Session>;
  /** The accounts as they would be. */
  accounts: Account[];
}

/**
 * Publishes sessions with their share of the reserve (domain §7.2, §7.7). A session whose external id is known is left
 * as it is. All or nothing.
 * @throws Problem 409 `EXTERNAL_ID_TAKEN` where a known session says something else, 422 `ALLOTMENT_BELOW_FLOOR`
 */
export async function publish(
  tx: EntityManager,
  now: Date,
  publisher: Publisher,
  drafts: readonly Draft[],
): Promise<Published[]> {
  const { county, institution } = publisher;
  const { known, changes } = await plan(tx, now, publisher, drafts, lockAccounts);
  const sessions = changes.flatMap((change) => change.sessions);
  if (sessions.length > 0) {
    await countAccounts(
      tx,
      county,
      institution,
      changes.map(({ account }) => account),
    );
    await insertSessions(tx, sessions);
    await announce(tx, now, publisher, sessions);
  }
  const byName = new Map(sessions.map((session) => [session.externalId, session]));
  return drafts.map(({ externalId }) => {
    const session = known.get(externalId) ?? byName.get(externalId);
    if (!session) throw new Error('A published session is missing');
    return { session, known: known.has(externalId) };
  });
}

/** What {@link publish} would do now. Nothing is written or locked, so others may come first. */
export async function previewPublication(
  tx: EntityManager,
  now: Date,
  publisher: Publisher,
  drafts: readonly Draft[],
): Promise<Preview> {
  const { known, changes } = await plan(tx, now, publisher, drafts, accountsBefore);
  return { known, accounts: changes.map(({ account }) => account) };
}

async function plan(
  tx: EntityManager,
  now: Date,
  publisher: Publisher,
  drafts: readonly Draft[],
  readAccounts: typeof lockAccounts,
): Promise<{ known: Map<string, Session>; changes: Change[] }> {
  const { county, institution } = publisher;
  const book = await new SupplyPolicies().at(tx, now, [county]);
  const policy = book.of(county, institution);
  const policyOn = (date: string) => book.of(county, institution, date);
  const accounts = await readAccounts(tx, county, institution, accountsOf(drafts, policyOn));
  const known = await readKnown(tx, publisher, drafts);
  const fresh = new Map<string, (Draft & { id: string })[]>();
  for (const draft of drafts) {
    if (known.has(draft.externalId)) continue;
    const key = accountKey({ ...draft, date: dateOf(draft) });
    fresh.set(key, [...(fresh.get(key) ?? []), { ...draft, id: v7() }]);
  }
  const changes = accounts.map((account) => publication(account, fresh.get(accountKey(account)) ?? [], policy, now));
  requireFloor(drafts, changes, policy);
  return { known, changes };
}

/** The accounts of drafts, at the ratio that holds on their date: a new version counts from its first day on. */
function accountsOf(drafts: readonly Draft[], policyOn: (date: string) => Policy): NewAccount[] {
  const accounts = drafts.map((draft) => {
    const { pool, group } = draft;
    const date = dateOf(draft);
    const { bps, scope, version, source } = policyOn(date).ratio(pool);
    const ratioBps = Math.max(bps, draft.ratioBps ?? 0);
    return { pool, group, date, ratioBps, ratioScope: scope, ratioVersion: version, ratioSource: source };
  });
  return [...new Map(accounts.map((account) => [accountKey(account), account])).values()];
}

/** @throws Problem 409 for every known session that differs from its draft */
async function readKnown(
  tx: EntityManager,
  publisher: Publisher,
  drafts: readonly Draft[],
): Promise<Map<string, Session>> {
  const { known, errors } = await compareKnown(tx, publisher, drafts);
  if (errors.length === 0) return known;
  throw new Problem({
    status: 409,
    code: 'EXTERNAL_ID_TAKEN',
    detail: 'Some sessions were published before with other content.',
    errors,
  });
}

/** Sessions published before under the names of drafts, and which of them say something else than their draft. */
export async function compareKnown(
  tx: EntityManager,
  { county, institution }: Pick<Publisher, 'county' | 'institution'>,
  drafts: readonly Draft[],
): Promise<{ known: Map<string, Session>; errors: FieldError[] }> {
  const names = drafts.map(({ externalId }) => externalId);
  const rows = await knownSessions(tx, county, institution, names);
  const known = new Map(rows.map((session) => [session.externalId, session]));
  const errors = drafts.flatMap((draft, at) => {
    const session = known.get(draft.externalId);
    if (!session || isSame(session, draft)) return [];
    const message = 'published before with other content';
    return [{ field: `sessions.${at}.externalId`, code: 'external-id-taken', message }];
  });
  return { known, errors };
}

/** @throws Problem 422 for allotments that do not reach the ratio of the total their hospital declares */
function requireFloor(drafts: readonly Draft[], changes: readonly Change[], policy: Policy): void {
  const lacking = new Map(changes.map(({ account, lacking: units }) => [accountKey(account), units]));
  const errors = drafts.flatMap((draft, at) => {
    if (draft.declaredTotal === undefined) return [];
    const fault = (field: string, code: string, message: string) => [
      { field: `sessions.${at}.${field}`, code, message },
    ];
    if (policy.isOutsideBase(draft.bedClass)) return fault('bedClass', 'outside-the-base', 'has no reserve to give');
    const units = lacking.get(accountKey({ ...draft, date: dateOf(draft) })) ?? 0;
    if (units === 0) return [];
    return fault(
      'capacity',
      'below-floor',
      `the allotment of this day lacks ${units} of the reserve of its declared total`,
    );
  });
  if (errors.length === 0) return;
  throw new Problem({
    status: 422,
    code: 'ALLOTMENT_BELOW_FLOOR',
    detail: 'An allotment is smaller than the reserve of the total that the hospital declares.',
    errors,
  });
}

async function announce(
  tx: EntityManager,
  now: Date,
  { account }: Publisher,
  sessions: readonly Session[],
): Promise<void> {
  await appendEntries(
    tx,
    now,
    sessions.map(({ county, id, capacity, reserve }) => ({
      county,
      sessionId: id,
      kind: 'publish',
      actor: account,
      deltas: { capacity, reserve },
    })),
  );
  await addToOutbox(
    tx,
    sessions.map((session) => ({
      name: 'supply.published.v1',
      county: session.county,
      aggregateId: session.id,
      aggregateVersion: session.version,
      occurredAt: now,
      data: {
        institution: session.institution,
        pool: session.pool,
        group: session.group,
        date: session.date,
        capacity: session.capacity,
        reserve: session.reserve,
        ...(session.doctorId ? { doctorId: session.doctorId } : {}),
      },
    })),
  );
}

import type pg from 'pg';
import { MESSAGES, type MessageName } from '#contracts/catalogue.js';
import type { ServiceName } from '#contracts/codes.js';
import { SAME, START } from '#machine/machine.js';
import { type ChainedEntry, firstBreak } from '../../apps/referral/referral/history/chain.js';
import { REFERRAL_MACHINE } from '../../apps/referral/referral/machine/referral.machine.js';
import { asBreaches, asPoolBreaches, type Breach, EVERYTHING } from '../../apps/reservation/monitor/breach.store.js';
import { until } from '../story/people.js';
import { HEARTBEAT, QUERIES } from './queries.js';

type Queryable = Pick<pg.Pool, 'query'>;

/** A message that is on its way: not published, or not applied by the consumer. */
interface Left {
  readonly id: string;
  readonly name: MessageName;
  readonly last_error?: string | null;
  readonly consumer?: ServiceName;
}

/** One row, referral or message that should not be; empty lists everywhere mean that all invariants hold. */
export type Breaches = Record<string, unknown[]>;

/** Resolves when nothing is on its way any more: no event unpublished, and each published one applied. */
export async function untilAtRest(database: Queryable, seconds: number): Promise<void> {
  await until('at rest', seconds, async () => {
    const left = [...(await rowsOf<Left>(database, QUERIES.unpublished)), ...(await unapplied(database))];
    return left.length === 0 || `${left.length} messages are on their way: ${tally(left)}`;
  });
}

/** How many of each kind are left, with the id of one. */
function tally(left: Left[]): string {
  const kinds = new Map<string, string[]>();
  for (const { id, ...kind } of left) {
    const text = JSON.stringify(kind);
    kinds.set(text, [...(kinds.get(text) ?? []), id]);
  }
  return [...kinds].map(([kind, ids]) => `${ids.length} × ${kind}, like ${ids[0]}`).join('; ');
}

/**
 * Checks the whole database against the invariants of engineering §8.1. To be asked at rest.
 * @param database as superuser, past row-level security
 * @returns by invariant what breaks it; only invariants that are broken
 */
export async function breaches(database: Queryable): Promise<Breaches> {
  const histories = await historiesOf(database);
  const found: Breaches = { 'I5 each consumer applied each message': await unapplied(database) };
  for (const [name, query] of Object.entries(QUERIES)) found[name] = await rowsOf(database, query);
  for (const breach of await reserveBreaches(database)) {
    const name = `reserve ${breach.invariant} ${breach.code}`;
    found[name] = [...(found[name] ?? []), breach];
  }
  found['I4 a history is a path of the table'] = histories.flatMap(offPath);
  found['I7 the hash chain verifies'] = histories.flatMap((entries) =>
    firstBreak(entries) === undefined ? [] : [{ referral: entries[0]?.referralId, version: firstBreak(entries) }],
  );
  return Object.fromEntries(Object.entries(found).filter(([, rows]) => rows.length > 0));
}

/** What only says that something is on its way. */
const ON_THE_WAY = ['unpublished', 'I5 each consumer applied each message'];

/**
 * What is broken once nothing is on its way. A timer may send something between the rest and the look: then it is waited
 * for and looked at again, and what never arrives fails the wait.
 * @throws Error when nothing comes to rest in so many seconds
 */
export async function breachesAtRest(database: Queryable, seconds: number): Promise<Breaches> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    await untilAtRest(database, Math.max(1, (end - Date.now()) / 1_000));
    const found = await breaches(database);
    if (Date.now() > end || !ON_THE_WAY.some((name) => name in found)) return found;
  }
}

/** The checks of the reservation service, as its monitor runs them. */
async function reserveBreaches(database: Queryable): Promise<Breach[]> {
  const ask = async (text: string) => {
    // One simple query: the path lasts no longer than it, on whatever connection of a pool.
    const results: unknown = await database.query(`SET search_path = reservation, public; ${text}; RESET search_path`);
    return (results as [unknown, { rows: Parameters<typeof asPoolBreaches>[0] }])[1].rows;
  };
  return [...asPoolBreaches(await ask(EVERYTHING.pools)), ...asBreaches(await ask(EVERYTHING.persons))];
}

async function rowsOf<Row extends object>(database: Queryable, text: string): Promise<Row[]> {
  const { rows } = await database.query<Row>(text);
  return rows;
}

/** Published messages that a consumer of the catalogue has not marked in its inbox. */
async function unapplied(database: Queryable): Promise<Left[]> {
  const published = await rowsOf<{ id: string; name: MessageName }>(database, QUERIES_OF_MESSAGES.published);
  const applied = await rowsOf<{ service: string; id: string }>(database, QUERIES_OF_MESSAGES.applied);
  const known = new Set(applied.map(({ service, id }) => `${service} ${id}`));
  return published.flatMap(({ id, name }) =>
    MESSAGES[name].consumers
      .filter((consumer) => !known.has(`${consumer} ${id}`))
      .map((consumer) => ({ consumer, name, id })),
  );
}

const QUERIES_OF_MESSAGES = {
  published: `SELECT id, name FROM referral.outbox
              UNION ALL SELECT id, name FROM reservation.outbox WHERE name <> '${HEARTBEAT}'`,
  applied: `SELECT 'referral' AS service, message_id AS id FROM referral.inbox
            UNION ALL SELECT 'reservation', message_id FROM reservation.inbox
            UNION ALL SELECT 'notification', message_id FROM notification.inbox`,
};

async function historiesOf(database: Queryable): Promise<ChainedEntry[][]> {
  const rows = await rowsOf<ChainedEntry>(
    database,
    `SELECT county, referral_id AS "referralId", version, event, transition, from_state AS "fromState", to_state AS "toState",
            actor_code AS "actorCode", actor_id AS "actorId", actor_role AS "actorRole",
            actor_institution AS "actorInstitution", reason, rule_set_version AS "ruleSetVersion", detail, became,
            note_sealed AS "noteSealed", at, prev_hash AS "prevHash", hash
       FROM referral.referral_event ORDER BY county, referral_id, version`,
  );
  const histories = new Map<string, ChainedEntry[]>();
  for (const row of rows) histories.set(row.referralId, [...(histories.get(row.referralId) ?? []), row]);
  return [...histories.values()];
}

/** The history begins with the stored draft (T01), else with the submission (T02). */
const firstState = (entries: ChainedEntry[]): string => (entries[0]?.transition === 'T01' ? START : 'draft');

const ROWS = new Map(REFERRAL_MACHINE.transitions.map((row) => [row.id, row]));

/** Entries that do not lead on from the one before, or that no row of the transition table allows. */
function offPath(entries: ChainedEntry[]): object[] {
  return entries
    .filter((entry, at) => {
      const leadsOn = entry.fromState === (entries[at - 1]?.toState ?? firstState(entries));
      return !(leadsOn && isLegal(entry));
    })
    .map(({ referralId, version, transition, fromState, toState }) => ({
      referralId,
      version,
      transition,
      fromState,
      toState,
    }));
}

/** A fact without a transition leaves the state as it is. */
function isLegal({ transition, fromState, toState }: ChainedEntry): boolean {
  if (transition === null) return fromState === toState;
  const row = ROWS.get(transition);
  const from: readonly string[] = row?.from ?? [];
  return from.includes(fromState) && (row?.to === SAME ? fromState : row?.to) === toState;
}

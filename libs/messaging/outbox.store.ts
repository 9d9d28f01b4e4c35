import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import { LEASE_MILLISECONDS } from './outbox.js';
import { type Queryable, runOn, type Statement } from './prepared.js';

/** How the publication of one row ended. */
export interface Publication {
  readonly county: string;
  readonly id: string;
  /** Absent when the broker has confirmed. */
  readonly failure?: string;
}

interface OutboxRow {
  id: string;
  name: MessageName;
  occurred_at: string;
  county: string;
  aggregate_id: string;
  aggregate_version: number;
  correlation_id: string | null;
  causation_id: string | null;
  traceparent: string | null;
  payload: object;
}

/**
 * Rows are found by "not yet published", never by a cursor: a transaction that took an earlier id may commit later
 * (engineering §3, the sequence trap). SKIP LOCKED and the lease keep any number of relays out of each other's way.
 */
const LEASE: Statement = {
  name: 'outbox-lease',
  text: `
    WITH due AS MATERIALIZED (
      SELECT county, id FROM outbox
       WHERE published_at IS NULL AND next_try_at <= now()
       ORDER BY next_try_at LIMIT $1
         FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox SET next_try_at = clock_timestamp() + $2::int * interval '1 millisecond'
      FROM due WHERE outbox.county = due.county AND outbox.id = due.id
    RETURNING outbox.id, name, outbox.county, aggregate_id, aggregate_version, correlation_id, causation_id,
              traceparent, payload,
              to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS occurred_at`,
};

/** Commits without waiting for the disk: a mark that a crash forgets costs a duplicate, never a message. */
const MARK_PUBLISHED: Statement = {
  name: 'outbox-mark-published',
  text: `
    WITH relaxed AS (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE outbox SET published_at = clock_timestamp(), last_error = NULL
      FROM relaxed, unnest($1::bpchar[], $2::uuid[]) AS done (county, id)
     WHERE outbox.county = done.county AND outbox.id = done.id AND published_at IS NULL`,
};

/** Failures that say nothing about the message: it is free again at once, without a mark against it. */
const BLAMELESS = ['NO_BROKER', 'CONNECTION_LOST', 'RELAY_BUSY'];

const MARK_FAILED: Statement = {
  name: 'outbox-mark-failed',
  text: `
    UPDATE outbox
       SET last_error = failed.code,
           attempts = attempts + CASE WHEN failed.code = ANY ($4::text[]) THEN 0 ELSE 1 END,
           next_try_at = clock_timestamp() + CASE WHEN failed.code = ANY ($4::text[]) THEN interval '0'
             ELSE least(interval '15 seconds', interval '0.5 seconds' * power(2, least(attempts, 10))) END
      FROM unnest($1::bpchar[], $2::uuid[], $3::text[]) AS failed (county, id, code)
     WHERE outbox.county = failed.county AND outbox.id = failed.id AND published_at IS NULL`,
};

const BACKLOG: Statement = {
  name: 'outbox-backlog',
  text: `
    SELECT count(*)::int AS unpublished,
           coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS "oldestSeconds"
      FROM outbox WHERE published_at IS NULL`,
};

export interface OutboxBacklog {
  unpublished: number;
  oldestSeconds: number;
}

/** The relay's side of the table outbox; every call is a transaction of its own. */
export class OutboxStore {
  readonly #pool: Queryable;

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /** Takes at most `limit` due rows for {@link LEASE_MILLISECONDS}, the oldest id first. */
  async lease(limit: number): Promise<Envelope[]> {
    const rows = await runOn<OutboxRow>(this.#pool, LEASE, [limit, LEASE_MILLISECONDS]);
    return rows.map(toEnvelope).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Writes down how publications ended. */
  async settle(publications: readonly Publication[]): Promise<void> {
    const done = publications.filter((p) => p.failure === undefined);
    const failed = publications.filter((p) => p.failure !== undefined);
    if (done.length > 0) await runOn(this.#pool, MARK_PUBLISHED, [done.map((p) => p.county), done.map((p) => p.id)]);
    if (failed.length > 0) {
      const codes = failed.map((p) => p.failure);
      await runOn(this.#pool, MARK_FAILED, [failed.map((p) => p.county), failed.map((p) => p.id), codes, BLAMELESS]);
    }
  }

  /** For the metrics: an old unpublished row raises an alarm. */
  async backlog(): Promise<OutboxBacklog> {
    const [row] = await runOn<OutboxBacklog>(this.#pool, BACKLOG, []);
    return row!;
  }
}

function toEnvelope(row: OutboxRow): Envelope {
  return {
    id: row.id,
    name: row.name,
    occurredAt: row.occurred_at,
    county: row.county,
    aggregateId: row.aggregate_id,
    aggregateVersion: row.aggregate_version,
    correlationId: row.correlation_id ?? undefined,
    causationId: row.causation_id ?? undefined,
    traceparent: row.traceparent ?? undefined,
    data: row.payload,
  };
}

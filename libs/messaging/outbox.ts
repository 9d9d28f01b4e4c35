import type { DataSource, EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { MessageName, Payload } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import { afterCommit } from './commit.js';
import type { Statement } from './prepared.js';
import { traceContext } from './trace.js';
import { sendWithCommit } from './with-commit.js';

/** An event about to leave the service. */
export interface NewMessage<N extends MessageName> {
  name: N;
  /** County of the aggregate: part of the outbox row's key. */
  county: string;
  aggregateId: string;
  aggregateVersion: number;
  /** Business time of the change. */
  occurredAt: Date;
  correlationId?: string;
  causationId?: string;
  data: Payload<N>;
}

/**
 * How long a row belongs to the process that wrote or leased it. It must outlast the wait for confirms
 * (publisher.ts); until it ends no other relay takes the row, then any relay does.
 */
export const LEASE_MILLISECONDS = 5_000;

const INSERT: Statement = {
  name: 'outbox-insert',
  text: `
    INSERT INTO outbox (county, id, aggregate_id, aggregate_version, name, occurred_at, correlation_id, causation_id,
                        traceparent, payload, next_try_at)
    SELECT county, id, aggregate_id, aggregate_version, name, occurred_at, correlation_id, causation_id,
           traceparent, payload, clock_timestamp() + $11::int * interval '1 millisecond'
      FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::timestamptz[], $7::uuid[], $8::uuid[],
                  $9::text[], $10::jsonb[])
        AS given (county, id, aggregate_id, aggregate_version, name, occurred_at, correlation_id, causation_id,
                traceparent, payload)`,
};

type CommitListener = (envelopes: readonly Envelope[]) => void;
const listeners = new WeakMap<DataSource, CommitListener>();

/** Lets a relay hear of every outbox row of this database right after its commit. */
export function listenToCommits(dataSource: DataSource, listener: CommitListener): void {
  listeners.set(dataSource, listener);
}

/** Ends {@link listenToCommits}: rows written from now on are free for any relay at once. */
export function stopListening(dataSource: DataSource): void {
  listeners.delete(dataSource);
}

/**
 * Writes events in the transaction of the change that they tell of: one statement for all, ids UUID v7; it travels with
 * COMMIT, so an event costs no round trip (see with-commit.ts).
 * After COMMIT (see commit.ts) the relay of this process publishes them without asking the database again.
 */
export async function addToOutbox(tx: EntityManager, messages: readonly NewMessage<MessageName>[]): Promise<void> {
  if (messages.length === 0) return;
  const envelopes = messages.map(toEnvelope);
  const listener = listeners.get(tx.dataSource);
  await sendWithCommit(tx, INSERT, [
    envelopes.map((e) => e.county),
    envelopes.map((e) => e.id),
    envelopes.map((e) => e.aggregateId),
    envelopes.map((e) => e.aggregateVersion),
    envelopes.map((e) => e.name),
    envelopes.map((e) => e.occurredAt),
    envelopes.map((e) => e.correlationId ?? null),
    envelopes.map((e) => e.causationId ?? null),
    envelopes.map((e) => e.traceparent ?? null),
    envelopes.map((e) => JSON.stringify(e.data)),
    listener ? LEASE_MILLISECONDS : 0,
  ]);
  if (listener) afterCommit(tx, () => listener(envelopes));
}

function toEnvelope(message: NewMessage<MessageName>): Envelope {
  return {
    id: v7(),
    name: message.name,
    occurredAt: message.occurredAt.toISOString(),
    county: message.county,
    aggregateId: message.aggregateId,
    aggregateVersion: message.aggregateVersion,
    correlationId: message.correlationId,
    causationId: message.causationId,
    traceparent: traceContext.getStore()?.traceparent,
    data: message.data,
  };
}

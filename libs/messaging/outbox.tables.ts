import { firstUuidFunction, partitionFunction } from './partitions.js';

/** Outbox of one service, in its own schema; to be run in this order by the schema's owner. */
export const outboxTables: string[] = [
  `CREATE TABLE outbox (
     county            char(6)     NOT NULL,
     id                uuid        NOT NULL,
     aggregate_id      uuid        NOT NULL,
     aggregate_version int         NOT NULL CHECK (aggregate_version >= 1),
     name              text        NOT NULL,
     occurred_at       timestamptz NOT NULL,
     correlation_id    uuid,
     causation_id      uuid,
     traceparent       text,
     payload           jsonb       NOT NULL,
     created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
     published_at      timestamptz,
     next_try_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
     attempts          int         NOT NULL DEFAULT 0,
     last_error        text,
     PRIMARY KEY (county, id)
   ) PARTITION BY RANGE (id)`,
  `COMMENT ON COLUMN outbox.next_try_at IS 'until then the row belongs to the relay that wrote or leased it'`,
  `CREATE TABLE outbox_default PARTITION OF outbox DEFAULT`,
  `CREATE INDEX outbox_due ON outbox (next_try_at) WHERE published_at IS NULL`,
  firstUuidFunction,
  partitionFunction,
  `SELECT keep_message_partitions('outbox')`,
];

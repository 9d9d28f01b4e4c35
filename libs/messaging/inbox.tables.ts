import { firstUuidFunction, partitionFunction } from './partitions.js';

/** Inbox of one service, in its own schema; to be run in this order by the schema's owner. */
export const inboxTables: string[] = [
  `CREATE TABLE inbox (
     county       char(6)     NOT NULL,
     consumer     text        NOT NULL,
     message_id   uuid        NOT NULL,
     processed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (county, consumer, message_id)
   ) PARTITION BY RANGE (message_id)`,
  `CREATE TABLE inbox_default PARTITION OF inbox DEFAULT`,
  firstUuidFunction,
  partitionFunction,
  `SELECT keep_message_partitions('inbox')`,
];

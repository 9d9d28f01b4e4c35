import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Row } from './kind.js';

/** One change of a row as the log has it. */
export interface ChangeRow {
  seq: string;
  at: Date;
  kind: string;
  action: 'insert' | 'update' | 'delete';
  account: string | null;
  before: Row | null;
  after: Row | null;
}

const LIST: Statement = {
  name: 'network-changes',
  text: `SELECT seq, at, kind, action, account, before, after FROM network_change
          WHERE county = $1 AND ($2::text IS NULL OR kind = $2) AND seq < coalesce($3::bigint, 9223372036854775807)
          ORDER BY seq DESC LIMIT $4`,
};

/** The newest first; one row more than the limit tells that there is a next page. */
export function listChanges(
  tx: EntityManager,
  county: string,
  table: string | undefined,
  before: number | undefined,
  limit: number,
): Promise<ChangeRow[]> {
  return run(tx, LIST, [county, table ?? null, before ?? null, limit + 1]);
}

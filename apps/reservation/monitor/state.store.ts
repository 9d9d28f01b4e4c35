import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Tally } from './round.store.js';

/** What the metrics tell; kept in the database, so that every replica tells the same. */
interface MonitorState {
  found: Tally;
  /** Frozen pools by the invariant that froze them. */
  frozen: Tally;
  /** Null before the first full round has ended. */
  roundAgeSeconds: number | null;
  sessionsChecked: number;
}

const STATE: Statement = {
  name: 'monitor-state',
  text: `SELECT m.found, m.sessions_checked::float AS "sessionsChecked",
      extract(epoch FROM clock_timestamp() - m.round_ended_at)::float AS "roundAgeSeconds",
      coalesce((SELECT jsonb_object_agg(invariant, pools) FROM
        (SELECT invariant, count(*) AS pools FROM pool_freeze WHERE lifted_at IS NULL GROUP BY invariant) f), '{}') AS frozen
    FROM monitor m`,
};

export async function readState(tx: EntityManager): Promise<MonitorState> {
  return (await run<MonitorState>(tx, STATE, []))[0] as MonitorState;
}

import type { EntityManager } from 'typeorm';
import type { DisplacementOverdue } from '#contracts/item.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** By which message of a displacement its row is written. */
export interface ToldOf {
  readonly county: string;
  readonly id: string;
  readonly version: number;
  readonly at: Date;
}

/** A rung is never told before a lower one; what comes late changes nothing. */
const CLIMB: Statement = {
  name: 'overdue-displacement-climb',
  text: `INSERT INTO overdue_displacement AS known
           (county, id, version, settled, institution, group_code, due_kind, due_at, rung, repeat, heard_at)
         VALUES ($1, $2, $3, false, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (county, id) DO UPDATE SET version = excluded.version, due_at = excluded.due_at, rung = excluded.rung,
             repeat = excluded.repeat, heard_at = excluded.heard_at
          WHERE NOT known.settled AND (known.version, known.rung, known.repeat) < (excluded.version, excluded.rung, excluded.repeat)`,
};

/** How far it has been told up the ladder that a displaced person waits for the desk. */
export async function noteClimb(tx: EntityManager, told: ToldOf, item: DisplacementOverdue): Promise<void> {
  const { institution, group, dueKind, dueAt, rung, repeat } = item;
  await run(tx, CLIMB, [told.county, told.id, told.version, institution, group, dueKind, dueAt, rung, repeat, told.at]);
}

const SETTLE: Statement = {
  name: 'overdue-displacement-settle',
  text: `INSERT INTO overdue_displacement (county, id, version, settled, institution, group_code, due_kind, rung, repeat, heard_at)
         VALUES ($1, $2, $3, true, '', '', '', '', 0, $4)
         ON CONFLICT (county, id) DO UPDATE SET version = excluded.version, settled = true, heard_at = excluded.heard_at`,
};

const FORGET: Statement = {
  name: 'overdue-displacement-forget',
  text: `DELETE FROM overdue_displacement WHERE settled AND heard_at <= $1::timestamptz - interval '400 days'`,
};

/** Nobody waits any more: no message that comes later opens the item again. */
export async function noteSettled(tx: EntityManager, { county, id, version, at }: ToldOf): Promise<void> {
  await run(tx, SETTLE, [county, id, version, at]);
  await run(tx, FORGET, [at]);
}

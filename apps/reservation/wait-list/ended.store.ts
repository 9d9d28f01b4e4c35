import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { ofThose, type Whose } from '#service/timer/counties.js';
import type { WaitEntry } from './wait-entry.entity.js';
import { ENTRY_COLUMNS } from './wait-list.store.js';

/** A bed may still be taken while the last day of the window runs. */
const ENDED: Statement = {
  name: 'wait-ended',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e
          WHERE e.state = 'waiting' AND least(e.latest, e.valid_until) <= $1
            AND (e.pool <> 'inpatient-bed' OR e.valid_until <= $1 OR e.latest <= $1 - interval '24 hours')
            AND ${ofThose('e.county', 3)}
          ORDER BY least(e.latest, e.valid_until) LIMIT $2 FOR UPDATE OF e SKIP LOCKED`,
};

/** Entries that no unit can serve any more. */
export function claimEnded(tx: EntityManager, now: Date, limit: number, { only, except }: Whose): Promise<WaitEntry[]> {
  return run<WaitEntry>(tx, ENDED, [now, limit, except, only ?? null]);
}

const REOPEN: Statement = {
  name: 'wait-ended-displaced',
  text: `UPDATE displacement d SET version = d.version + 1, state = 'open-task', owner_role = 'referral-desk',
           owner_institution = d.institution, due_at = n.due_at
         FROM unnest($1::bpchar[], $2::uuid[], $3::timestamptz[]) AS n (county, id, due_at)
        WHERE d.county = n.county AND d.wait_entry_id = n.id AND d.state = 'waiting'`,
};

/** Who waits because a hospital took the unit away is a task of that hospital's desk from now on (domain §7.8). */
export async function giveToDesk(
  tx: EntityManager,
  entries: readonly WaitEntry[],
  dueAt: (entry: WaitEntry) => Date,
): Promise<void> {
  const displaced = entries.filter((entry) => entry.displaced);
  if (displaced.length === 0) return;
  await run(tx, REOPEN, [displaced.map(({ county }) => county), displaced.map(({ id }) => id), displaced.map(dueAt)]);
}

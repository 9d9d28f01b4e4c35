import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import { COUNTER_NAMES, type Deltas } from '../reserve/counters.js';
import type { LedgerKind } from './entry.entity.js';

/** A ledger entry about to be written. */
export interface NewEntry {
  county: string;
  sessionId: string;
  kind: LedgerKind;
  deltas: Deltas;
  actor: string;
  reason?: string;
  reservationId?: string;
}

const INSERT: Statement = {
  name: 'ledger-insert',
  text: `INSERT INTO ledger (county, id, session_id, at, kind, actor, reason, reservation_id, capacity, extra, reserve, released,
           family_taken, other_taken, public_taken, emergency_taken, shortfall)
         SELECT county, id, session_id, $1, kind, actor, reason, reservation_id, capacity, extra, reserve, released,
           family_taken, other_taken, public_taken, emergency_taken, shortfall
           FROM unnest($2::bpchar[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int[], $10::int[],
                $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::int[], $17::int[])
             AS row (county, id, session_id, kind, actor, reason, reservation_id, capacity, extra, reserve, released,
                family_taken, other_taken, public_taken, emergency_taken, shortfall)`,
};

/** Appends entries; whoever does so adds the same deltas to the sessions in the same transaction. */
export async function appendEntries(tx: EntityManager, at: Date, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const of = <T>(value: (entry: NewEntry) => T) => entries.map(value);
  await run(tx, INSERT, [
    at,
    of((entry) => entry.county),
    of(() => v7()),
    of((entry) => entry.sessionId),
    of((entry) => entry.kind),
    of((entry) => entry.actor),
    of((entry) => entry.reason ?? null),
    of((entry) => entry.reservationId ?? null),
    ...COUNTER_NAMES.map((name) => of((entry) => entry.deltas[name] ?? 0)),
  ]);
}

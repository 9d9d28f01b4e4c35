import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { sendWithCommit } from '#messaging/with-commit.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { COUNTER_NAMES, type Deltas } from '../reserve/counters.js';
import type { SessionKey } from '../supply/session.entity.js';
import type { LedgerEntry, LedgerKind } from './entry.entity.js';

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
         SELECT county, id, session_id, $1::timestamptz, kind, actor, reason, reservation_id, capacity, extra, reserve, released,
           family_taken, other_taken, public_taken, emergency_taken, shortfall
           FROM unnest($2::bpchar[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int[], $10::int[],
                $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::int[], $17::int[])
             AS row (county, id, session_id, kind, actor, reason, reservation_id, capacity, extra, reserve, released,
                family_taken, other_taken, public_taken, emergency_taken, shortfall)`,
};

/** Appends entries, with COMMIT; whoever does so adds the same deltas to the sessions in the same transaction. */
export async function appendEntries(tx: EntityManager, at: Date, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const of = <T>(value: (entry: NewEntry) => T) => entries.map(value);
  await sendWithCommit(tx, INSERT, [
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

const READ: Statement = {
  name: 'ledger-read',
  text: `SELECT county, id, session_id AS "sessionId", at, kind, actor, reason, reservation_id AS "reservationId", capacity, extra, reserve,
           released, family_taken AS "familyTaken", other_taken AS "otherTaken", public_taken AS "publicTaken",
           emergency_taken AS "emergencyTaken", shortfall
         FROM ledger WHERE county = $1 AND session_id = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
};

/** Entries of a session in the order in which they were written, after a given one. */
export function readEntries(
  tx: EntityManager,
  session: SessionKey,
  after: CursorValue,
  limit: number,
): Promise<LedgerEntry[]> {
  return run<LedgerEntry>(tx, READ, [session.county, session.id, after, limit]);
}

/** An entry with the session that it stands in the ledger of. */
export interface PlacedEntry extends LedgerEntry {
  institution: string;
  pool: string;
  group: string;
  startsAt: Date;
}

const OF_REFERRAL: Statement = {
  name: 'ledger-of-referral',
  text: `SELECT l.county, l.id, l.session_id AS "sessionId", l.at, l.kind, l.actor, l.reason, l.reservation_id AS "reservationId",
           l.capacity, l.extra, l.reserve, l.released, l.family_taken AS "familyTaken", l.other_taken AS "otherTaken",
           l.public_taken AS "publicTaken", l.emergency_taken AS "emergencyTaken", l.shortfall,
           r.institution, r.pool, r.group_code AS "group", r.starts_at AS "startsAt"
         FROM reservation r JOIN ledger l ON l.county = r.county AND l.session_id = r.session_id AND l.reservation_id = r.id
        WHERE r.county = $1 AND r.referral_county = $1 AND r.referral_id = $2 AND ($3::uuid IS NULL OR l.id > $3)
        ORDER BY l.id LIMIT $4`,
};

/** What the units of one referral did to the ledgers of their sessions, in the order of time. */
export function readReferralEntries(
  tx: EntityManager,
  county: string,
  referralId: string,
  after: CursorValue,
  limit: number,
): Promise<PlacedEntry[]> {
  return run<PlacedEntry>(tx, OF_REFERRAL, [county, referralId, after, limit]);
}

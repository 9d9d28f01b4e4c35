import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Reservation } from './reservation.entity.js';

export interface Interval {
  from: Date;
  to: Date;
}

/** A new row with the time in which the patient can be nowhere else; null where overlaps are allowed. */
export interface NewReservation {
  row: Reservation;
  busy: Interval | null;
}

type Column = readonly [name: string, type: string, value: (added: NewReservation) => unknown];

const iso = (date: Date | null) => date?.toISOString();

/** One array a column: a thousand rows as JSON objects left more garbage than all the rest of a batch. */
const COLUMNS: readonly Column[] = [
  ['county', 'bpchar', ({ row }) => row.county],
  ['id', 'uuid', ({ row }) => row.id],
  ['version', 'int', ({ row }) => row.version],
  ['session_id', 'uuid', ({ row }) => row.sessionId],
  ['seat', 'int', ({ row }) => row.seat],
  ['institution', 'text', ({ row }) => row.institution],
  ['pool', 'text', ({ row }) => row.pool],
  ['group_code', 'text', ({ row }) => row.group],
  ['starts_at', 'timestamptz', ({ row }) => iso(row.startsAt)],
  ['busy', 'tstzrange', ({ busy }) => busy && `[${iso(busy.from)},${iso(busy.to)})`],
  ['state', 'text', ({ row }) => row.state],
  ['occupies', 'boolean', ({ row }) => row.occupies],
  ['taker', 'text', ({ row }) => row.taker],
  ['from_reserve', 'boolean', ({ row }) => row.fromReserve],
  ['extra', 'boolean', ({ row }) => row.extra],
  ['channel', 'text', ({ row }) => row.channel],
  ['patient_id', 'uuid', ({ row }) => row.patientId],
  ['entitlement', 'text', ({ row }) => row.entitlement],
  ['urgency_class', 'text', ({ row }) => row.urgencyClass],
  ['referral_county', 'bpchar', ({ row }) => row.referralCounty],
  ['referral_id', 'uuid', ({ row }) => row.referralId],
  ['hop', 'smallint', ({ row }) => row.hop],
  ['referring_institution', 'text', ({ row }) => row.referringInstitution],
  ['wait_entry_id', 'uuid', ({ row }) => row.waitEntryId],
  ['created_at', 'timestamptz', ({ row }) => iso(row.createdAt)],
  ['hold_until', 'timestamptz', ({ row }) => iso(row.holdUntil)],
  ['extended', 'boolean', ({ row }) => row.extended],
  ['extensions', 'smallint', ({ row }) => row.extensions],
  ['bundle_id', 'uuid', ({ row }) => row.bundleId],
  ['bundle_part', 'smallint', ({ row }) => row.bundlePart],
  ['confirmed_at', 'timestamptz', ({ row }) => iso(row.confirmedAt)],
  ['no_show_at', 'timestamptz', ({ row }) => iso(row.noShowAt)],
  ['ended_at', 'timestamptz', ({ row }) => iso(row.endedAt)],
  ['external_id', 'text', ({ row }) => row.externalId],
  ['content_hash', 'text', ({ row }) => row.contentHash],
  ['late', 'boolean', ({ row }) => row.late],
];

const NAMES = COLUMNS.map(([name]) => name).join(', ');

const INSERT: Statement = {
  name: 'reservation-insert',
  text: `INSERT INTO reservation (${NAMES})
         SELECT ${NAMES} FROM unnest(${COLUMNS.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')}) AS added (${NAMES})`,
};

/** @throws the database's refusal of a taken seat, a second live unit of the referral, or an overlap of the patient */
export async function insertReservations(tx: EntityManager, added: readonly NewReservation[]): Promise<void> {
  if (added.length === 0) return;
  await run(
    tx,
    INSERT,
    COLUMNS.map(([, , value]) => added.map(value)),
  );
}

import { IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { COUNTER_NAMES } from '../reserve/counters.js';
import type { LedgerEntry, LedgerKind } from './entry.entity.js';

/** One entry of a session's ledger: what it added to each counter. */
export class LedgerEntryView {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsString() kind: LedgerKind;
  /** Account name, or `system`. */
  @IsString() actor: string;
  @IsOptional() @IsString() reason?: string;
  @IsOptional() @IsUUID() reservationId?: string;
  @IsInt() capacity: number;
  @IsInt() extra: number;
  @IsInt() reserve: number;
  @IsInt() released: number;
  @IsInt() familyTaken: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() shortfall: number;
}

export function entryView(entry: LedgerEntry): LedgerEntryView {
  const deltas = Object.fromEntries(COUNTER_NAMES.map((name) => [name, entry[name]])) as Pick<
    LedgerEntry,
    (typeof COUNTER_NAMES)[number]
  >;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    kind: entry.kind,
    actor: entry.actor,
    reason: entry.reason ?? undefined,
    reservationId: entry.reservationId ?? undefined,
    ...deltas,
  };
}
